import type { Scalar } from '@khien/model';
import type { SortKey } from './read-query';

/** One comparison in the total order of scalars (`compareScalars`), where null is the lowest. */
export type KeyTest =
  | { field: string; op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte'; value: Scalar }
  | { field: string; op: 'null' }
  | { field: string; op: 'not_null' };
/** Holds when every test does. */
export type Segment = KeyTest[];

/**
 * What lies after `keys` in the order of `sort`, cut into segments that follow one another in that same order.
 * Each is a plain range an index can serve, which one big OR is not. `inclusive` counts the very document of `keys` in.
 */
export function segmentsAfter(
  sort: readonly SortKey[],
  keys: readonly Scalar[],
  inclusive = false,
): Segment[] {
  const segments: Segment[] = [];
  for (let last = sort.length - 1; last >= 0; last--) {
    const equal = sort.slice(0, last).map((key, index) => equals(key.field, keys[index] ?? null));
    const allowEqual = inclusive && last === sort.length - 1;
    for (const beyond of testsBeyond(sort[last] as SortKey, keys[last] ?? null, allowEqual))
      segments.push([...equal, beyond]);
  }
  return segments;
}

/** The same order backwards. */
export function reversed(sort: readonly SortKey[]): SortKey[] {
  return sort.map(({ field, descending }) => ({ field, descending: !descending }));
}

function equals(field: string, value: Scalar): KeyTest {
  return value === null ? { field, op: 'null' } : { field, op: 'eq', value };
}

function testsBeyond({ field, descending }: SortKey, value: Scalar, allowEqual: boolean): KeyTest[] {
  if (value === null) return descending ? [] : [{ field, op: 'not_null' }];
  if (!descending) return [{ field, op: allowEqual ? 'gte' : 'gt', value }];
  const lower: KeyTest = { field, op: allowEqual ? 'lte' : 'lt', value };
  return field === '_id' ? [lower] : [lower, { field, op: 'null' }];
}
