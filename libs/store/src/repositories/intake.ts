import type { IntakeRow, Store } from '@khien/model';
import { readAll } from './read-all';

export interface IntakeTotals {
  sourceId: string;
  received: number;
  bytes: number;
  shed: number;
}

/** What came in per source and minute; derived from the journal, so rows are overwritten, never added to. */
export interface IntakeRepository {
  put(rows: readonly IntakeRow[]): Promise<void>;
  totalsBySource(): Promise<IntakeTotals[]>;
  /** Minutes of a source at `from` or later and before `to`, ascending; a minute has one row per journal segment. */
  ofSource(sourceId: string, span: { from: number; to: number }): Promise<IntakeRow[]>;
  /** The last minute of a source that received something. */
  latestOf(sourceId: string): Promise<IntakeRow | undefined>;
}

export function createIntakeRepository(store: Store): IntakeRepository {
  return {
    put: (rows) => store.put('intake', rows),
    async totalsBySource() {
      const groups = await store.countBy('intake', {}, 'sourceId', ['received', 'bytes', 'shed']);
      return groups.map(({ value, sums }) => ({
        sourceId: String(value),
        received: sums.received ?? 0,
        bytes: sums.bytes ?? 0,
        shed: sums.shed ?? 0,
      }));
    },
    ofSource: (sourceId, { from, to }) =>
      readAll<IntakeRow>(store, 'intake', {
        filter: { sourceId, minute: { gte: from, lt: to } },
        sort: [['minute', 'asc']],
      }),
    async latestOf(sourceId) {
      const page = await store.find<IntakeRow>('intake', {
        filter: { sourceId, received: { gt: 0 } },
        sort: [['minute', 'desc']],
        limit: 1,
      });
      return page.docs[0];
    },
  };
}
