import { type ControlCatalogue, deadlinesOf, remindersDue, today } from '@khien/compliance';
import type { Bilingual, Deadline, Filter, GapPlan, Reminder } from '@khien/model';
import { inScope, type Scope } from '@khien/policy';
import { readAll } from '@khien/store';
import { readDossiers } from '../dossiers/dossier-index';
import type { EvidenceBook } from '../evidence/create-evidence-book';
import type { DeadlineDesk, DeadlineFilter } from '../office';
import type { Room } from '../room';
import { comparable, type StoredSheet } from '../sheets/stored-sheet';
import { createDeadlineCache } from './create-deadline-cache';
import { createFeeds } from './create-feeds';

const MAX_REMINDERS = 5000;
const NONE: ReadonlySet<string> = new Set();

export interface DeadlineDeps {
  room: Room;
  book: EvidenceBook;
  sheets: () => Promise<StoredSheet[]>;
}

export interface DeadlineOffice extends DeadlineDesk {
  /** Of the whole province. */
  all(): Promise<readonly Deadline[]>;
  /** Something was written that deadlines are derived from: about these systems, or anything. */
  forget(systemIds?: readonly string[]): void;
}

/** Thời hạn: derived from everything else each time, never stored; only that somebody was reminded is. */
export function createDeadlineDesk(deps: DeadlineDeps): DeadlineOffice {
  const { room } = deps;
  const { store, now } = room;
  const cache = createDeadlineCache(
    (systemIds) => derive(deps, systemIds),
    () => today(now()),
  );
  const all = (): Promise<readonly Deadline[]> => cache.get();
  return {
    all,
    forget: cache.forget,
    async list(scope, filter = {}) {
      const within = scopeTest(room, scope);
      return (await all()).filter((deadline) => within(deadline) && meets(filter, deadline));
    },
    async reminders(scope, since) {
      const filter: Filter = { at: { gte: since } };
      const docs = await readAll<Reminder>(store, 'reminders', {
        ...{ filter, sort: [['at', 'desc']], most: MAX_REMINDERS },
      });
      return docs.filter(scopeTest(room, scope));
    },
    async remind() {
      const at = now();
      cache.forget();
      const due = remindersDue(await all(), { law: room.law(), on: today(at), at });
      if (due.length === 0) return 0;
      return (await store.insertManyOnce('reminders', due)).inserted;
    },
    feeds: createFeeds(room),
  };
}

async function derive(
  { room, book, sheets }: DeadlineDeps,
  only?: ReadonlySet<string>,
): Promise<readonly Deadline[]> {
  const { systems, agencies, agreements } = room.registry();
  const wanted = (systemId: string): boolean => only === undefined || only.has(systemId);
  const [shelves, dossiers, gapPlans, stored] = await Promise.all([
    book.current(),
    readDossiers(room.store),
    readAll<GapPlan>(room.store, 'gap_plans', only ? { filter: { systemId: { in: [...only] } } } : {}),
    sheets(),
  ]);
  const planned = new Map<string, Set<string>>();
  for (const { systemId, controlId } of gapPlans)
    planned.set(systemId, (planned.get(systemId) ?? new Set()).add(controlId));
  const evidence = shelves.all();
  return deadlinesOf({
    ...{ agencies, agreements, gapPlans },
    systems: systems.filter(({ id }) => wanted(id)),
    dossiers: dossiers.standing().filter(({ systemId }) => wanted(systemId)),
    evidence: only ? evidence.filter(({ systemId }) => systemId === undefined || wanted(systemId)) : evidence,
    law: room.law(),
    sheets: stored
      .filter(({ _id }) => wanted(_id))
      .map((sheet) => comparable(sheet, planned.get(sheet._id) ?? NONE)),
    controlTitle: titlesOf(room.controls()),
    calendar: room.calendar(),
    on: today(room.now()),
  });
}

/** A catalogue never changes; another one is another object. */
const titles = new WeakMap<ControlCatalogue, ReadonlyMap<string, Bilingual>>();

function titlesOf(catalogue: ControlCatalogue): (controlId: string) => Bilingual | undefined {
  const known = titles.get(catalogue) ?? new Map(catalogue.controls.map(({ id, title }) => [id, title]));
  titles.set(catalogue, known);
  return (controlId) => known.get(controlId);
}

/** What concerns a system or an agency belongs to it; dates of the calendar that are nobody's own are everybody's. */
function scopeTest(
  room: Room,
  scope: Scope,
): (one: { systemId?: string | undefined; agencyId?: string | undefined }) => boolean {
  if (scope === '*') return () => true;
  const agencyOf = new Map(room.registry().systems.map(({ id, agencyId }) => [id, agencyId]));
  return ({ systemId, agencyId }) => {
    if (systemId === undefined && agencyId === undefined) return true;
    return inScope(scope, agencyId) || (systemId !== undefined && inScope(scope, agencyOf.get(systemId)));
  };
}

function meets(filter: DeadlineFilter, deadline: Deadline): boolean {
  const { from, to, kind, state, agencyId, systemId } = filter;
  if (from !== undefined && deadline.dueOn < from) return false;
  if (to !== undefined && deadline.dueOn > to) return false;
  if (kind !== undefined && deadline.kind !== kind) return false;
  if (state !== undefined && deadline.state !== state) return false;
  if (agencyId !== undefined && deadline.agencyId !== agencyId) return false;
  return systemId === undefined || deadline.systemId === systemId;
}
