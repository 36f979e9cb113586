import { type DossierLaw, foldActs, newDossier } from '@khien/dossier';
import { type Dossier, type DossierAct, type DossierSection, MonitorError, type System } from '@khien/model';
import { readAll } from '@khien/store';
import { levelOfCard } from '../level/level-of-card';
import { withoutWriter } from '../note-activity';
import type { Room } from '../room';
import type { StoredSection } from './note-section';

const ID = /^(?<systemId>.+)\.v(?<determination>[1-9]\d*)$/;

/** A dossier as its acts make it, however far its projection in the store is. */
export interface LoadedDossier {
  dossier: Dossier;
  acts: DossierAct[];
  system: System;
  /** As the store has it; undefined before the first act was projected. */
  projection: Dossier | undefined;
}

export const lawOf = (room: Room): DossierLaw => ({ law: room.law(), calendar: room.calendar() });

export function systemOr404(room: Room, id: string): System {
  const system = room.registry().systems.find((one) => one.id === id);
  if (!system) throw new MonitorError('not_found', `system ${id}: none`);
  return system;
}

export const actsOf = ({ store }: Room, dossierId: string): Promise<DossierAct[]> =>
  readAll<DossierAct>(store, 'dossier_acts', { filter: { dossierId }, sort: [['seq', 'asc']] });

export const sectionsOf = async ({ store }: Room, dossierId: string): Promise<DossierSection[]> =>
  (await readAll<StoredSection>(store, 'dossier_sections', { filter: { dossierId } })).map(withoutWriter);

/** All versions of a system's dossier as the store has them. */
export const projectionsOf = ({ store }: Room, systemId: string): Promise<Dossier[]> =>
  readAll<Dossier>(store, 'dossiers', { filter: { systemId }, sort: [['determination', 'desc']] });

/** The fold of the acts, from the projection on. MonitorError `not_found` when there is neither. */
export async function loadDossier(room: Room, dossierId: string): Promise<LoadedDossier> {
  // The projection first: acts that come in between are folded onto it.
  const projection = await room.store.get<Dossier>('dossiers', dossierId);
  const acts = await actsOf(room, dossierId);
  const found = ID.exec(dossierId)?.groups;
  const [first] = acts;
  if (!found?.systemId || !first) throw new MonitorError('not_found', `dossier ${dossierId}: none`);
  const system = cardOf(room, found.systemId, first);
  const start =
    projection ?? unstarted(room, system, { determination: Number(found.determination), on: first.on });
  return { dossier: foldActs(start, acts, lawOf(room)), acts, system, projection };
}

/** A card that left the register still has its dossiers. */
function cardOf(room: Room, id: string, { agencyId }: DossierAct): System {
  const system = room.registry().systems.find((one) => one.id === id);
  if (system) return system;
  const name = { vi: id, en: id };
  return {
    id,
    name,
    agencyId,
    dossier: { state: 'none' },
    networks: [],
    hosts: [],
    domains: [],
    datasets: [],
  };
}

/** The version before its first act; the regime is the one by which the calculator answers on that day. */
export function unstarted(
  room: Room,
  system: System,
  { determination, on }: { determination: number; on: string },
): Dossier {
  return newDossier({ system, determination, regime: levelOfCard(system, room.law(), on).regime });
}
