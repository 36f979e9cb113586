import { type Document, type FieldProblem, MonitorError } from '@khien/model';

/** Some ids are names found in logs, and the longest keyword of an event has 8,192 characters. */
export const MAX_ID_LENGTH = 10_000;
const MAX_DEPTH = 64;
// Documents of one kind share their keys: each is looked at once. Bounded, because what is left of vendors' records brings new ones.
const GOOD_KEYS = new Set<string>();
const MAX_GOOD_KEYS = 5000;

interface Findings {
  negativeZero: boolean;
  /** Whether strings are looked at too. */
  strings: boolean;
}

/**
 * Refuses what one of the adapters could not give back unchanged, so that all of them refuse the same: MonitorError `invalid`, nothing written.
 * That is: keys that are empty, hold `.`, start with `$` or are `_bsontype`; NUL or lone surrogates in any string; numbers that are not finite; values that are not JSON; nesting above 64.
 * Returns whether a `-0` is in there, which JSON turns to 0.
 */
export function checkDocument(doc: Document, about: string): { negativeZero: boolean } {
  return check(doc, about, { negativeZero: false, strings: true });
}

/**
 * The document as JSON, checked like `checkDocument` does. JSON writes NUL and lone surrogates as `\u` escapes, so strings are looked at one by one
 * only in documents whose text has one: reading the finished text once is many times faster than reading every string.
 */
export function checkedJson(doc: Document, about: string): string {
  check(doc, about, { negativeZero: false, strings: false });
  const text = JSON.stringify(doc);
  if (text.includes('\\u')) checkDocument(doc, about);
  return text;
}

function check(doc: Document, about: string, findings: Findings): Findings {
  const id = checkId(doc?._id);
  const problem = id === undefined ? faultIn(doc, 0, findings) : { pointer: '/_id', message: id };
  if (problem === undefined) return findings;
  throw new MonitorError('invalid', `${about}: ${problem.pointer} ${problem.message}`, {
    problems: [problem],
  });
}

function checkId(id: unknown): string | undefined {
  if (typeof id !== 'string' || id === '') return 'must be a non-empty string';
  return id.length > MAX_ID_LENGTH ? `is longer than ${MAX_ID_LENGTH} characters` : undefined;
}

/**
 * True when a string can be stored and looked for. A lone surrogate has no UTF-8 form;
 * NUL is refused by servers that speak MongoDB's protocol, and cuts text in an SQLite binding.
 */
export function storable(text: string): boolean {
  return !text.includes('\0') && (text as WellFormedString).isWellFormed();
}

/** In Node since version 20, in TypeScript's library only from ES2024 on. */
type WellFormedString = string & { isWellFormed(): boolean };

/** Ids to look for: MonitorError `bad_request` for what no document can have. */
export function checkIds(about: string, ids: readonly string[]): void {
  if (ids.every((id) => typeof id === 'string' && storable(id))) return;
  throw new MonitorError('bad_request', `${about}: an id is no string that can be stored`);
}

function faultIn(value: unknown, depth: number, findings: Findings): FieldProblem | undefined {
  switch (typeof value) {
    case 'string':
      return !findings.strings || storable(value) ? undefined : fault('holds NUL or a lone surrogate');
    case 'number':
      if (!Number.isFinite(value)) return fault('is not a finite number');
      if (Object.is(value, -0)) findings.negativeZero = true;
      return undefined;
    case 'boolean':
      return undefined;
    case 'object':
      if (value === null) return undefined;
      if (depth >= MAX_DEPTH) return fault(`is nested deeper than ${MAX_DEPTH}`);
      return Array.isArray(value)
        ? faultInArray(value, depth, findings)
        : faultInObject(value, depth, findings);
    default:
      return fault(`is no JSON value (${typeof value})`);
  }
}

function faultInArray(values: unknown[], depth: number, findings: Findings): FieldProblem | undefined {
  for (let index = 0; index < values.length; index++) {
    const found = faultIn(values[index], depth + 1, findings);
    if (found !== undefined) return below(String(index), found);
  }
  return undefined;
}

function faultInObject(value: object, depth: number, findings: Findings): FieldProblem | undefined {
  if (!isPlain(value)) return fault('is no JSON value (an object of a class)');
  // Plain objects inherit nothing that is listed, and this makes no list of keys for every object of every event.
  for (const key in value) {
    const badKey = GOOD_KEYS.has(key) ? undefined : faultInKey(key);
    if (badKey !== undefined) return below(key, fault(badKey));
    const child: unknown = (value as Record<string, unknown>)[key];
    if (child === undefined) continue;
    const found = faultIn(child, depth + 1, findings);
    if (found !== undefined) return below(key, found);
  }
  return undefined;
}

/** Objects made elsewhere (another realm) have another prototype: those are told by their tag. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value);
}

function faultInKey(key: string): string | undefined {
  if (key === '') return 'is an empty key';
  if (key.startsWith('$')) return 'is a key that starts with $';
  if (key.includes('.')) return 'is a key that holds a dot';
  // The MongoDB driver takes an object with this key for one of its own types.
  if (key === '_bsontype') return 'is a reserved key';
  if (!storable(key)) return 'is a key that holds NUL or a lone surrogate';
  if (GOOD_KEYS.size < MAX_GOOD_KEYS) GOOD_KEYS.add(key);
  return undefined;
}

function fault(message: string): FieldProblem {
  return { pointer: '', message };
}

function below(key: string, problem: FieldProblem): FieldProblem {
  const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
  return { pointer: `/${escaped}${problem.pointer}`, message: problem.message };
}
