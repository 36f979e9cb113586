import { setImmediate as breathe } from 'node:timers/promises';
import type { AccountDay, IntakeRow, LedgerRow, Logger, Store } from '@khien/model';
import { type AccountMark, markOf, resumeBook, turnPage } from './account-book';
import { daysWith, entryOfChunk, entryOfMinute } from './account-days';
import { collectorsIn } from './collectors-in';
import { deleteAll } from './delete-all';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Chunks folded, or marked as removed, at once. */
const STRIDE = 20_000;
const PAGE = 2000;
/** Intake rows folded at once, by the time they span. */
const SPAN = 6 * HOUR;
/** A ledger row is folded this long after it was written: a chunk given up as lost may still come out of the queue. */
const SETTLES_AFTER = 10 * MINUTE;
/** How far a collector's clock may be set back without an intake count being missed. */
const CLOCK_STEP = HOUR;
/** How long folded rows can still be looked at one by one; the API shows the minutes of 24 hours. */
export const ROWS_KEPT_MS = 48 * HOUR;

export interface RollUpDeps {
  store: Store;
  /** Sequence number up to which every chunk of the collector has its ledger row, as the dispatcher last stored it. */
  doneThrough: (collectorId: string) => Promise<number>;
  now: () => number;
  log: Logger;
}

export interface RolledUp {
  /** Ledger and intake rows counted into `accounts`. */
  folded: number;
  /** Rows deleted because `accounts` has held them for long enough. */
  deleted: number;
}

/**
 * Folds ledger and intake rows into one document of `accounts` per source and day, and deletes them two days later. It may die at any
 * point and be run again: `sourceTotals` gives the same before, in between and after.
 */
export async function rollUpAccounts({ store, doneThrough, now, log }: RollUpDeps): Promise<RolledUp> {
  const at = now();
  let book = await resumeBook(store);
  const count: RolledUp = { folded: 0, deleted: 0 };
  const turn = async (rows: number, mark: AccountMark, days: AccountDay[]): Promise<void> => {
    book = await turnPage(store, book, { mark, days });
    count.folded += rows;
    await breathe();
  };

  async function foldLedger(collectorId: string): Promise<void> {
    const done = await doneThrough(collectorId);
    for (;;) {
      const mark = markOf(book, collectorId);
      const rows = await settledRows(collectorId, { gt: mark.seq, lte: done });
      const last = rows.at(-1);
      if (!last) return;
      // A row of nothing stands for a number that no chunk has.
      const days = await daysWith(store, rows.filter((row) => row.in > 0).map(entryOfChunk));
      await turn(rows.length, { ...mark, seq: last.seq, sealedAt: last.sealedAt }, days);
    }
  }

  /** Rows in sequence, as many as are folded at once, up to the first that is too young. */
  async function settledRows(collectorId: string, seq: Numbers): Promise<LedgerRow[]> {
    const settled: LedgerRow[] = [];
    let cursor: string | undefined;
    do {
      const query = {
        filter: { collectorId, seq },
        sort: [['seq', 'asc']] as [string, 'asc'][],
        limit: PAGE,
      };
      const page = await store.find<LedgerRow>('ledger', {
        ...query,
        ...(cursor !== undefined && { cursor }),
      });
      const end = page.docs.findIndex((row) => row.processedAt >= at - SETTLES_AFTER);
      if (end >= 0) return [...settled, ...page.docs.slice(0, end)];
      settled.push(...page.docs);
      cursor = page.next;
      await breathe();
    } while (cursor !== undefined && settled.length < STRIDE);
    return settled;
  }

  /**
   * A collector stores its intake counts before the cursor that says a chunk is done, and its frames are in the order of time:
   * with the row of a chunk, all counts up to the minute it was sealed are there, and will only ever be told again as they are.
   */
  async function foldIntake(collectorId: string): Promise<void> {
    const told = Math.min(markOf(book, collectorId).sealedAt, at) - CLOCK_STEP;
    const end = told - (told % MINUTE);
    for (;;) {
      const mark = markOf(book, collectorId);
      const first = await firstMinute(store, collectorId, { gte: mark.minute, lt: end });
      if (first === undefined) return;
      const minute = Math.min(first + SPAN, end);
      const rows = await intakeRows(store, collectorId, { gte: first, lt: minute });
      await turn(rows.length, { ...mark, minute }, await daysWith(store, rows.map(entryOfMinute)));
    }
  }

  /** Marked as removed first: from then on such a row can only be there again, and goes whatever its age. */
  async function removeLedger(collectorId: string): Promise<void> {
    const folded = Math.min(markOf(book, collectorId).seq, await baselinesThrough(store, collectorId));
    for (;;) {
      const mark = markOf(book, collectorId);
      count.deleted += await deleteAll(store, 'ledger', { collectorId, seq: { lte: mark.removed } });
      const seq = { gt: mark.removed, lte: Math.min(folded, mark.removed + STRIDE) };
      const removed = (await beforeFirstYoung(collectorId, seq)) ?? seq.lte;
      if (removed <= mark.removed) return;
      await turn(0, { ...mark, removed }, []);
    }
  }

  /** Number before that of the first row that is still to be looked at. */
  async function beforeFirstYoung(collectorId: string, seq: Numbers): Promise<number | undefined> {
    const { docs } = await store.find<LedgerRow>('ledger', {
      filter: { collectorId, seq, processedAt: { gte: at - ROWS_KEPT_MS } },
      sort: [['seq', 'asc']],
      limit: 1,
    });
    return docs[0] && docs[0].seq - 1;
  }

  async function removeIntake(collectorId: string): Promise<void> {
    const before = Math.min(markOf(book, collectorId).minute, at - ROWS_KEPT_MS);
    count.deleted += await deleteAll(store, 'intake', { collectorId, minute: { lt: before } });
  }

  for (const collectorId of await collectorsIn(store, 'ledger')) await foldLedger(collectorId);
  for (const collectorId of await collectorsIn(store, 'intake')) await foldIntake(collectorId);
  for (const collectorId of await collectorsIn(store, 'ledger')) await removeLedger(collectorId);
  for (const collectorId of await collectorsIn(store, 'intake')) await removeIntake(collectorId);
  if (count.deleted > 0) log.info('accounts rolled up', { ...count });
  return count;
}

/** Sequence numbers of chunks. */
type Numbers = { gt: number; lte: number };
type Minutes = { gte: number; lt: number };

async function firstMinute(store: Store, collectorId: string, minute: Minutes): Promise<number | undefined> {
  const { docs } = await store.find<IntakeRow>('intake', {
    filter: { collectorId, minute },
    sort: [['minute', 'asc']],
    limit: 1,
  });
  return docs[0]?.minute;
}

async function intakeRows(store: Store, collectorId: string, minute: Minutes): Promise<IntakeRow[]> {
  const rows: IntakeRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find<IntakeRow>('intake', {
      filter: { collectorId, minute },
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...page.docs);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
}

/** How far the baselines have read; they need every row after it. */
async function baselinesThrough(store: Store, collectorId: string): Promise<number> {
  const cursor = await store.get<{ _id: string; seq: number }>('state', `baselines:${collectorId}`);
  return cursor?.seq ?? -1;
}
