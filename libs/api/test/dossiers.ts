import { type SectionSpec, tableAnswer } from '@khien/dossier';
import type { Dossier, DossierEvent, DossierSection, Role } from '@khien/model';
import type { By } from '@khien/office';
import type { ApiDeps } from '../src';
import { systemCard } from './office';

export const TODAY = '2026-11-21';
export const PDF_BYTES = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n');
export const pdfBase64 = PDF_BYTES.toString('base64');
export const paper = { number: '12/QĐ', date: '2026-11-02', issuer: 'Đơn vị thử nghiệm' };

export const by = (username: string, role: Role, unit: string): By => ({
  actor: { userId: `u-${username}`, username, role },
  from: { ip: '192.0.2.10' },
  unit,
});
const drafter = (unit: string) => by('soan-thao', 'system_owner', unit);
const appraiser = by('tham-dinh', 'appraiser', 'cong-an');

let made = 0;
/** A system nobody has drafted anything for yet. */
export async function newSystem({ office, refreshRegister }: ApiDeps, agencyId: string): Promise<string> {
  made += 1;
  const card = systemCard(`moi-${made}`, agencyId);
  await office.register.save(drafter(agencyId), card, 0);
  await refreshRegister();
  return card.id;
}

export async function newDossier(deps: ApiDeps, agencyId: string): Promise<Dossier> {
  const systemId = await newSystem(deps, agencyId);
  return deps.office.dossiers.start(drafter(agencyId), systemId);
}

/** A dossier of the lower procedure with every question answered, handed in. */
export async function submittedDossier(deps: ApiDeps, agencyId: string): Promise<Dossier> {
  const dossier = await newDossier(deps, agencyId);
  const who = drafter(agencyId);
  const { level } = await deps.office.dossiers.get(who, dossier._id);
  const { undecided, floor, candidates, regime } = level;
  const computed = { level: level.level, floor, candidates, undecided, clauses: [], regime };
  const proposed = await act(deps, dossier, who, {
    kind: 'level_proposed',
    level: level.level ?? 2,
    computed,
  });
  const { sha256 } = await deps.office.files.put(who, {
    name: 'tai-lieu.pdf',
    mediaType: 'application/pdf',
    bytes: PDF_BYTES,
    systemId: dossier.systemId,
    agencyId,
  });
  for (const spec of deps.sections()) {
    const answers = answersTo(spec, sha256);
    const files = [{ name: 'tai-lieu.pdf', sha256, bytes: PDF_BYTES.length }];
    await deps.office.dossiers.saveSection(who, dossier._id, spec.id, { answers, files }, 0);
  }
  const assessed = await act(deps, proposed, who, { kind: 'risk_assessed', independent: true, paper });
  const regulated = await act(deps, assessed, who, { kind: 'regulation_issued', paper });
  return act(deps, regulated, who, { kind: 'submitted', paper });
}

export async function acceptedDossier(deps: ApiDeps, agencyId: string): Promise<Dossier> {
  const dossier = await submittedDossier(deps, agencyId);
  return act(deps, dossier, appraiser, { kind: 'accepted' });
}

function act({ office }: ApiDeps, dossier: Dossier, who: By, event: DossierEvent): Promise<Dossier> {
  return office.dossiers.act(who, dossier._id, { event, on: TODAY }, dossier.seq);
}

/** An answer of the right kind to each question. */
export function answersTo(spec: SectionSpec, sha256: string): DossierSection['answers'] {
  const entries = spec.fields.map(({ id, type, choices, columns }) => {
    const row = Object.fromEntries((columns ?? []).map((column) => [column.id, 'có']));
    const answer = {
      text: 'Đã ghi',
      long: 'Đã ghi đầy đủ',
      number: 1,
      date: TODAY,
      choice: choices?.[0]?.value ?? '',
      yesno: true,
      table: tableAnswer([row]),
      file: [sha256],
    }[type];
    return [id, answer] as const;
  });
  return Object.fromEntries(entries);
}
