import type { IntakeRow, Store } from '@khien/model';
import { readAll } from './read-all';

/**
 * What came in per source and minute of the last two days; derived from the journal, so rows are overwritten, never added to.
 * Older rows are rolled up into `accounts` and deleted (libs/watch), so sums are made there.
 */
export interface IntakeRepository {
  put(rows: readonly IntakeRow[]): Promise<void>;
  /** Minutes of a source at `from` or later and before `to`, ascending; a minute has one row per journal segment. */
  ofSource(sourceId: string, span: { from: number; to: number }): Promise<IntakeRow[]>;
  /** The last minute of a source that received something. */
  latestOf(sourceId: string): Promise<IntakeRow | undefined>;
}

export function createIntakeRepository(store: Store): IntakeRepository {
  return {
    put: (rows) => store.put('intake', rows),
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
