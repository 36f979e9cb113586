import { today } from '@khien/compliance';
import { clockStanding, completeness, waitingFor } from '@khien/dossier';
import type { Day, Dossier, DossierClock, DossierSection, System } from '@khien/model';
import { readAll } from '@khien/store';
import { agencyTree } from '../agency-tree';
import type { EvidenceBook } from '../evidence/create-evidence-book';
import { groupBy } from '../group-by';
import { levelOfCard } from '../level/level-of-card';
import type { Room } from '../room';
import type { DossierRow } from '../rows';
import { evidenceFor } from '../sheets/compute-all';
import { actingUnit } from './acting-unit';

/** Lines of a page of dossiers; sections of all of them are read at once. */
export async function dossierRows(
  room: Room,
  { dossiers, book }: { dossiers: readonly Dossier[]; book: EvidenceBook },
): Promise<DossierRow[]> {
  if (dossiers.length === 0) return [];
  const registry = room.registry();
  const [sections, shelves] = await Promise.all([
    readAll<DossierSection>(room.store, 'dossier_sections', {
      filter: { dossierId: { in: dossiers.map(({ _id }) => _id) } },
    }),
    book.current(),
  ]);
  const byDossier = groupBy(sections, ({ dossierId }) => dossierId);
  const systems = new Map(registry.systems.map((system) => [system.id, system]));
  const tree = agencyTree(registry.agencies);
  const on = today(room.now());
  return dossiers.map((dossier): DossierRow => {
    const system = systems.get(dossier.systemId);
    const waits = waitingFor(dossier);
    const clock = clockOf(room, dossier.clocks, on);
    const evidence = system ? evidenceFor(system, { evidence: shelves, tree }) : [];
    const { agencies } = registry;
    const unit = system && actingUnit(dossier, { system, agencies, evidence, on });
    return {
      ...{ id: dossier._id, systemId: dossier.systemId, agencyId: dossier.agencyId },
      systemName: system?.name ?? { vi: dossier.systemId, en: dossier.systemId },
      agencyName: tree.name(dossier.agencyId),
      ...{ determination: dossier.determination, step: dossier.step, state: dossier.state },
      ...(dossier.proposedLevel !== undefined && { proposedLevel: dossier.proposedLevel }),
      ...(dossier.approvedLevel !== undefined && { approvedLevel: dossier.approvedLevel }),
      completeness: system
        ? percentOf(room, {
            ...{ dossier, system, on, evidence },
            sections: byDossier.get(dossier._id) ?? [],
          })
        : 0,
      ...(waits !== undefined && { waitingFor: waits }),
      ...(unit !== undefined && { waitingUnit: { id: unit, name: tree.name(unit) } }),
      ...(clock && { clock }),
      updatedAt: dossier.updatedAt,
    };
  });
}

function percentOf(
  room: Room,
  form: {
    dossier: Dossier;
    system: System;
    on: Day;
    evidence: ReturnType<typeof evidenceFor>;
    sections: readonly DossierSection[];
  },
): number {
  const computed = levelOfCard(form.system, room.law(), form.on);
  const { agencies } = room.registry();
  return completeness({ ...form, agencies, computed, specs: room.sections() }).percent;
}

/** The clock that runs out first, else one that stands. */
function clockOf(room: Room, clocks: readonly DossierClock[], on: Day): DossierRow['clock'] {
  const going = clocks.filter(({ state }) => state !== 'ended');
  const running = going.filter(({ state }) => state === 'running');
  const [first] = (running.length > 0 ? running : going).sort((one, other) =>
    (one.dueOn ?? '9999') < (other.dueOn ?? '9999') ? -1 : 1,
  );
  if (!first) return undefined;
  const { workingDaysLeft } = clockStanding(first, on, room.calendar());
  return {
    ...{ parameter: first.parameter, state: first.state },
    ...(first.dueOn !== undefined && { dueOn: first.dueOn }),
    ...(workingDaysLeft !== undefined && { workingDaysLeft }),
  };
}
