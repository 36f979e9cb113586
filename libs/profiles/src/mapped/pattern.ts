/**
 * A small pattern language that cannot backtrack: text stands for itself, a space for one or more spaces, and `%{kind:name}` for a value.
 * A value ends where its kind ends, or at the first place where the text behind it stands. Reading costs no more than the record's length.
 */
export type Pattern = (text: string) => Map<string, string> | undefined;

const TOKEN = /%\{(word|int|number|ip|hex|quoted|text|rest)(?::([A-Za-z_][\w.-]{0,100}))?\}/g;
type Kind = 'word' | 'int' | 'number' | 'ip' | 'hex' | 'quoted' | 'text' | 'rest';
interface Value {
  kind: Kind;
  name: string | undefined;
}
type Part = { literal: string } | Value;

/** Characters of kinds that end by themselves. */
const OWN: Readonly<Partial<Record<Kind, RegExp>>> = {
  int: /[+-]?\d{1,19}/y,
  number: /[+-]?\d{1,19}(?:\.\d{1,19})?/y,
  ip: /[0-9A-Fa-f.:]{2,45}/y,
  hex: /(?:0x)?[0-9A-Fa-f]{1,256}/y,
  word: /\S{1,8192}/y,
};

/** The pattern, or why it is none. */
export function compilePattern(source: string): { ok: true; read: Pattern } | { ok: false; problem: string } {
  const parts = partsOf(source);
  const problem = faultOf(parts, source);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, read: (text) => run(parts, text) };
}

function partsOf(source: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of source.matchAll(TOKEN)) {
    if (found.index > from) parts.push({ literal: source.slice(from, found.index) });
    parts.push({ kind: found[1] as Kind, name: found[2] });
    from = found.index + found[0].length;
  }
  if (from < source.length) parts.push({ literal: source.slice(from) });
  return parts;
}

function faultOf(parts: readonly Part[], source: string): string | undefined {
  const values = parts.filter((part): part is Value => 'kind' in part);
  if (values.length === 0) return 'holds no %{kind:name}';
  if (parts.some((part) => 'literal' in part && part.literal.includes('%{')))
    return `unknown token in "${source.slice(0, 80)}": kinds are word, int, number, ip, hex, quoted, text, rest`;
  const names = values.flatMap((value) => value.name ?? []);
  if (new Set(names).size < names.length) return 'two values have one name';
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    if (!('kind' in part) || next === undefined) continue;
    if (part.kind === 'rest') return '%{rest} must stand last';
    if ('kind' in next && (part.kind === 'text' || part.kind === 'word'))
      return `nothing tells where %{${part.kind}} ends`;
  }
  return undefined;
}

function run(parts: readonly Part[], text: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if ('literal' in part) {
      const end = afterLiteral(text, at, part.literal);
      if (end < 0) return undefined;
      at = end;
      continue;
    }
    const taken = take(
      part.kind,
      text,
      at,
      next !== undefined && 'literal' in next ? next.literal : undefined,
    );
    if (!taken) return undefined;
    if (part.name !== undefined) values.set(part.name, taken.value);
    at = taken.end;
  }
  return text.slice(at).trim() === '' ? values : undefined;
}

/** A space of the pattern takes every space and tab there is, at least one. */
function afterLiteral(text: string, from: number, literal: string): number {
  let at = from;
  for (let index = 0; index < literal.length; index++) {
    if (literal[index] !== ' ') {
      if (text[at] !== literal[index]) return -1;
      at++;
      continue;
    }
    const start = at;
    while (text[at] === ' ' || text[at] === '\t') at++;
    if (at === start) return -1;
    while (literal[index + 1] === ' ') index++;
  }
  return at;
}

function take(
  kind: Kind,
  text: string,
  at: number,
  literal: string | undefined,
): { value: string; end: number } | undefined {
  if (kind === 'rest') return { value: text.slice(at).trimEnd(), end: text.length };
  if (kind === 'quoted') return takeQuoted(text, at);
  const until = literal === undefined ? text.length : endBefore(text, at, literal);
  if (kind === 'text') return until < 0 ? undefined : { value: text.slice(at, until).trim(), end: until };
  if (kind === 'word' && literal !== undefined) {
    const value = until < 0 ? '' : text.slice(at, until);
    return value !== '' && !/\s/.test(value) ? { value, end: until } : undefined;
  }
  const pattern = OWN[kind];
  if (!pattern) return undefined;
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found === undefined ? undefined : { value: found, end: at + found.length };
}

/** Where the text behind a value stands first: its first word is looked for, and what precedes and follows must fit too. */
function endBefore(text: string, at: number, literal: string): number {
  const spaced = literal.startsWith(' ');
  const word = literal.trimStart().split(' ', 1)[0] ?? '';
  if (word === '') {
    const space = text.slice(at).search(/[ \t]/);
    return space < 0 ? -1 : at + space;
  }
  for (let found = text.indexOf(word, at); found >= 0; found = text.indexOf(word, found + 1)) {
    let start = found;
    if (spaced) while (start > at && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
    if (afterLiteral(text, start, literal) >= 0) return start;
  }
  return -1;
}

function takeQuoted(text: string, at: number): { value: string; end: number } | undefined {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  let value = '';
  for (let index = at + 1; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '\\' && (text[index + 1] === quote || text[index + 1] === '\\')) value += text[++index];
    else if (char === quote) return { value, end: index + 1 };
    else value += char;
  }
  return undefined;
}
