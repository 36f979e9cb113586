/** `*` any length, `?` one code point, dash = any of the five characters `windash` exchanges. */
export const MANY: unique symbol = Symbol('*');
export const ONE: unique symbol = Symbol('?');
export const DASH: unique symbol = Symbol('dash');
export type Piece = string | symbol;

/** What Windows command lines accept for "-": hyphen, slash, en dash, em dash, horizontal bar. */
export const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'];
const DASH_SET = new Set(DASHES);

/** Reads Sigma's escaping: `\*` `\?` literal, `\\` one backslash, any other single backslash itself. */
export function parsePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') pieces.push(literal);
    literal = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    const next = text.charAt(i + 1);
    if (c === '\\' && (next === '\\' || next === '*' || next === '?')) {
      literal += next;
      i++;
    } else if (c === '*') {
      flush();
      if (pieces.at(-1) !== MANY) pieces.push(MANY);
    } else if (c === '?') {
      flush();
      pieces.push(ONE);
    } else literal += c;
  }
  flush();
  return pieces;
}

export function mapLiterals(pieces: Piece[], change: (literal: string) => string): Piece[] {
  return pieces.map((piece) => (typeof piece === 'string' ? change(piece) : piece));
}

/** A compiled pattern: the parts between `*`, and whether the ends are open. */
export interface Glob {
  segments: Piece[][];
  openStart: boolean;
  openEnd: boolean;
}

export function compileGlob(pieces: Piece[]): Glob {
  const segments: Piece[][] = [];
  let current: Piece[] = [];
  for (const piece of pieces) {
    if (piece !== MANY) current.push(piece);
    else if (current.length > 0) {
      segments.push(current);
      current = [];
    }
  }
  if (current.length > 0) segments.push(current);
  return { segments, openStart: pieces[0] === MANY, openEnd: pieces.at(-1) === MANY };
}

/** Whole-value match. Leftmost placement of each middle part is enough, so there is no backtracking blow-up. */
export function globMatches(glob: Glob, text: string): boolean {
  const { segments, openStart, openEnd } = glob;
  if (segments.length === 0) return openStart || text === '';
  let from = 0;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] ?? [];
    const anchoredStart = i === 0 && !openStart;
    const last = i === segments.length - 1;
    if (last && !openEnd) return endsWithSegment(segment, text, from, anchoredStart);
    from = anchoredStart ? segmentAt(segment, text, 0) : findSegment(segment, text, from);
    if (from < 0) return false;
  }
  return true;
}

function endsWithSegment(segment: Piece[], text: string, from: number, anchored: boolean): boolean {
  if (anchored) return segmentAt(segment, text, 0) === text.length;
  const longest = segment.reduce<number>(
    (sum, piece) => sum + (typeof piece === 'string' ? piece.length : 2),
    0,
  );
  for (let start = Math.max(from, text.length - longest); start <= text.length; start++) {
    if (segmentAt(segment, text, start) === text.length) return true;
  }
  return false;
}

function findSegment(segment: Piece[], text: string, from: number): number {
  const first = segment[0];
  for (let start = from; start <= text.length; start++) {
    if (typeof first === 'string') {
      start = text.indexOf(first, start);
      if (start < 0) return -1;
    }
    const end = segmentAt(segment, text, start);
    if (end >= 0) return end;
  }
  return -1;
}

/** Position after the segment when it stands at `start`, otherwise -1. */
function segmentAt(segment: Piece[], text: string, start: number): number {
  let at = start;
  for (const piece of segment) {
    if (typeof piece === 'string') {
      if (!text.startsWith(piece, at)) return -1;
      at += piece.length;
    } else if (at >= text.length) return -1;
    else if (piece === DASH) {
      if (!DASH_SET.has(text.charAt(at))) return -1;
      at++;
    } else at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}
