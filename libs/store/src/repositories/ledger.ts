import type { LedgerRow, Store } from '@khien/model';
import { insertOne } from './insert-one';
import { readAll } from './read-all';

const SCAN_PAGE = 2000;

/** What became of every chunk of the last two days; older rows are rolled up into `accounts` and deleted (libs/watch), so sums are made there. */
export interface LedgerRepository {
  /** False when the chunk has its row already (which stays as it is). */
  insertOnce(row: LedgerRow): Promise<boolean>;
  get(chunkId: string): Promise<LedgerRow | undefined>;
  /** Which of the chunks have a row. */
  has(chunkIds: readonly string[]): Promise<Set<string>>;
  /** Rows with a `seq` above the given one, ascending; there may be gaps, because chunks are processed in any order. */
  rowsAfter(collectorId: string, seq: number, limit: number): Promise<LedgerRow[]>;
  /** The last `seq` up to which every chunk from `fromSeq` on has a row; `fromSeq - 1` when that one has none. */
  contiguousThrough(collectorId: string, fromSeq: number): Promise<number>;
  /** Rows of a source processed at `from` or later and before `to`, ascending by time, 100,000 at most. */
  ofSource(sourceId: string, span: { from: number; to: number }): Promise<LedgerRow[]>;
  /** The row of a source that was processed last. */
  latestOf(sourceId: string): Promise<LedgerRow | undefined>;
}

export function createLedgerRepository(store: Store): LedgerRepository {
  const rowsAfter = async (collectorId: string, seq: number, limit: number): Promise<LedgerRow[]> => {
    const filter = { collectorId, seq: { gt: seq } };
    const page = await store.find<LedgerRow>('ledger', { filter, sort: [['seq', 'asc']], limit });
    return page.docs;
  };
  return {
    insertOnce: (row) => insertOne(store, 'ledger', row),
    get: (chunkId) => store.get<LedgerRow>('ledger', chunkId),
    async has(chunkIds) {
      const rows = await store.getMany<LedgerRow>('ledger', chunkIds);
      return new Set(rows.map((row) => row._id));
    },
    rowsAfter,
    async contiguousThrough(collectorId, fromSeq) {
      let through = fromSeq - 1;
      for (;;) {
        const rows = await rowsAfter(collectorId, through, SCAN_PAGE);
        for (const row of rows) {
          if (row.seq !== through + 1) return through;
          through = row.seq;
        }
        if (rows.length < SCAN_PAGE) return through;
      }
    },
    ofSource: (sourceId, { from, to }) =>
      readAll<LedgerRow>(store, 'ledger', {
        filter: { sourceId, processedAt: { gte: from, lt: to } },
        sort: [['processedAt', 'asc']],
      }),
    async latestOf(sourceId) {
      const query = { filter: { sourceId }, sort: [['processedAt', 'desc']] as [string, 'desc'][], limit: 1 };
      return (await store.find<LedgerRow>('ledger', query)).docs[0];
    },
  };
}
