import type { YamlEntry, YamlNode } from './yaml-node';

/**
 * Reads the plain block style that nearly every rule file is written in, several times faster than the full parser.
 * Null for anything outside it (flow collections, anchors, tags, texts over several lines, unusual indentation,
 * several documents): the caller then uses the full parser. It must never read a text differently; a test holds the
 * two together on all rule files at hand and on random texts.
 */
export function quickYaml(text: string): YamlNode | null {
  if (UNUSUAL.test(text)) return null;
  const reader = new QuickReader(splitLines(text));
  try {
    return reader.readAll();
  } catch (error) {
    if (error === GIVE_UP) return null;
    throw error;
  }
}

/** Tabs, carriage returns, other line breaks, non-printables, a byte order mark, and document or directive marks. */
const UNUSUAL =
  /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|^(?:---|\.\.\.|%)/mu;
const GIVE_UP = Symbol('outside the quick subset');
const MAX_DEPTH = 30;

interface Line {
  indent: number;
  /** Text after the indentation, without trailing spaces. */
  text: string;
  /** The line as written: a literal block keeps its trailing spaces. */
  raw: string;
  number: number;
}

function splitLines(text: string): Line[] {
  return text.split('\n').map((raw, i) => {
    const indent = leadingSpaces(raw);
    return { indent, text: withoutTrailingSpaces(raw.slice(indent)), raw, number: i + 1 };
  });
}

/** Only U+0020 is a space to YAML; the language's own trim takes a dozen more. */
function leadingSpaces(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === 32) count++;
  return count;
}

function withoutTrailingSpaces(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 32) end--;
  return text.slice(0, end);
}

/** `key:` or `key: value`, the key plain or in simple quotes. */
const ENTRY = /^(?:([A-Za-z0-9_][^\s:#'"[\]{},]*(?: [A-Za-z0-9_./()-]+)*)|'((?:[^'])*)'):(?: +(.*))?$/;

class QuickReader {
  private at = 0;
  constructor(private readonly lines: Line[]) {}

  readAll(): YamlNode {
    this.skipBlank();
    const first = this.lines[this.at];
    if (first?.indent !== 0 || first.text.startsWith('-')) throw GIVE_UP;
    const node = this.readMap(0, 0);
    this.skipBlank();
    if (this.at < this.lines.length) throw GIVE_UP;
    return node;
  }

  private skipBlank(): void {
    for (;;) {
      const line = this.lines[this.at];
      if (!line || (line.text !== '' && !line.text.startsWith('#'))) return;
      this.at++;
    }
  }

  private readMap(indent: number, depth: number): YamlNode {
    if (depth > MAX_DEPTH) throw GIVE_UP;
    const entries: YamlEntry[] = [];
    const keys = new Set<string>();
    const start = (this.lines[this.at] as Line).number;
    for (;;) {
      this.skipBlank();
      const line = this.lines[this.at];
      if (!line || line.indent < indent) break;
      if (line.indent > indent) throw GIVE_UP;
      const found = ENTRY.exec(line.text);
      if (!found) throw GIVE_UP;
      const key = found[1] ?? found[2] ?? '';
      if (keys.has(key) || key === '<<') throw GIVE_UP;
      keys.add(key);
      this.at++;
      entries.push({ key, line: line.number, value: this.readValue(found[3] ?? '', line, indent, depth) });
    }
    return { kind: 'map', entries, line: start };
  }

  /** What follows `key:`; `rest` is the text on the same line. */
  private readValue(rest: string, line: Line, indent: number, depth: number): YamlNode {
    if (rest === '|' || rest === '|-' || rest === '|+') return this.readLiteral(rest, line, indent);
    if (rest !== '' && !rest.startsWith('#')) {
      const value = this.readScalar(rest, line);
      this.refuseContinuation(indent);
      return value;
    }
    this.skipBlank();
    const next = this.lines[this.at];
    if (next && isListItem(next.text) && next.indent >= indent) return this.readList(next.indent, depth + 1);
    if (next && next.indent > indent) return this.readMap(next.indent, depth + 1);
    return { kind: 'scalar', text: '', plain: true, line: line.number };
  }

  private readList(indent: number, depth: number): YamlNode {
    if (depth > MAX_DEPTH) throw GIVE_UP;
    const items: YamlNode[] = [];
    const start = (this.lines[this.at] as Line).number;
    for (;;) {
      this.skipBlank();
      const line = this.lines[this.at];
      if (!line || line.indent < indent || (line.indent === indent && !isListItem(line.text))) break;
      if (line.indent > indent) throw GIVE_UP;
      items.push(this.readItem(line, indent, depth));
    }
    return { kind: 'list', items, line: start };
  }

  private readItem(line: Line, indent: number, depth: number): YamlNode {
    const rest = line.text.slice(1 + leadingSpaces(line.text.slice(1)));
    if (rest === '' || rest.startsWith('#') || isListItem(rest)) throw GIVE_UP;
    if (ENTRY.test(rest)) {
      // `- key: value` opens a map whose indentation is where the key stands.
      const inner = indent + line.text.length - rest.length;
      this.lines[this.at] = { indent: inner, text: rest, raw: line.raw, number: line.number };
      return this.readMap(inner, depth + 1);
    }
    this.at++;
    const value = this.readScalar(rest, line);
    this.refuseContinuation(indent);
    return value;
  }

  /** A deeper line after a scalar would continue it, which only the full parser can say. */
  private refuseContinuation(indent: number): void {
    this.skipBlank();
    const next = this.lines[this.at];
    if (next && next.indent > indent) throw GIVE_UP;
  }

  private readScalar(rest: string, line: Line): YamlNode {
    const single = /^'((?:[^']|'')*)'(?: +#.*)?$/.exec(rest);
    if (single) {
      return {
        kind: 'scalar',
        text: (single[1] ?? '').replaceAll("''", "'"),
        plain: false,
        line: line.number,
      };
    }
    const double = /^"([^"\\]*)"(?: +#.*)?$/.exec(rest);
    if (double) return { kind: 'scalar', text: double[1] ?? '', plain: false, line: line.number };
    return { kind: 'scalar', text: plainText(rest), plain: true, line: line.number };
  }

  /** A literal block with the first line's indentation; blank edges and odd indentation go to the full parser. */
  private readLiteral(mark: string, line: Line, indent: number): YamlNode {
    const first = this.lines[this.at];
    if (!first || first.indent <= indent || first.text === '' || mark === '|+') throw GIVE_UP;
    const parts: string[] = [];
    for (;;) {
      const next = this.lines[this.at];
      if (!next || (next.indent < first.indent && next.text !== '')) break;
      if (next.text === '' && next.indent > first.indent) throw GIVE_UP;
      parts.push(next.raw.slice(first.indent));
      this.at++;
    }
    while (parts.at(-1) === '') parts.pop();
    const after = this.lines[this.at];
    if (after && after.indent > indent) throw GIVE_UP;
    return {
      kind: 'scalar',
      text: parts.join('\n') + (mark === '|' ? '\n' : ''),
      plain: false,
      line: line.number,
    };
  }
}

function isListItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

/** Characters that mean something at the start of a plain text, and `: ` inside one, are left to the full parser. */
function plainText(rest: string): string {
  if (/^[-?:,[\]{}#&*!|>'"%@`]/.test(rest) && !/^-[^ -]/.test(rest)) throw GIVE_UP;
  const comment = rest.indexOf(' #');
  const text = comment < 0 ? rest : withoutTrailingSpaces(rest.slice(0, comment));
  if (text === '' || /:(?: |$)/.test(text)) throw GIVE_UP;
  return text;
}
