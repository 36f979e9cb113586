import { createHash } from 'node:crypto';
import { MonitorError } from '@khien/model';
import { z } from 'zod';

/** Where an item stands in a sorted list: its sort key (absent ones last), then its id, so that the order is total. */
export interface Place {
  key: string | number | null;
  id: string;
}
export interface ListPage<T> {
  items: T[];
  next?: string;
}

const Cursor = z.tuple([
  z.string(),
  z.union([z.string().max(1000), z.number(), z.null()]),
  z.string().max(300),
]);
const inVietnamese = new Intl.Collator('vi', { numeric: true });

/**
 * One page of a list that is made anew for every call. The cursor names the last item, not a position, so that nothing is
 * shown twice or left out when items come and go; it is only good for the same `query` (filters and sort).
 * MonitorError `bad_request` for a cursor of another query.
 */
export function pageOfList<T>(
  items: readonly T[],
  options: { placeOf: (item: T) => Place; query: unknown; limit: number; cursor?: string | undefined },
): ListPage<T> {
  const { placeOf, limit, cursor } = options;
  const query = createHash('sha256').update(JSON.stringify(options.query)).digest('base64url').slice(0, 16);
  const sorted = items.map((item) => ({ item, place: placeOf(item) }));
  sorted.sort((one, other) => comparePlaces(one.place, other.place));
  const after = cursor === undefined ? undefined : readCursor(cursor, query);
  const rest = after ? sorted.filter(({ place }) => comparePlaces(after, place) < 0) : sorted;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const more = rest.length > page.length && last !== undefined;
  return {
    items: page.map(({ item }) => item),
    ...(more && { next: writeCursor(last.place, query) }),
  };
}

export function comparePlaces(one: Place, other: Place): number {
  return compareKeys(one.key, other.key) || compareKeys(one.id, other.id);
}

function compareKeys(one: Place['key'], other: Place['key']): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one), String(other)];
  return inVietnamese.compare(a, b) || (a < b ? -1 : 1);
}

function writeCursor({ key, id }: Place, query: string): string {
  return Buffer.from(JSON.stringify([query, key, id])).toString('base64url');
}

function readCursor(cursor: string, query: string): Place {
  const read = Cursor.safeParse(parsed(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!read.success || read.data[0] !== query)
    throw new MonitorError('bad_request', 'api: the cursor does not belong to this query');
  return { key: read.data[1], id: read.data[2] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
