import type { EventView, FieldTable } from '../event/event-view';
import { cidrContains } from './cidr';
import { fold } from './fold';
import { globMatches } from './glob';
import type { CompareOperator, Expr, Matcher, Where } from './matcher';
import type { NeedleScan } from './needle-scan';
import type { CompiledRegex } from './regex';
import { timePart } from './time-part';

/** A compiled test: true when the event in the view satisfies it. */
export type Check = (view: EventView) => boolean;
type TextTest = (text: string) => boolean;

/** Compiles a tree into closures. An absent field makes every test false except null and `exists: false`. */
export function compileExpr(expr: Expr, fields: FieldTable): Check {
  switch (expr.op) {
    case 'not': {
      const child = compileExpr(expr.child, fields);
      return (view) => !child(view);
    }
    case 'and':
      return allOf(expr.children.map((child) => compileExpr(child, fields)));
    case 'or':
      return anyOf(expr.children.map((child) => compileExpr(child, fields)));
    case 'field':
      return compileField(fields.slot(expr.field), expr.matcher, fields);
    case 'keyword':
      return compileKeyword(expr.matcher);
  }
}

function allOf(checks: Check[]): Check {
  const [first, second] = checks;
  if (first && checks.length === 1) return first;
  if (first && second && checks.length === 2) return (view) => first(view) && second(view);
  return (view) => {
    for (const check of checks) if (!check(view)) return false;
    return true;
  };
}

function anyOf(checks: Check[]): Check {
  const [first, second] = checks;
  if (first && checks.length === 1) return first;
  if (first && second && checks.length === 2) return (view) => first(view) || second(view);
  return (view) => {
    for (const check of checks) if (check(view)) return true;
    return false;
  };
}

function compileField(slot: number, matcher: Matcher, fields: FieldTable): Check {
  switch (matcher.kind) {
    case 'null':
      return (view) => isNull(view.raw(slot));
    case 'exists':
      return (view) => (view.raw(slot) !== undefined) === matcher.expected;
    case 'compare':
      return (view) => someValue(view.raw(slot), (value) => comparesTo(value, matcher));
    case 'timepart':
      return (view) => someValue(view.raw(slot), (value) => timePart(value, matcher.unit) === matcher.value);
    case 'fieldref':
      return compileFieldref(slot, fields.slot(matcher.other), matcher.where, matcher.cased);
    case 'regex':
      return compileRegexTest(slot, matcher.regex, fields.needles[slot]);
    case 'cidr':
      return onText(slot, true, (text) => cidrContains(matcher.range, text));
    default:
      return compileTextTest(slot, matcher, fields.needles[slot]);
  }
}

function compileTextTest(
  slot: number,
  matcher: Extract<Matcher, { kind: 'equals' | 'substring' | 'glob' }>,
  needles: NeedleScan | undefined,
): Check {
  const direct = onText(slot, matcher.cased, textTest(matcher));
  if (!needles || matcher.cased || matcher.kind !== 'substring' || matcher.where !== 'contains')
    return direct;
  if (matcher.values.includes('')) return direct;
  const ids = Int32Array.from(matcher.values, (value) => needles.register(value));
  return (view) => {
    const scan = view.needleScan(slot);
    return scan ? foundAny(scan, ids) : direct(view);
  };
}

function foundAny(scan: NeedleScan, ids: Int32Array): boolean {
  for (let i = 0; i < ids.length; i++) if (scan.found(ids[i] as number)) return true;
  return false;
}

function isNull(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true;
  return Array.isArray(raw) && (raw.length === 0 || raw.includes(null));
}

function someValue(raw: unknown, test: (value: unknown) => boolean): boolean {
  if (raw === undefined) return false;
  return Array.isArray(raw) ? raw.some(test) : test(raw);
}

function onText(slot: number, cased: boolean, test: TextTest): Check {
  if (cased) {
    return (view) => {
      const text = view.text(slot);
      return typeof text === 'string' ? test(text) : (text?.some(test) ?? false);
    };
  }
  return (view) => {
    const text = view.folded(slot);
    return typeof text === 'string' ? test(text) : (text?.some(test) ?? false);
  };
}

/** The test for one text; folding has already happened where it applies. */
export function textTest(matcher: Extract<Matcher, { kind: 'equals' | 'substring' | 'glob' }>): TextTest {
  if (matcher.kind === 'glob') return (text) => globMatches(matcher.glob, text);
  const { values } = matcher;
  const only = values[0];
  if (matcher.kind === 'equals') {
    if (values.length === 1 && only !== undefined) return (text) => text === only;
    const set = new Set(values);
    return (text) => set.has(text);
  }
  return substringTest(matcher.where, values);
}

function substringTest(where: Where, values: string[]): TextTest {
  const only = values[0];
  if (where === 'contains') {
    if (values.length === 1 && only !== undefined) return (text) => text.includes(only);
    return (text) => {
      for (const value of values) if (text.includes(value)) return true;
      return false;
    };
  }
  if (where === 'startswith') {
    return (text) => {
      for (const value of values) if (text.startsWith(value)) return true;
      return false;
    };
  }
  return (text) => {
    for (const value of values) if (text.endsWith(value)) return true;
    return false;
  };
}

function compileRegexTest(slot: number, regex: CompiledRegex, needles: NeedleScan | undefined): Check {
  const { required, search } = regex;
  if (!required || !needles) return onText(slot, true, search);
  const ids = Int32Array.from(required, (literal) => needles.register(literal));
  return (view) => {
    const scan = view.needleScan(slot);
    if (scan && !foundAny(scan, ids)) return false;
    const folded = view.folded(slot);
    if (folded === null) return false;
    if (typeof folded === 'string') {
      const text = view.text(slot);
      return holdsAny(folded, required) && typeof text === 'string' && search(text);
    }
    const texts = view.text(slot);
    return (
      Array.isArray(texts) && texts.some((text, i) => holdsAny(folded[i] ?? '', required) && search(text))
    );
  };
}

function holdsAny(text: string, literals: string[]): boolean {
  for (const literal of literals) if (text.includes(literal)) return true;
  return false;
}

function comparesTo(raw: unknown, matcher: Extract<Matcher, { kind: 'compare' }>): boolean {
  const value = matcher.part ? timePart(raw, matcher.part) : toNumber(raw);
  return value !== null && compareNumbers(value, matcher.operator, matcher.value);
}

/** Numbers, and text that is a decimal number and nothing else. */
export function toNumber(raw: unknown): number | null {
  if (typeof raw === 'number') return Number.isNaN(raw) ? null : raw;
  if (typeof raw === 'bigint') return Number(raw);
  if (typeof raw !== 'string' || !/^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(raw))
    return null;
  return Number(raw);
}

export function compareNumbers(left: number, operator: CompareOperator, right: number): boolean {
  switch (operator) {
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
  }
}

function compileFieldref(slot: number, other: number, where: Where | 'equals', cased: boolean): Check {
  return (view) => {
    const left = cased ? view.text(slot) : view.folded(slot);
    const right = cased ? view.text(other) : view.folded(other);
    if (left === null || right === null) return false;
    const rights = typeof right === 'string' ? [right] : right;
    const lefts = typeof left === 'string' ? [left] : left;
    return lefts.some((a) => rights.some((b) => relates(a, where, b)));
  };
}

function relates(left: string, where: Where | 'equals', right: string): boolean {
  if (where === 'equals') return left === right;
  if (where === 'contains') return left.includes(right);
  return where === 'startswith' ? left.startsWith(right) : left.endsWith(right);
}

function compileKeyword(matcher: Matcher): Check {
  switch (matcher.kind) {
    case 'regex': {
      const { required, search } = matcher.regex;
      if (!required) return (view) => view.allTexts().plain.some(search);
      return (view) => {
        const { plain, folded } = view.allTexts();
        return plain.some((text, i) => holdsAny(folded[i] ?? fold(text), required) && search(text));
      };
    }
    case 'cidr':
      return (view) => view.allTexts().plain.some((text) => cidrContains(matcher.range, text));
    case 'equals':
    case 'substring':
    case 'glob': {
      const test = textTest(matcher);
      if (matcher.cased) return (view) => view.allTexts().plain.some(test);
      return (view) => view.allTexts().folded.some(test);
    }
    case 'compare':
      return (view) => view.allTexts().plain.some((text) => comparesTo(text, matcher));
    case 'timepart':
      return (view) => view.allTexts().plain.some((text) => timePart(text, matcher.unit) === matcher.value);
    default:
      throw new Error(`a keyword cannot be tested with "${matcher.kind}"`);
  }
}
