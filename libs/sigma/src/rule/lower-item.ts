import { fold } from '../evaluate/fold';
import { compileGlob, MANY, mapLiterals, parsePieces } from '../evaluate/glob';
import { type Expr, isLeaf, type Leaf, type Matcher } from '../evaluate/matcher';
import { compileRegex } from '../evaluate/regex';
import { finishEncoding } from './encode-value';
import { ITEM_MODIFIERS, MODIFIERS, type ModifierContext } from './modifiers';
import { RuleProblem } from './problem';
import type { DetectionItem, SigmaScalar } from './rule-model';
import type { StringValue, Value } from './value';

export interface LowerOptions {
  placeholders: Record<string, string[]>;
  trustedRegex: boolean;
}

/** Turns `field|modifiers: values` into tests. Throws RuleProblem naming the construct that is refused. */
export function lowerItem(item: DetectionItem, options: LowerOptions): Expr {
  const key = [item.field ?? '', ...item.modifiers].join('|');
  try {
    return lower(item, key, options);
  } catch (error) {
    if (error instanceof RuleProblem) throw error;
    throw new RuleProblem(`"${key}": ${error instanceof Error ? error.message : String(error)}`, item.line);
  }
}

function lower(item: DetectionItem, key: string, options: LowerOptions): Expr {
  const names = item.modifiers;
  for (const name of names) {
    if (!Object.hasOwn(MODIFIERS, name) && !ITEM_MODIFIERS.has(name))
      throw new Error(`unknown modifier "${name}"`);
  }
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated) throw new Error(`modifier "${repeated}" is given twice`);
  const perValue = item.values.map((scalar) => valueTests(item, scalar, options));
  const label = { kind: 'item' as const, text: key, line: item.line };
  const all = names.includes('all');
  const children = all ? perValue.map((tests) => anyOf(tests)) : mergeTests(perValue.flat());
  const joined: Expr = { op: all ? 'and' : 'or', children, label };
  return names.includes('neq') ? { op: 'not', child: joined, label } : joined;
}

function anyOf(tests: Expr[]): Expr {
  const only = tests[0];
  return tests.length === 1 && only ? only : { op: 'or', children: mergeTests(tests) };
}

function valueTests(item: DetectionItem, scalar: SigmaScalar, options: LowerOptions): Expr[] {
  let values: Value[] = [toValue(scalar)];
  const context: ModifierContext = {
    applied: [],
    keyword: item.field === null,
    placeholders: item.placeholders
      ? { ...options.placeholders, ...item.placeholders }
      : options.placeholders,
  };
  for (const name of item.modifiers) {
    const modifier = MODIFIERS[name];
    if (!modifier) continue;
    values = values.flatMap((value) => modifier(value, context));
    context.applied.push(name);
  }
  return values.map((value): Expr => {
    const shown = [scalar.kind === 'null' ? 'null' : scalar.text];
    const matcher = toMatcher(value, item.field === null, options);
    return item.field === null
      ? { op: 'keyword', matcher, shown }
      : { op: 'field', field: item.field, matcher, shown };
  });
}

function toValue(scalar: SigmaScalar): Value {
  if (scalar.kind === 'null') return { type: 'null' };
  if (scalar.kind === 'number') return { type: 'number', text: scalar.text, value: Number(scalar.text) };
  if (scalar.kind === 'boolean') return { type: 'boolean', text: scalar.text, value: scalar.text === 'true' };
  return { type: 'string', ...textValue(scalar.text) };
}

function textValue(text: string): Omit<StringValue, 'type'> {
  return { pieces: parsePieces(text), cased: false, encoded: false, text };
}

function toMatcher(value: Value, keyword: boolean, options: LowerOptions): Matcher {
  switch (value.type) {
    case 'string':
      return stringMatcher(value, keyword);
    case 'number':
      return numberMatcher(value, keyword);
    case 'boolean':
      return stringMatcher({ ...textValue(value.text), type: 'string' }, keyword);
    case 'null':
      if (keyword) throw new Error('null is not a keyword');
      return { kind: 'null' };
    case 'regex':
      return { kind: 'regex', regex: compileRegex(value.source, value.flags, options.trustedRegex) };
    case 'cidr':
      return { kind: 'cidr', range: value.range };
    case 'timepart':
      return { kind: 'timepart', unit: value.unit, value: value.value };
    case 'compare':
      return { kind: 'compare', operator: value.operator, value: value.value, part: value.part };
    case 'exists':
      return { kind: 'exists', expected: value.expected };
    case 'fieldref':
      return { kind: 'fieldref', other: value.other, where: value.where, cased: value.cased };
  }
}

/** `4688` equals 4688 and "4688"; `1.50` also equals 1.5. */
function numberMatcher(value: Extract<Value, { type: 'number' }>, keyword: boolean): Matcher {
  if (keyword) return { kind: 'substring', where: 'contains', values: [value.text], cased: false };
  return { kind: 'equals', values: [...new Set([value.text, String(value.value)])], cased: false };
}

function stringMatcher(value: StringValue, keyword: boolean): Matcher {
  const { cased } = value;
  const finished = finishEncoding(value.pieces);
  const opened = keyword
    ? [MANY, ...finished.filter((p, i, all) => p !== MANY || (i > 0 && i < all.length - 1)), MANY]
    : finished;
  const pieces = cased ? opened : mapLiterals(opened, fold);
  const literals = pieces.filter((piece): piece is string => typeof piece === 'string');
  const shape = pieces
    .map((piece) => (typeof piece === 'string' ? 'x' : piece === MANY ? '*' : '?'))
    .join('');
  const values = [literals[0] ?? ''];
  if (shape === '' || shape === 'x') return { kind: 'equals', values, cased };
  if (shape === '*' || shape === '**' || shape === '*x*')
    return { kind: 'substring', where: 'contains', values, cased };
  if (shape === 'x*') return { kind: 'substring', where: 'startswith', values, cased };
  if (shape === '*x') return { kind: 'substring', where: 'endswith', values, cased };
  return { kind: 'glob', glob: compileGlob(pieces), cased };
}

/** Joins alternatives of one kind into one test, so that forty `endswith` values cost one lookup of the field. */
function mergeTests(tests: Expr[]): Expr[] {
  const merged = new Map<string, Leaf>();
  const out: Expr[] = [];
  for (const test of tests) {
    const key = isLeaf(test) ? mergeKey(test.matcher) : null;
    const into = key === null ? undefined : merged.get(key);
    if (into && isLeaf(test)) join(into, test);
    else {
      if (key !== null && isLeaf(test)) merged.set(key, test);
      out.push(test);
    }
  }
  return out;
}

function mergeKey(matcher: Matcher): string | null {
  if (matcher.kind === 'equals') return `equals ${matcher.cased}`;
  return matcher.kind === 'substring' ? `${matcher.where} ${matcher.cased}` : null;
}

function join(into: Leaf, test: Leaf): void {
  if (!('values' in into.matcher) || !('values' in test.matcher)) return;
  for (const value of test.matcher.values) {
    into.matcher.values.push(value);
    into.shown.push(test.shown[0] ?? value);
  }
}
