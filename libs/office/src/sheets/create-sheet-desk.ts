import { addDays, today } from '@khien/compliance';
import type { ControlResult, Document, Filter, StatusChange, System } from '@khien/model';
import { inScope, type Scope } from '@khien/policy';
import { readAll } from '@khien/store';
import { createMirror } from '../create-mirror';
import type { Listed, SheetDesk, SheetSummary } from '../office';
import type { Room } from '../room';
import { startOfDay } from '../start-of-day';
import { asOfToday } from './as-of-today';
import { type Books, computeAll, gather } from './compute-all';
import { withHosted } from './hosts-first';
import { deliver, type Saved, saveSheets } from './save-sheets';
import { type StoredResults, type StoredSheet, viewOf } from './stored-sheet';

/** Sheets computed before they are stored together: bounds what is in memory. */
const BATCH = 50;
/** How often sheets are computed again that somebody else stored meanwhile. */
const ATTEMPTS = 5;
const COMPUTED = 'compliance:computed';

interface Computed extends Document {
  at: number;
}

export interface SheetOffice extends SheetDesk {
  /** As of today, with what the store keeps beside them. */
  stored(scope: Scope): Promise<StoredSheet[]>;
  resultsOf(systemId: string): Promise<readonly ControlResult[]>;
  /** Delivers what stored sheets still have to say; returns how many status changes were missing. */
  repair(): Promise<number>;
}

/** How every system stands, computed from what is known, and what followed from it. */
export function createSheetDesk(room: Room, books: Books): SheetOffice {
  const { store, now } = room;

  const summary = async (systemId: string): Promise<SheetSummary | undefined> => {
    const stored = await store.get<StoredSheet>('compliance_sheets', systemId);
    return stored && asOfToday(viewOf(stored), today(now()));
  };

  const mirror = createMirror<StoredSheet>({
    ...{ store, now, collection: 'compliance_sheets', field: 'computedAt', countBy: 'agencyId' },
  });

  async function stored(scope: Scope): Promise<StoredSheet[]> {
    const on = today(now());
    const sheets = await mirror.current();
    // By the register, not by the sheets: what is retired or gone has none.
    return room
      .registry()
      .systems.filter(({ stage, agencyId }) => stage !== 'retired' && inScope(scope, agencyId))
      .flatMap(({ id }) => sheets.get(id) ?? [])
      .map((sheet) => asOfToday(sheet, on));
  }

  async function resultsOf(systemId: string): Promise<readonly ControlResult[]> {
    return (await store.get<StoredResults>('control_results', systemId))?.results ?? [];
  }

  async function recompute(systemIds?: readonly string[]): ReturnType<SheetDesk['recompute']> {
    const at = now();
    let targets = targetsOf(room.registry().systems, systemIds);
    const total = { computed: targets.length, changed: 0, alerts: 0 };
    for (let attempt = 0; attempt < ATTEMPTS && targets.length > 0; attempt++) {
      const saved = await computeAndSave(targets, attempt > 0);
      total.changed += saved.changed;
      total.alerts += saved.alerts;
      const again = new Set(saved.overtaken);
      targets = targets.filter(({ id }) => again.has(id));
    }
    if (targets.length > 0) room.log.warn('sheets overtaken again and again', { systems: targets.length });
    const done: Computed = { _id: COMPUTED, at };
    if (systemIds === undefined) await store.put('state', [done]);
    return total;
  }

  async function computeAndSave(systems: readonly System[], again: boolean): Promise<Saved> {
    const gathered = await gather(
      room,
      books,
      systems.map(({ id }) => id),
    );
    const total: Saved = { changed: 0, alerts: 0, overtaken: [] };
    const save = async (batch: Parameters<typeof saveSheets>[1]): Promise<void> => {
      const saved = await saveSheets(room, batch, { again });
      total.changed += saved.changed;
      total.alerts += saved.alerts;
      total.overtaken.push(...saved.overtaken);
    };
    let batch: Parameters<typeof saveSheets>[1][number][] = [];
    for await (const sheet of computeAll(room, { systems, gathered, books })) {
      batch.push(sheet);
      if (batch.length < BATCH) continue;
      await save(batch);
      batch = [];
    }
    await save(batch);
    return total;
  }

  return {
    summary,
    resultsOf,
    recompute,
    async get(systemId) {
      const [head, controls] = await Promise.all([summary(systemId), resultsOf(systemId)]);
      return head && { ...head, controls: [...controls] };
    },
    stored,
    all: async (scope) => (await stored(scope)).map(viewOf),
    computedAt: async () => (await store.get<Computed>('state', COMPUTED))?.at,
    history: (query) => history(room, query),
    async repair() {
      const stored = await readAll<StoredSheet>(store, 'compliance_sheets', {});
      const speaking = stored.filter(({ outbox }) => outbox.changes.length + outbox.material.length > 0);
      return (await deliver(room, speaking)).newChanges;
    },
  };
}

/** Systems that are not retired: all, or the named ones and what stands on them. */
function targetsOf(systems: readonly System[], ids: readonly string[] | undefined): System[] {
  const live = systems.filter(({ stage }) => stage !== 'retired');
  if (ids === undefined) return live;
  const wanted = withHosted(ids, live);
  return live.filter(({ id }) => wanted.has(id));
}

async function history(
  { store }: Room,
  { scope, systemId, from, to, limit, cursor }: Parameters<SheetDesk['history']>[0],
): Promise<Listed<StatusChange>> {
  const filter: Filter = {
    ...(systemId !== undefined && { systemId }),
    ...(scope !== '*' && { agencyId: { in: [...scope] } }),
    ...((from !== undefined || to !== undefined) && {
      at: {
        ...(from !== undefined && { gte: startOfDay(from) }),
        ...(to !== undefined && { lt: startOfDay(addDays(to, 1)) }),
      },
    }),
  };
  const page = await store.find<StatusChange>('status_changes', {
    ...{ filter, sort: [['at', 'desc']] },
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  });
  return { items: page.docs, ...(page.next !== undefined && { next: page.next }) };
}
