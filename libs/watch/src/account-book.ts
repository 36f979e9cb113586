import { type AccountDay, MonitorError, type Store } from '@khien/model';

const BOOK_ID = 'account-book';

/** How far the rows of one collector are in the accounts. */
export interface AccountMark {
  collectorId: string;
  /** Every ledger row up to this number is in the accounts; one that turns up later is a chunk done again, and counts no more. */
  seq: number;
  /** Ledger rows up to this number are deleted, or about to be. */
  removed: number;
  /** When the last of those chunks was sealed: what came in before that has been told. Milliseconds since the epoch. */
  sealedAt: number;
  /** Every intake row of an earlier minute is in the accounts. */
  minute: number;
}

/**
 * Says which rows the accounts hold. Storing it is the one step that counts rows in: `pending` are the documents of `accounts` as they
 * must be from then on, whether or not they have been stored already, so there is no moment at which a row counts twice or not at all.
 */
export interface AccountBook {
  _id: string;
  version: number;
  marks: AccountMark[];
  pending: AccountDay[];
}

export function markOf({ marks }: AccountBook, collectorId: string): AccountMark {
  const none = { seq: -1, removed: -1, sealedAt: 0, minute: 0 };
  return marks.find((mark) => mark.collectorId === collectorId) ?? { collectorId, ...none };
}

/** The book as it stands, for who only reads. */
export async function readBook(store: Store): Promise<AccountBook> {
  const book = await store.get<AccountBook>('state', BOOK_ID);
  return book ?? { _id: BOOK_ID, version: 0, marks: [], pending: [] };
}

/** The book for who goes on with it: everything it promises is stored. */
export async function resumeBook(store: Store): Promise<AccountBook> {
  await store.insertManyOnce('state', [await readBook(store)]);
  const book = await readBook(store);
  await storeDays(store, book.pending);
  return book;
}

/**
 * Moves one collector's mark and the account days that follow from it, in one step; returns the book as it is then.
 * MonitorError `conflict` when another process moved the book meanwhile: then nothing has happened.
 */
export async function turnPage(
  store: Store,
  book: AccountBook,
  { mark, days }: { mark: AccountMark; days: AccountDay[] },
): Promise<AccountBook> {
  const others = book.marks.filter(({ collectorId }) => collectorId !== mark.collectorId);
  const next = { ...book, marks: [...others, mark], pending: days };
  if (!(await store.replaceIfVersion('state', next, book.version)))
    throw new MonitorError('conflict', 'accounts: another process rolls them up at the same time');
  await storeDays(store, days);
  return { ...next, version: book.version + 1 };
}

/** Each only on top of the version before it, so that doing it late or again changes nothing. */
async function storeDays(store: Store, days: readonly AccountDay[]): Promise<void> {
  const fresh = days.filter((day) => day.version === 1);
  if (fresh.length > 0) await store.insertManyOnce('accounts', fresh);
  for (const day of days) if (day.version > 1) await store.replaceIfVersion('accounts', day, day.version - 1);
}
