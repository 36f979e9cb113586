import { parseCidr } from '../evaluate/cidr';
import { MANY, type Piece, parsePieces } from '../evaluate/glob';
import type { CompareOperator, Where } from '../evaluate/matcher';
import type { TimeUnit } from '../evaluate/time-part';
import { base64, base64Offsets, windashVariants, withUtf16 } from './encode-value';
import { expandPlaceholders } from './placeholders';
import type { StringValue, Value } from './value';

/** What a modifier may look at besides the value. */
export interface ModifierContext {
  /** Modifiers already applied, in order. */
  applied: string[];
  keyword: boolean;
  placeholders: Record<string, string[]>;
}

/** Turns one value into its replacement values; throws plain text (an Error) when it does not apply. */
export type Modifier = (value: Value, context: ModifierContext) => Value[];

function refuse(name: string, value: Value): never {
  throw new Error(`modifier "${name}" cannot follow: the value is a ${value.type} here`);
}

/** Numbers and booleans written plainly are text to a string modifier; anything already special is not. */
function asString(name: string, value: Value): StringValue {
  if (value.type === 'string') return value;
  if (value.type === 'number' || value.type === 'boolean') {
    return { type: 'string', pieces: [value.text], cased: false, encoded: false, text: value.text };
  }
  return refuse(name, value);
}

function onlyFirst(name: string, context: ModifierContext): void {
  if (context.applied.length > 0) throw new Error(`modifier "${name}" must come first`);
}

function openEnds(pieces: Piece[], where: Where): Piece[] {
  const out = [...pieces];
  if (where !== 'startswith' && out[0] !== MANY) out.unshift(MANY);
  if (where !== 'endswith' && out.at(-1) !== MANY) out.push(MANY);
  return out;
}

function position(where: Where): Modifier {
  return (value) => {
    if (value.type === 'fieldref') {
      if (value.where !== 'equals') refuse(where, value);
      return [{ ...value, where }];
    }
    // A regex search is not anchored, so contains adds nothing; the other two would silently mean something else.
    if (value.type === 'regex' && where === 'contains') return [value];
    const text = asString(where, value);
    return [{ ...text, pieces: openEnds(text.pieces, where) }];
  };
}

function encoder(name: string, encode: (pieces: Piece[]) => Piece[][]): Modifier {
  return (value) => {
    const text = asString(name, value);
    if (text.cased) throw new Error(`modifier "${name}" must come before "cased"`);
    return encode(text.pieces).map((pieces) => ({ ...text, pieces, encoded: true }));
  };
}

function compare(operator: CompareOperator): Modifier {
  return (value) => {
    if (value.type === 'number') return [{ type: 'compare', operator, value: value.value, part: null }];
    if (value.type === 'timepart')
      return [{ type: 'compare', operator, value: value.value, part: value.unit }];
    return refuse(operator, value);
  };
}

const RANGES: Record<TimeUnit, [number, number]> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};

function timeUnit(unit: TimeUnit): Modifier {
  return (value) => {
    if (value.type !== 'number') return refuse(unit, value);
    const [min, max] = RANGES[unit];
    if (!Number.isInteger(value.value) || value.value < min || value.value > max) {
      throw new Error(`modifier "${unit}" needs a whole number from ${min} to ${max}`);
    }
    return [{ type: 'timepart', unit, value: value.value }];
  };
}

function regexFlag(name: string, flag: 'ignoreCase' | 'multiline' | 'dotAll'): Modifier {
  return (value) =>
    value.type === 'regex' ? [{ ...value, flags: { ...value.flags, [flag]: true } }] : refuse(name, value);
}

const regex: Modifier = (value, context) => {
  onlyFirst('re', context);
  const source = asString('re', value).text;
  return [{ type: 'regex', source, flags: { ignoreCase: false, multiline: false, dotAll: false } }];
};

const cidr: Modifier = (value, context) => {
  if (context.applied.some((name) => name !== 'expand')) onlyFirst('cidr', context);
  const { text } = asString('cidr', value);
  const range = parseCidr(text);
  if (!range) throw new Error(`"${text}" is not a network in CIDR notation (host bits must be zero)`);
  return [{ type: 'cidr', range, text }];
};

const cased: Modifier = (value) => {
  if (value.type === 'fieldref') return [{ ...value, cased: true }];
  return [{ ...asString('cased', value), cased: true }];
};

const exists: Modifier = (value, context) => {
  onlyFirst('exists', context);
  if (context.keyword) throw new Error('modifier "exists" needs a field');
  if (value.type !== 'boolean') throw new Error('modifier "exists" needs true or false');
  return [{ type: 'exists', expected: value.value }];
};

const fieldref: Modifier = (value, context) => {
  onlyFirst('fieldref', context);
  if (context.keyword) throw new Error('modifier "fieldref" needs a field');
  const text = asString('fieldref', value);
  if (text.pieces.some((piece) => typeof piece !== 'string')) {
    throw new Error('a field reference must not contain wildcards');
  }
  return [{ type: 'fieldref', other: text.pieces.join(''), where: 'equals', cased: false }];
};

const expand: Modifier = (value, context) => {
  if (value.type === 'regex') {
    const sources = expandPlaceholders(value.source, context.placeholders);
    return sources.map((source) => ({ ...value, source }));
  }
  if (context.applied.length > 0 && !(value.type === 'string' && !value.encoded)) refuse('expand', value);
  const text = asString('expand', value);
  return expandPlaceholders(text.text, context.placeholders).map((expanded) => ({
    ...text,
    text: expanded,
    pieces: reopen(text.pieces, parsePieces(expanded)),
  }));
};

/** `contains|expand` is legal: keep the wildcards that earlier modifiers put around the value. */
function reopen(before: Piece[], after: Piece[]): Piece[] {
  const out = [...after];
  if (before[0] === MANY && out[0] !== MANY) out.unshift(MANY);
  if (before.length > 1 && before.at(-1) === MANY && out.at(-1) !== MANY) out.push(MANY);
  return out;
}

const windash: Modifier = (value) => {
  const text = asString('windash', value);
  return windashVariants(text.pieces).map((pieces) => ({ ...text, pieces }));
};

/** Every value modifier of Sigma 2.1.0. `all` and `neq` act on the item and are handled where items are lowered. */
export const MODIFIERS: Record<string, Modifier> = {
  contains: position('contains'),
  startswith: position('startswith'),
  endswith: position('endswith'),
  cased,
  exists,
  fieldref,
  expand,
  windash,
  cidr,
  re: regex,
  i: regexFlag('i', 'ignoreCase'),
  ignorecase: regexFlag('ignorecase', 'ignoreCase'),
  m: regexFlag('m', 'multiline'),
  multiline: regexFlag('multiline', 'multiline'),
  s: regexFlag('s', 'dotAll'),
  dotall: regexFlag('dotall', 'dotAll'),
  base64: encoder('base64', (pieces) => [base64(pieces)]),
  base64offset: encoder('base64offset', base64Offsets),
  wide: encoder('wide', (pieces) => [withUtf16(pieces, 'utf16le')]),
  utf16le: encoder('utf16le', (pieces) => [withUtf16(pieces, 'utf16le')]),
  utf16be: encoder('utf16be', (pieces) => [withUtf16(pieces, 'utf16be')]),
  utf16: encoder('utf16', (pieces) => [withUtf16(pieces, 'utf16')]),
  lt: compare('lt'),
  lte: compare('lte'),
  gt: compare('gt'),
  gte: compare('gte'),
  minute: timeUnit('minute'),
  hour: timeUnit('hour'),
  day: timeUnit('day'),
  week: timeUnit('week'),
  month: timeUnit('month'),
  year: timeUnit('year'),
};

/** Modifiers on the whole item rather than on each value. */
export const ITEM_MODIFIERS = new Set(['all', 'neq']);
