import type { Scalar } from '@khien/model';
import type { KeyTest, Segment } from '../keyset';
import type { Test } from '../read-query';

/** A condition in MongoDB's query language. */
export type Match = Record<string, unknown>;

const NEVER: Match = { _id: { $in: [] } };
const NOT_ARRAY = { $not: { $type: 'array' } };
const IS_ARRAY = { $type: 'array' };
/** BSON's order of the types a JSON value can have, null aside. */
const TYPES = ['number', 'string', 'object', 'array', 'bool'];

/** All of the conditions; a lone one stays bare, so that `{_id: …}` alone can be looked up directly by every server. */
export function allOf(conditions: Match[]): Match {
  if (conditions.length <= 1) return conditions[0] ?? {};
  return { $and: conditions };
}

export function anyOf(conditions: Match[]): Match {
  if (conditions.length <= 1) return conditions[0] ?? NEVER;
  return { $or: conditions };
}

export function matchTests(tests: readonly Test[]): Match[] {
  return tests.flatMap(matchTest);
}

/** Of the same meaning as the tests: MongoDB would also look into arrays, which the port does not, so every field on the way must be none. */
function matchTest(test: Test): Match[] {
  if (test.op === 'in') return matchIn(test.field, test.values);
  if (test.op === 'range') {
    const bounds = Object.fromEntries(test.bounds.map(({ op, value }) => [`$${op}`, value]));
    return [{ [test.field]: bounds }, ...noArrays(pathsTo(test.field))];
  }
  const above = pathsTo(test.field).slice(0, -1);
  if (test.value) return [{ [test.field]: { $exists: true } }, ...noArrays(above)];
  return [anyOf([{ [test.field]: { $exists: false } }, ...above.map((path) => ({ [path]: IS_ARRAY }))])];
}

function matchIn(field: string, values: readonly Scalar[]): Match[] {
  const present = values.filter((value) => value !== null);
  const hasNull = present.length < values.length;
  if (present.length === 0) return hasNull ? [matchNull(field)] : [NEVER];
  const wanted = [
    { [field]: present.length === 1 ? present[0] : { $in: present } },
    ...noArrays(pathsTo(field)),
  ];
  return hasNull ? [anyOf([allOf(wanted), matchNull(field)])] : wanted;
}

function matchNull(field: string): Match {
  const above = pathsTo(field).slice(0, -1);
  const nullHere = allOf([{ [field]: null }, { [field]: NOT_ARRAY }]);
  return anyOf([nullHere, ...above.map((path) => ({ [path]: IS_ARRAY }))]);
}

function noArrays(paths: string[]): Match[] {
  return paths.map((path) => ({ [path]: NOT_ARRAY }));
}

/** `a`, `a.b`, `a.b.c`; nothing for `_id`, which is always a string. */
function pathsTo(field: string): string[] {
  if (field === '_id') return [];
  const names = field.split('.');
  return names.map((_name, index) => names.slice(0, index + 1).join('.'));
}

export function matchSegment(segment: Segment): Match[] {
  return segment.map(matchKeyTest);
}

export function matchAnySegment(segments: readonly Segment[]): Match {
  return anyOf(segments.map((segment) => allOf(matchSegment(segment))));
}

function matchKeyTest(test: KeyTest): Match {
  const { field } = test;
  if (test.op === 'null') return { [field]: null };
  if (test.op === 'not_null') return { [field]: { $ne: null } };
  if (test.op === 'eq') return { [field]: test.value };
  const within = { [field]: { [`$${test.op}`]: test.value } };
  if (field === '_id') return within;
  // A comparison stays within its type; the order goes on through the types beyond it.
  const rank = TYPES.indexOf(typeof test.value === 'boolean' ? 'bool' : typeof test.value);
  const beyond = test.op === 'gt' || test.op === 'gte' ? TYPES.slice(rank + 1) : TYPES.slice(0, rank);
  return beyond.length === 0 ? within : anyOf([within, { [field]: { $type: beyond } }]);
}
