import { MonitorError, type Scalar } from '@khien/model';

/**
 * One total order over scalars, the same in every adapter: null (and absent) < numbers < strings < booleans,
 * strings by code point (which is UTF-8 octet order), false < true. It is BSON's order.
 */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a === b) return 0;
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const [x, y] = [Number(a), Number(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function rankOf(value: Scalar): number {
  if (value === null) return 0;
  if (typeof value === 'number') return 1;
  return typeof value === 'string' ? 2 : 3;
}

/** By code point: UTF-16 order differs from it above U+FFFF. */
export function compareStrings(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The value at a dotted path of a document; an array on the way means absent, as own fields only are looked at. */
export function valueAt(doc: unknown, path: readonly string[]): unknown {
  let value = doc;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** The scalar to sort by. Arrays and objects (also on the way) have no place in the order: MonitorError `invalid`. */
export function sortKeyAt(doc: unknown, field: string): Scalar {
  let value = doc;
  for (const name of field.split('.')) {
    if (Array.isArray(value)) throw noOrder(field);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Record<string, unknown>)[name];
  }
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') throw noOrder(field);
  return value as Scalar;
}

function noOrder(field: string): MonitorError {
  return new MonitorError('invalid', `sort: ${field} holds an array or an object in some documents`);
}
