import type { AccountDay, Store } from '@khien/model';
import { type AccountBook, markOf, readBook } from './account-book';
import { collectorsIn } from './collectors-in';

const INTAKE = ['received', 'shed'] as const;
const LEDGER = ['in', 'stored', 'duplicate', 'deadLettered'] as const;
const COUNTS = [...INTAKE, ...LEDGER];
/** A page is turned a few times an hour, so the second look nearly always agrees with itself. */
const LOOKS = 5;

/** Everything that ever came in from a source, and what became of it. */
export type SourceTotals = Record<(typeof COUNTS)[number], number>;

interface Look {
  book: AccountBook;
  /** Of the account days that the book holds ready, those that are stored. */
  stored: AccountDay[];
}

/** Sums per source: the accounts and, of ledger and intake, only the rows that are not in them yet. */
export async function sourceTotals(store: Store): Promise<Map<string, SourceTotals>> {
  for (let look = 1; ; look++) {
    const before = await lookAtBook(store);
    const totals = await sum(store, before);
    const after = await lookAtBook(store);
    if (look === LOOKS || stateOf(before) === stateOf(after)) return totals;
  }
}

async function lookAtBook(store: Store): Promise<Look> {
  const book = await readBook(store);
  const ids = book.pending.map((day) => day._id);
  return { book, stored: ids.length === 0 ? [] : await store.getMany<AccountDay>('accounts', ids) };
}

function stateOf({ book, stored }: Look): string {
  return JSON.stringify([book.version, stored.map((day) => [day._id, day.version])]);
}

async function sum(store: Store, { book, stored }: Look): Promise<Map<string, SourceTotals>> {
  const totals = new Map<string, SourceTotals>();
  const add = (sourceId: string, more: Partial<SourceTotals>, sign: 1 | -1 = 1): void => {
    const known = totals.get(sourceId) ?? emptyTotals();
    for (const name of COUNTS) known[name] += sign * (more[name] ?? 0);
    totals.set(sourceId, known);
  };
  for (const { value, sums } of await store.countBy('accounts', {}, 'sourceId', COUNTS))
    add(String(value), sums);
  // What the book promises stands, stored or not.
  for (const day of book.pending) {
    const found = stored.find((one) => one._id === day._id);
    if ((found?.version ?? 0) >= day.version) continue;
    add(day.sourceId, day);
    if (found) add(day.sourceId, found, -1);
  }
  for (const collectorId of await collectorsIn(store, 'ledger')) {
    const filter = { collectorId, seq: { gt: markOf(book, collectorId).seq } };
    for (const { value, sums } of await store.countBy('ledger', { filter }, 'sourceId', [...LEDGER]))
      add(String(value), sums);
  }
  for (const collectorId of await collectorsIn(store, 'intake')) {
    const filter = { collectorId, minute: { gte: markOf(book, collectorId).minute } };
    for (const { value, sums } of await store.countBy('intake', { filter }, 'sourceId', [...INTAKE]))
      add(String(value), sums);
  }
  return totals;
}

export function emptyTotals(): SourceTotals {
  return { received: 0, shed: 0, in: 0, stored: 0, duplicate: 0, deadLettered: 0 };
}
