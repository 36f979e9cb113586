import { type AccountDay, dayOf, type IntakeRow, type LedgerRow, type Store } from '@khien/model';

/** What a row adds to the day of its source. */
export type AccountEntry = Partial<Omit<AccountDay, '_id' | 'version'>> &
  Pick<AccountDay, 'sourceId' | 'day'>;

export function entryOfChunk({ sourceId, partitionDay, ...row }: LedgerRow): AccountEntry {
  const { in: came, stored, duplicate, deadLettered, masked } = row;
  return { sourceId, day: partitionDay, chunks: 1, in: came, stored, duplicate, deadLettered, masked };
}

export function entryOfMinute({ sourceId, minute, received, bytes, shed }: IntakeRow): AccountEntry {
  const heard = received > 0 && { lastMinute: minute };
  return { sourceId, day: dayOf(minute), received, bytes, shed, ...heard };
}

/** The account days with the entries in them, each one version on. */
export async function daysWith(store: Store, entries: readonly AccountEntry[]): Promise<AccountDay[]> {
  const ids = [...new Set(entries.map(idOf))];
  const stored = await store.getMany<AccountDay>('accounts', ids);
  const days = new Map(stored.map((day) => [day._id, { ...day, version: day.version + 1 }]));
  for (const entry of entries) {
    const day = days.get(idOf(entry)) ?? emptyDay(entry);
    days.set(day._id, add(day, entry));
  }
  return [...days.values()];
}

function idOf({ sourceId, day }: Pick<AccountDay, 'sourceId' | 'day'>): string {
  return `${sourceId}|${day}`;
}

function emptyDay({ sourceId, day }: AccountEntry): AccountDay {
  const intake = { received: 0, bytes: 0, shed: 0 };
  const ledger = { chunks: 0, in: 0, stored: 0, duplicate: 0, deadLettered: 0, masked: 0 };
  return { _id: idOf({ sourceId, day }), sourceId, day, ...intake, ...ledger, version: 1 };
}

const COUNTS = [
  ...(['received', 'bytes', 'shed'] as const),
  ...(['chunks', 'in', 'stored', 'duplicate', 'deadLettered', 'masked'] as const),
];

function add(day: AccountDay, entry: AccountEntry): AccountDay {
  const sum = { ...day };
  for (const name of COUNTS) sum[name] += entry[name] ?? 0;
  if (entry.lastMinute !== undefined) sum.lastMinute = Math.max(day.lastMinute ?? 0, entry.lastMinute);
  return sum;
}
