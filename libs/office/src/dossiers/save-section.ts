import { checkAnswers, isEditable } from '@khien/dossier';
import { DossierSection, type FieldProblem, MonitorError, type Store } from '@khien/model';
import { writerOf } from '../note-activity';
import type { By, SectionDraft } from '../office';
import { problemAt, problemsOf } from '../problems';
import type { Room } from '../room';
import { loadDossier } from './dossier-store';
import { noteSection, type StoredSection } from './note-section';

export interface SectionWrite {
  by: By;
  dossierId: string;
  section: string;
  draft: SectionDraft;
  expectedVersion: number;
}

/** Stores the answers of one section, as long as the dossier is with its drafter. */
export async function saveSection(room: Room, write: SectionWrite): Promise<DossierSection> {
  const { by, dossierId, section, expectedVersion } = write;
  const { dossier } = await loadDossier(room, dossierId);
  if (!isEditable(dossier)) throw notWithDrafter(dossierId);
  const spec = room.sections().find(({ id }) => id === section);
  if (!spec) throw new MonitorError('not_found', `section ${section}: none`);
  const at = room.now();
  const doc = sectionOf(write, { systemId: dossier.systemId, agencyId: dossier.agencyId, at });
  const problems = [
    ...checkAnswers(spec, doc.answers).map(({ field, text }) => problemAt(`/answers/${field}`, text)),
    ...(await missingFiles(room, doc)),
    ...unknownPlatform(room, doc),
  ];
  if (problems.length > 0)
    throw new MonitorError('invalid', `section ${section}: ${problems[0]?.pointer} ${problems[0]?.message}`, {
      problems,
    });
  const stored: StoredSection = { ...doc, writer: writerOf(by) };
  if (!(await replace(room.store, stored, expectedVersion)))
    throw new MonitorError('precondition_failed', `section ${doc._id}: changed since it was read`);
  const version = expectedVersion + 1;
  await noteSection(room.store, { ...stored, version });
  return { ...doc, version };
}

/** Whoever saved before and was killed before the record of it gets it now: afterwards nobody would know. */
async function replace(store: Store, doc: StoredSection, expected: number): Promise<boolean> {
  if (expected === 0) return (await store.insertManyOnce('dossier_sections', [doc])).inserted === 1;
  const before = await store.get<StoredSection>('dossier_sections', doc._id);
  if (before?.version !== expected) return false;
  await noteSection(store, before);
  return store.replaceIfVersion('dossier_sections', doc, expected);
}

function notWithDrafter(dossierId: string): MonitorError {
  const text = {
    vi: 'Hồ sơ không ở bước soạn thảo nên không sửa được nội dung.',
    en: 'The dossier is not with its drafter, so its contents cannot be changed.',
  };
  return new MonitorError('conflict', `dossier ${dossierId}: ${text.en}`, {
    problems: [{ ...problemAt('/section', text), code: 'not_with_drafter' }],
  });
}

function sectionOf(
  { by, dossierId, section, draft }: SectionWrite,
  { systemId, agencyId, at }: { systemId: string; agencyId: string; at: number },
): DossierSection {
  const parsed = DossierSection.safeParse({
    _id: `${dossierId}:${section}`,
    ...{ version: 1, dossierId, systemId, agencyId, section },
    answers: draft.answers,
    files: draft.files ?? [],
    ...(draft.inheritedFrom !== undefined && { inheritedFrom: draft.inheritedFrom }),
    ...{ updatedAt: at, updatedBy: by.actor.userId },
  });
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error);
  throw new MonitorError('invalid', `section ${section}: ${problems[0]?.pointer} ${problems[0]?.message}`, {
    problems,
  });
}

async function missingFiles({ store }: Room, { files }: DossierSection): Promise<FieldProblem[]> {
  const found = await store.getMany(
    'files',
    files.map(({ sha256 }) => `${sha256}:0000`),
  );
  const present = new Set(found.map(({ _id }) => _id.slice(0, 64)));
  return files.flatMap(({ sha256 }, index) =>
    present.has(sha256)
      ? []
      : [
          problemAt(`/files/${index}/sha256`, {
            vi: 'Tệp này chưa được tải lên.',
            en: 'This file was not uploaded.',
          }),
        ],
  );
}

function unknownPlatform(room: Room, { inheritedFrom }: DossierSection): FieldProblem[] {
  if (inheritedFrom === undefined || room.registry().systems.some(({ id }) => id === inheritedFrom))
    return [];
  return [problemAt('/inheritedFrom', { vi: 'Không có hệ thống này.', en: 'No such system.' })];
}
