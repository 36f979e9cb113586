import type { Scalar } from '@khien/model';
import type { KeyTest, Segment } from '../keyset';
import type { Bound, Test } from '../read-query';
import type { Bindable } from './binding';
import { FALSE_KEY, isComputed, jsonPath, keyExpression, type Layout, TRUE_KEY } from './table';

/** A piece of SQL with its parameters. */
export interface Clause {
  sql: string;
  params: Bindable[];
}

export const ALWAYS: Clause = { sql: '1', params: [] };

export function all(clauses: Clause[]): Clause {
  return join(clauses, ' AND ', '1');
}

function any(clauses: Clause[]): Clause {
  return join(clauses, ' OR ', '0');
}

function join(clauses: Clause[], word: string, empty: string): Clause {
  if (clauses.length === 0) return { sql: empty, params: [] };
  return {
    sql: clauses.map((clause) => (clauses.length > 1 ? `(${clause.sql})` : clause.sql)).join(word),
    params: clauses.flatMap((clause) => clause.params),
  };
}

/** Conditions of a filter. */
export function whereTests(layout: Layout, tests: readonly Test[]): Clause {
  return all(tests.map((test) => whereTest(layout, test)));
}

/** Conditions of one keyset segment. */
export function whereSegment(layout: Layout, segment: Segment): Clause {
  return all(segment.map((test) => whereKeyTest(layout, test)));
}

export function whereAnySegment(layout: Layout, segments: Segment[]): Clause {
  return any(segments.map((segment) => whereSegment(layout, segment)));
}

function whereTest(layout: Layout, test: Test): Clause {
  const key = keyExpression(layout, test.field);
  if (test.op === 'in') return whereIn(key, test.values);
  if (test.op === 'range') return all(test.bounds.map((bound) => whereBound(key, bound)));
  const sql = `json_type(doc, ${jsonPath(test.field)}) IS ${test.value ? 'NOT ' : ''}NULL`;
  return { sql, params: [] };
}

function whereIn(key: string, values: readonly Scalar[]): Clause {
  const present = values.filter((value) => value !== null);
  const clauses: Clause[] = [];
  if (present.length === 1) clauses.push(compare(key, '=', present[0] as Scalar));
  if (present.length > 1) clauses.push(inList(key, present.map(operand)));
  if (present.length < values.length) clauses.push({ sql: `${key} IS NULL`, params: [] });
  return any(clauses);
}

function inList(key: string, operands: Clause[]): Clause {
  return {
    sql: `${key} IN (${operands.map((one) => one.sql).join(', ')})`,
    params: operands.flatMap((one) => one.params),
  };
}

/** SQLite compares across types (a number is below every text), so the open end is closed at the edge of the bound's own type. */
function whereBound(key: string, { op, value }: Bound): Clause {
  const up = op === 'gt' || op === 'gte';
  const bound = compare(key, { gt: '>', gte: '>=', lt: '<', lte: '<=' }[op], value);
  const edge = up ? upperEdge(value) : lowerEdge(value);
  return edge === undefined ? bound : all([bound, { sql: `${key} ${edge}`, params: [] }]);
}

function upperEdge(value: Scalar): string | undefined {
  if (typeof value === 'number') return "< ''";
  return typeof value === 'string' ? "< x''" : undefined;
}

function lowerEdge(value: Scalar): string | undefined {
  if (typeof value === 'string') return ">= ''";
  return typeof value === 'boolean' ? ">= x'02'" : undefined;
}

function whereKeyTest(layout: Layout, test: KeyTest): Clause {
  const key = keyExpression(layout, test.field);
  if (test.op === 'null') return { sql: `${key} IS NULL`, params: [] };
  if (test.op === 'not_null') return { sql: `${key} IS NOT NULL`, params: [] };
  return compare(key, { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' }[test.op], test.value);
}

function compare(key: string, operator: string, value: Scalar): Clause {
  const { sql, params } = operandFor(key, value);
  return { sql: `${key} ${operator} ${sql}`, params };
}

function operandFor(key: string, value: Scalar): Clause {
  // A computed key was read from JSON text by SQLite, whose reading of a fraction may differ from ours in the last bit: let it read both.
  if (isComputed(key) && typeof value === 'number' && !Number.isSafeInteger(value))
    return { sql: "json_extract(?, '$')", params: [JSON.stringify(value)] };
  return operand(value);
}

function operand(value: Scalar): Clause {
  if (typeof value === 'boolean') return { sql: '?', params: [value ? TRUE_KEY : FALSE_KEY] };
  return { sql: '?', params: [value] };
}
