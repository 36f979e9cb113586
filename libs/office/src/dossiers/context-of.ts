import { today } from '@khien/compliance';
import { type DossierContext, snapshotOf } from '@khien/dossier';
import type { Activity, Dossier, DossierSection, System } from '@khien/model';
import { readAll } from '@khien/store';
import { agencyTree } from '../agency-tree';
import type { EvidenceBook } from '../evidence/create-evidence-book';
import { levelOfCard } from '../level/level-of-card';
import type { By } from '../office';
import type { Room } from '../room';
import { evidenceFor } from '../sheets/compute-all';
import type { StoredResults } from '../sheets/stored-sheet';
import { lawOf, projectionsOf, sectionsOf } from './dossier-store';

export interface Contents {
  hash: string;
  content: unknown;
}

export interface Judged {
  context: DossierContext;
  contents: Contents;
  sections: DossierSection[];
  /** With everybody who ever typed into it among its drafters: a section itself knows only the last. */
  dossier: Dossier;
}

/** Everything a decision looks at, and the contents it would pin. */
export async function contextOf(
  room: Room,
  { by, dossier, system, book }: { by: By; dossier: Dossier; system: System; book: EvidenceBook },
): Promise<Judged> {
  const [sections, versions, shelves, stored, typists] = await Promise.all([
    sectionsOf(room, dossier._id),
    projectionsOf(room, system.id),
    book.current(),
    room.store.get<StoredResults>('control_results', system.id),
    typistsOf(room, dossier._id),
  ]);
  const { agencies } = room.registry();
  const at = room.now();
  const contents = snapshotOf({ system, dossier, sections, controls: stored?.results ?? [] });
  const unit = by.unit ?? by.user?.unit;
  return {
    context: {
      ...lawOf(room),
      ...{ system, agencies, sections, at, actor: by.actor },
      ...(unit !== undefined && { unit }),
      specs: room.sections(),
      computed: levelOfCard(system, room.law(), today(at)),
      otherVersions: versions.filter(({ _id }) => _id !== dossier._id),
      snapshot: contents.hash,
      evidence: evidenceFor(system, { evidence: shelves, tree: agencyTree(agencies) }),
    },
    contents,
    sections,
    dossier: { ...dossier, drafters: [...new Set([...dossier.drafters, ...typists])] },
  };
}

async function typistsOf({ store }: Room, dossierId: string): Promise<string[]> {
  const saves = await readAll<Activity>(store, 'activity', {
    filter: { 'subject.kind': 'dossier', 'subject.id': dossierId },
  });
  return saves.filter(({ action }) => action === 'dossier_section_saved').map(({ actor }) => actor.userId);
}
