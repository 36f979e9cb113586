import { chunkIdOf, dayOf, type IntakeRow, type LedgerRow, type Store } from '@khien/model';
import type { SourceTotals } from '../src';

const MINUTE = 60_000;

export interface ChunkFacts {
  collectorId: string;
  sourceId: string;
  stored: number;
  duplicate: number;
  deadLettered: number;
}

/** Collectors and workers as the store sees them, and the plain sums of all they ever wrote. */
export interface TestCollectors {
  clock: { now: number };
  /** Into the journal: the chunk has its number, and its records are counted. */
  receive(facts: ChunkFacts): void;
  shed(collectorId: string, sourceId: string, count: number): void;
  /** A worker finishes the `nth` chunk that is not finished, if there are any. */
  work(nth: number): Promise<void>;
  /** What the dispatcher does every two seconds: counts, then cursor. */
  persist(collectorId: string): Promise<void>;
  doneThrough: (collectorId: string) => Promise<number>;
  /** A restart of the collector: counts are told again as they are, and new ones belong to a new segment. */
  restart(collectorId: string): Promise<void>;
  /** A stale queue brings the `nth` finished chunk again: by now all its records are duplicates. */
  redeliver(nth: number): Promise<boolean>;
  expected(): Map<string, SourceTotals>;
  unfinished(): number;
}

export function createTestCollectors(store: Store, start: number): TestCollectors {
  const clock = { now: start };
  const waiting: LedgerRow[] = [];
  const finished: LedgerRow[] = [];
  const nextSeq = new Map<string, number>();
  const cursors = new Map<string, number>();
  const segments = new Map<string, number>();
  const counts = new Map<string, IntakeRow>();
  const told = new Map<string, IntakeRow>();

  function count(collectorId: string, sourceId: string, more: Partial<IntakeRow>): void {
    const minute = clock.now - (clock.now % MINUTE);
    const segment = segments.get(collectorId) ?? 0;
    const _id = `${sourceId}|${minute}|${collectorId}|${segment}`;
    const none = { received: 0, bytes: 0, shed: 0 };
    const row = counts.get(_id) ?? { _id, sourceId, collectorId, segment, minute, ...none };
    const { received = 0, bytes = 0, shed = 0 } = more;
    counts.set(_id, {
      ...row,
      received: row.received + received,
      bytes: row.bytes + bytes,
      shed: row.shed + shed,
    });
  }

  async function tell(collectorId: string): Promise<void> {
    const rows = [...counts.values()].filter((row) => row.collectorId === collectorId);
    await store.put('intake', rows);
    for (const row of rows) told.set(row._id, row);
  }

  function add(totals: Map<string, SourceTotals>, sourceId: string, more: Partial<SourceTotals>): void {
    const sums = totals.get(sourceId) ?? {
      ...{ received: 0, shed: 0 },
      ...{ in: 0, stored: 0, duplicate: 0, deadLettered: 0 },
    };
    for (const name of Object.keys(sums) as Array<keyof SourceTotals>) sums[name] += more[name] ?? 0;
    totals.set(sourceId, sums);
  }

  return {
    clock,
    receive({ collectorId, sourceId, stored, duplicate, deadLettered }) {
      const seq = nextSeq.get(collectorId) ?? 0;
      nextSeq.set(collectorId, seq + 1);
      const records = stored + duplicate + deadLettered;
      waiting.push({
        _id: chunkIdOf(collectorId, seq),
        ...{ collectorId, seq, sourceId, stored, duplicate, deadLettered },
        ...{ in: records, masked: stored, alerts: 0, partitionDay: dayOf(clock.now) },
        ...{ sealedAt: clock.now, processedAt: 0 },
      });
      count(collectorId, sourceId, { received: records, bytes: records * 100 });
    },
    shed: (collectorId, sourceId, shed) => count(collectorId, sourceId, { shed }),
    async work(nth) {
      const [row] = waiting.splice(nth % Math.max(1, waiting.length), 1);
      if (!row) return;
      const done = { ...row, processedAt: clock.now };
      await store.insertManyOnce('ledger', [done]);
      finished.push(done);
    },
    async persist(collectorId) {
      await tell(collectorId);
      const open = waiting.filter((row) => row.collectorId === collectorId).map((row) => row.seq);
      cursors.set(collectorId, Math.min(nextSeq.get(collectorId) ?? 0, ...open));
    },
    doneThrough: async (collectorId) => (cursors.get(collectorId) ?? 0) - 1,
    async restart(collectorId) {
      await tell(collectorId);
      segments.set(collectorId, (segments.get(collectorId) ?? 0) + 1);
    },
    async redeliver(nth) {
      const row = finished[nth % Math.max(1, finished.length)];
      if (!row) return false;
      const again = { ...row, stored: 0, duplicate: row.in, deadLettered: 0, processedAt: clock.now };
      return (await store.insertManyOnce('ledger', [again])).inserted === 1;
    },
    expected() {
      const totals = new Map<string, SourceTotals>();
      for (const { sourceId, received, shed } of told.values()) add(totals, sourceId, { received, shed });
      for (const { sourceId, in: came, stored, duplicate, deadLettered } of finished)
        add(totals, sourceId, { in: came, stored, duplicate, deadLettered });
      return totals;
    },
    unfinished: () => waiting.length,
  };
}
