import {
  type CollectionSpec,
  type Condition,
  Day,
  type Filter,
  MonitorError,
  type Query,
  type Scalar,
} from '@khien/model';
import { storable } from './check-document';

export const MAX_PAGE = 5000;
const DEFAULT_PAGE = 100;
const MAX_SORT_FIELDS = 4;
const MAX_IN = 5000;

/** A scalar that is not null. */
export type Value = string | number | boolean;
export type Comparison = 'gt' | 'gte' | 'lt' | 'lte';
export interface Bound {
  op: Comparison;
  value: Value;
}

/**
 * What a condition asks of one field. A value meets a bound only when both are of one type (numbers, strings or booleans);
 * arrays and objects meet nothing but `exists`; a field below an array counts as absent.
 */
export type Test =
  | { field: string; op: 'in'; values: Scalar[] }
  | { field: string; op: 'range'; bounds: Bound[] }
  | { field: string; op: 'exists'; value: boolean };

export interface SortKey {
  field: string;
  descending: boolean;
}

export interface Plan {
  tests: Test[];
  /** Ends with `_id`. */
  sort: SortKey[];
  limit: number;
}

/** Checks a query and brings it to one form; MonitorError `bad_request` says what is wrong with it. */
export function readQuery(spec: CollectionSpec, query: Query): Plan {
  const limit = query.limit ?? DEFAULT_PAGE;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw refuse(spec, `limit must be 1..${MAX_PAGE}`);
  return { tests: readFilter(spec, query.filter ?? {}), sort: readSort(spec, query.sort ?? []), limit };
}

/** What `deleteMany` may delete: `forbidden` and `bad_request` as the port says. */
export function readDeletion(
  spec: CollectionSpec,
  filter: Filter,
  limit: number | undefined,
): { tests: Test[]; limit: number | undefined } {
  if (!spec.deletable || spec.partitioned)
    throw new MonitorError('forbidden', `${spec.name}: nothing is deleted from here one by one`);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE))
    throw refuse(spec, `limit must be 1..${MAX_PAGE}`);
  const tests = readFilter(spec, filter);
  if (tests.length === 0) throw refuse(spec, 'a deletion needs a condition');
  return { tests, limit };
}

export function readFilter(spec: CollectionSpec, filter: Filter): Test[] {
  return Object.entries(filter).map(([field, condition]) => {
    checkField(spec, field);
    return readCondition(spec, field, condition);
  });
}

/** Of the partitions there are, those asked for; `['']` for a collection without partitions. */
export function daysToRead(
  spec: CollectionSpec,
  days: Query['days'],
  present: () => readonly Day[],
): Array<Day | ''> {
  if (!spec.partitioned) return [''];
  if (days === undefined || !Day.safeParse(days.from).success || !Day.safeParse(days.to).success)
    throw refuse(spec, 'days from and to (YYYY-MM-DD) are needed');
  return present().filter((day) => day >= days.from && day <= days.to);
}

/** Dotted names of letters, digits, `_`, `@`, `-` and spaces: nothing that an adapter could take for its own syntax. */
export function checkField(spec: CollectionSpec, field: string): void {
  if (!/^[\p{L}\p{N}_@ -]+(?:\.[\p{L}\p{N}_@ -]+){0,15}$/u.test(field))
    throw refuse(spec, 'a field name holds something else than letters, digits, _ @ - and dots between them');
}

function readSort(spec: CollectionSpec, sort: NonNullable<Query['sort']>): SortKey[] {
  if (sort.length > MAX_SORT_FIELDS) throw refuse(spec, `more than ${MAX_SORT_FIELDS} sort fields`);
  const keys: SortKey[] = [];
  for (const [field, direction] of sort) {
    checkField(spec, field);
    if (direction !== 'asc' && direction !== 'desc') throw refuse(spec, 'sort direction must be asc or desc');
    if (!keys.some((key) => key.field === field)) keys.push({ field, descending: direction === 'desc' });
    if (field === '_id') return keys;
  }
  // In the direction of the key before it, so that one index serves both.
  return [...keys, { field: '_id', descending: keys.at(-1)?.descending ?? false }];
}

function readCondition(spec: CollectionSpec, field: string, condition: Condition): Test {
  if (isScalar(condition)) return { field, op: 'in', values: [checkScalar(spec, condition)] };
  if (typeof condition !== 'object') throw refuse(spec, `${field}: no condition`);
  const names = Object.keys(condition);
  if (names.length === 1 && 'in' in condition) return readIn(spec, field, condition.in);
  if (names.length === 1 && 'exists' in condition && typeof condition.exists === 'boolean')
    return { field, op: 'exists', value: condition.exists };
  if (names.length === 1 && 'prefix' in condition) return readPrefix(spec, field, condition.prefix);
  return readRange(spec, field, condition as Partial<Record<Comparison, Scalar>>);
}

function readIn(spec: CollectionSpec, field: string, values: Scalar[]): Test {
  if (!Array.isArray(values) || values.length > MAX_IN)
    throw refuse(spec, `${field}: in takes up to ${MAX_IN} values`);
  return { field, op: 'in', values: values.map((value) => checkScalar(spec, value)) };
}

/** A prefix is a range of strings: every adapter can use an index for it, and none needs a pattern. */
function readPrefix(spec: CollectionSpec, field: string, prefix: string): Test {
  if (typeof prefix !== 'string') throw refuse(spec, `${field}: prefix must be a string`);
  checkScalar(spec, prefix);
  const bounds: Bound[] = [{ op: 'gte', value: prefix }];
  const end = successorOf(prefix);
  if (end !== undefined) bounds.push({ op: 'lt', value: end });
  return { field, op: 'range', bounds };
}

function readRange(
  spec: CollectionSpec,
  field: string,
  condition: Partial<Record<Comparison, Scalar>>,
): Test {
  const bounds: Bound[] = [];
  let onlyNull = false;
  let nothing = false;
  for (const [op, bound] of Object.entries(condition)) {
    if (op !== 'gt' && op !== 'gte' && op !== 'lt' && op !== 'lte')
      throw refuse(spec, `${field}: unknown condition`);
    const value = checkScalar(spec, bound);
    if (value !== null) bounds.push({ op, value });
    else if (op === 'gte' || op === 'lte') onlyNull = true;
    else nothing = true;
  }
  if (nothing || (onlyNull && bounds.length > 0)) return { field, op: 'in', values: [] };
  if (onlyNull) return { field, op: 'in', values: [null] };
  if (bounds.length === 0) throw refuse(spec, `${field}: empty condition`);
  return { field, op: 'range', bounds };
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function checkScalar(spec: CollectionSpec, value: unknown): Scalar {
  if (!isScalar(value)) throw refuse(spec, 'a filter value must be a string, a number, a boolean or null');
  if (typeof value === 'string' && !storable(value))
    throw refuse(spec, 'a filter value holds NUL or a lone surrogate');
  if (typeof value === 'number' && !Number.isFinite(value))
    throw refuse(spec, 'a filter value is not a finite number');
  return value;
}

/** The smallest string above every string that starts with `prefix`; undefined when there is none. */
export function successorOf(prefix: string): string | undefined {
  const points = [...prefix];
  while (points.length > 0) {
    const last = points.pop()?.codePointAt(0) ?? 0;
    if (last === 0x10ffff) continue;
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    return points.join('') + String.fromCodePoint(next);
  }
  return undefined;
}

function refuse(spec: CollectionSpec, message: string): MonitorError {
  return new MonitorError('bad_request', `${spec.name}: ${message}`);
}
