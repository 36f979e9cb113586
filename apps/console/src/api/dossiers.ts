import type { Dossier, DossierEvent, DossierSection } from '@khien/model';
import { type Download, download, request } from './http';
import type {
  Completeness,
  DocumentOffer,
  DossierDetail,
  DossierForm,
  DossierRow,
  FieldChange,
  SectionDraft,
  SectionFile,
  SignatureSaid,
  SignedCopy,
  SignedDraft,
} from './views-dossiers';
import type { Page } from './views-page';
import type { UploadedFile } from './views-register';

const id = encodeURIComponent;

/** Starts the first dossier of a system, or a new determination (Đ25) with its reason. */
export const startDossier = (systemId: string, reason: string | undefined, once: string) =>
  request<{ dossier: Dossier }>({
    method: 'POST',
    path: `/systems/${id(systemId)}/dossiers`,
    body: reason ? { reason } : {},
    once,
  });

/** More dossiers than a province has systems for. */
const MOST_PAGES = 20;

/** Every dossier in sight: a person looks for their own work in all of them, not in the first page. */
export async function getDossiers(): Promise<{ items: DossierRow[]; whole: boolean }> {
  const items: DossierRow[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<DossierRow> = await request({ path: '/dossiers', query: { limit: 200, cursor } });
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === undefined) return { items, whole: true };
  }
  return { items, whole: false };
}

export const getDossier = (dossierId: string) =>
  request<DossierDetail>({ path: `/dossiers/${id(dossierId)}` });
export const getDossierForm = (dossierId: string) =>
  request<DossierForm>({ path: `/dossiers/${id(dossierId)}/form` });
export const getDossierDiff = (dossierId: string) =>
  request<{ against?: string; changes: FieldChange[] }>({ path: `/dossiers/${id(dossierId)}/diff` });
export const getSnapshot = (dossierId: string, hash: string) =>
  request<{ hash: string; content: unknown; verified: boolean }>({
    path: `/dossiers/${id(dossierId)}/snapshots/${hash}`,
  });

/** Answers with the dossier as it stands after the act. `seq`: number of the last act the person has seen; refused (412) when somebody acted since. */
export const postAct = (dossierId: string, body: { event: DossierEvent; on: string }, seq: number) =>
  request<DossierDetail>({
    method: 'POST',
    path: `/dossiers/${id(dossierId)}/acts`,
    body,
    ifMatch: seq,
  });

/** `version`: of the section as it was read, 0 for one nobody has written yet. */
export const putSection = (dossierId: string, section: string, draft: SectionDraft, version: number) =>
  request<{ section: DossierSection; completeness: Completeness }>({
    method: 'PUT',
    path: `/dossiers/${id(dossierId)}/sections/${id(section)}`,
    body: draft,
    ifMatch: version,
  });

/** Hands in a file of a system; it is named by its hash from then on. */
export const postFile = async (systemId: string, file: UploadedFile): Promise<SectionFile> => {
  const { name, sha256, bytes } = await request<SectionFile>({
    method: 'POST',
    path: '/files',
    body: { systemId, ...file },
  });
  return { name, sha256, bytes };
};
export const downloadFile = (sha256: string, name: string): Promise<Download> =>
  download({ path: `/files/${sha256}` }, name);

export const getDocuments = (dossierId: string) =>
  request<{ items: DocumentOffer[]; signed: SignedCopy[] }>({ path: `/dossiers/${id(dossierId)}/documents` });
export const downloadDocument = (dossierId: string, form: string, format: 'docx' | 'pdf') =>
  download(
    { path: `/dossiers/${id(dossierId)}/documents/${id(form)}`, query: { format, language: 'vi' } },
    `${dossierId}-${form}.${format}`,
  );
export const importSigned = (dossierId: string, draft: SignedDraft) =>
  request<SignatureSaid & { sha256: string; bytes: number; encrypted: boolean }>({
    method: 'POST',
    path: `/dossiers/${id(dossierId)}/documents`,
    body: draft,
  });
