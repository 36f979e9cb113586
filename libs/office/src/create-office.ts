import { today } from '@khien/compliance';
import { levelReport } from '@khien/dossier';
import { type DossierAct, MonitorError, type Registry } from '@khien/model';
import { inScope, type Scope } from '@khien/policy';
import { readAll } from '@khien/store';
import { createDeadlineDesk, type DeadlineOffice } from './deadlines/create-deadline-desk';
import { readDossiers } from './dossiers/dossier-index';
import { lawOf } from './dossiers/dossier-store';
import { repairSections } from './dossiers/note-section';
import { repairDossiers } from './dossiers/repair-dossiers';
import { repairEvidence } from './evidence/repair-evidence';
import { repairPlans } from './gaps/note-plan';
import { levelOfCard, levelWithFacts } from './level/level-of-card';
import { simulateCards } from './level/simulate-cards';
import type { LevelReportOptions, Office, OfficeDeps } from './office';
import { type Desks, openDesks } from './open-desks';
import { createRegisterDesk } from './register/create-register-desk';
import type { RegisterDesk } from './register-desk';
import type { Room } from './room';
import { systemRows } from './system-rows/system-rows';

/** The office over one store. Several processes may have one each over the same store. */
export function createOffice(deps: OfficeDeps): Office {
  const { store, now, log } = deps;
  const book = createRegisterDesk({
    ...{ store, now, log, sourceHealth: deps.sourceHealth },
    base: deps.configuration ?? deps.registry,
  });
  const fresh = freshRegistry(deps.registry, book);
  let deadlines: DeadlineOffice | undefined;
  const forget = (systemIds: readonly string[]): void => deadlines?.forget(systemIds);
  const desks = openDesks({ ...deps, registry: fresh.registry }, forget, fresh.refresh);
  const { room, sheets, dossiers, evidence, gaps, files } = desks;
  const calendar = createDeadlineDesk({ room, book: desks.book, sheets: () => sheets.stored('*') });
  deadlines = calendar;
  return {
    ...{ dossiers, evidence, files, sheets },
    register: {
      ...followed(book, room, calendar.forget),
      systems: (scope) => systemRows({ room, sheets: sheets.stored, deadlines: calendar.all }, scope),
    },
    gaps: {
      ...gaps,
      async plan(...args) {
        const plan = await gaps.plan(...args);
        calendar.forget([plan.systemId]);
        return plan;
      },
    },
    deadlines: calendar,
    levelOf(system, facts) {
      const [law, on] = [room.law(), today(now())];
      return facts === undefined ? levelOfCard(system, law, on) : levelWithFacts(system, { facts, law, on });
    },
    simulate: (scope, moments) => simulateCards(room, scope, moments),
    levelReport: (scope, year, options) => report(desks, { scope, year, options }),
    async repair() {
      const { imports, activities: ofCards } = await book.repairImports();
      await fresh.refresh();
      const { dossiers: behind, activities } = await repairDossiers(room);
      const ofOthers =
        (await repairEvidence(store)) + (await repairSections(store)) + (await repairPlans(store));
      const speaking = await sheets.repair();
      // Every list of systems asks for them.
      desks.warm(calendar.all);
      return { dossiers: behind, activities: activities + ofCards + ofOthers, sheets: speaking, imports };
    },
    settled: desks.settled,
  };
}

/** What the caller holds, until we know of something newer than that; then ours, until the caller's is another one. */
function freshRegistry(given: () => Registry, book: RegisterDesk) {
  let seen: Registry | undefined;
  let ours: Registry | undefined;
  return {
    registry(): Registry {
      const theirs = given();
      if (theirs !== seen) {
        seen = theirs;
        ours = undefined;
      }
      return ours ?? theirs;
    },
    async refresh(): Promise<void> {
      const effective = await book.effective();
      seen = given();
      ours = effective;
    },
  };
}

/** The register's desk, with what follows from its writes. */
function followed(book: RegisterDesk, room: Room, forget: () => void): RegisterDesk {
  return {
    ...book,
    async save(by, system, expectedVersion) {
      const saved = await book.save(by, system, expectedVersion);
      await room.changed({ systemIds: [system.id] });
      return saved;
    },
    async saveAgency(by, agency, expectedVersion) {
      const saved = await book.saveAgency(by, agency, expectedVersion);
      await room.changed({ agencyId: agency.id });
      forget();
      return saved;
    },
    async applyImport(by, sheets, options) {
      const counts = await book.applyImport(by, sheets, options);
      if (counts.added + counts.changed > 0) await room.changed({ everything: true });
      forget();
      return counts;
    },
  };
}

/** Mẫu 08 of a year. */
async function report(
  { room, book }: Desks,
  { scope, year, options }: { scope: Scope; year: number; options: LevelReportOptions | undefined },
): Promise<ReturnType<typeof levelReport>> {
  if (!Number.isInteger(year) || year < 2000 || year > 2100)
    throw new MonitorError('invalid', `report: no year ${year}`);
  const { systems, agencies } = room.registry();
  const [dossiers, acts, shelves] = await Promise.all([
    readDossiers(room.store),
    readAll<DossierAct>(room.store, 'dossier_acts', { most: Number.MAX_SAFE_INTEGER }),
    book.current(),
  ]);
  return levelReport({
    ...lawOf(room),
    systems: systems.filter(({ agencyId }) => inScope(scope, agencyId)),
    dossiers: dossiers.all.filter(({ agencyId }) => inScope(scope, agencyId)),
    acts: acts.filter(({ agencyId }) => inScope(scope, agencyId)),
    evidence: shelves.all(),
    ...{ agencies, year },
    ...(options && { options }),
  });
}
