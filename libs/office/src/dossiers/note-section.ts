import type { DossierSection, Store } from '@khien/model';
import { readAll } from '@khien/store';
import { noteOnce, type Written } from '../note-activity';

export type StoredSection = DossierSection & Written;

/** Sections whose activity is looked for after a crash: only what was on its way can be missing, and that is the newest. */
const RECENT = 100;

/** Leaves the record of the last save of a section, unless it is there; true when it was not. */
export async function noteSection(store: Store, stored: StoredSection): Promise<boolean> {
  const { writer, dossierId, section, version, systemId, agencyId, updatedAt } = stored;
  if (!writer) return false;
  return noteOnce(
    store,
    {
      subject: { kind: 'dossier', id: dossierId },
      ...{ action: 'dossier_section_saved', at: updatedAt, agencyId, ...writer },
      data: { section, version, systemId },
    },
    { 'data.section': section, 'data.version': { gte: version } },
  );
}

/** After a crash between a save and its record; returns how many records were missing. */
export async function repairSections(store: Store): Promise<number> {
  const recent = await readAll<StoredSection>(store, 'dossier_sections', {
    ...{ sort: [['updatedAt', 'desc']], most: RECENT },
  });
  let missing = 0;
  for (const stored of recent.toReversed()) if (await noteSection(store, stored)) missing += 1;
  return missing;
}
