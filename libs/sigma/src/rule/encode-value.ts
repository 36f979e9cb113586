import { DASH, DASHES, type Piece } from '../evaluate/glob';

/** The value as bytes. A string that went through a UTF-16 modifier holds one byte per character already. */
function toBytes(pieces: Piece[], name: string): Buffer {
  if (pieces.some((piece) => typeof piece !== 'string')) {
    throw new Error(
      `modifier "${name}" cannot encode wildcards; put it before contains, startswith and endswith`,
    );
  }
  const text = pieces.join('');
  return text.startsWith(BYTES) ? Buffer.from(text.slice(1), 'latin1') : Buffer.from(text, 'utf8');
}

/** Private-use mark: "the rest of this text is bytes". Removed before the value is compared with anything. */
const BYTES = '\uf8ff';

export function base64(pieces: Piece[]): Piece[] {
  return [toBytes(pieces, 'base64').toString('base64')];
}

/** The three forms a text takes inside a longer Base64 text, without the letters that its neighbours change. */
export function base64Offsets(pieces: Piece[]): Piece[][] {
  const bytes = toBytes(pieces, 'base64offset');
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset, 0x20), bytes]).toString('base64');
    const start = [0, 2, 3][offset] ?? 0;
    const cut = [0, 3, 2][(bytes.length + offset) % 3] ?? 0;
    return [encoded.slice(start, encoded.length - cut)];
  });
}

export function withUtf16(pieces: Piece[], form: 'utf16' | 'utf16le' | 'utf16be'): Piece[] {
  const bytes = toBytes(pieces, form);
  const little = Buffer.from(bytes.toString('utf8'), 'utf16le');
  const encoded = form === 'utf16be' ? Buffer.from(little).swap16() : little;
  const mark = form === 'utf16' ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
  return [BYTES + Buffer.concat([mark, encoded]).toString('latin1')];
}

/** Drops the byte mark once no encoder can follow. */
export function finishEncoding(pieces: Piece[]): Piece[] {
  return pieces.map((piece) => (typeof piece === 'string' ? piece.replace(BYTES, '') : piece));
}

const SWITCH = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/gu;
const MAX_SPELLED_OUT = 25;

/**
 * A dash that starts a switch may be any of five characters. Few dashes are spelled out (each spelling can be
 * indexed); more become a wildcard, because five dashes would already be 3,125 strings.
 */
export function windashVariants(pieces: Piece[]): Piece[][] {
  const switched = pieces.flatMap((piece) => (typeof piece === 'string' ? splitSwitches(piece) : [piece]));
  const dashes = switched.filter((piece) => piece === DASH).length;
  if (DASHES.length ** dashes > MAX_SPELLED_OUT) return [switched];
  let variants: Piece[][] = [[]];
  for (const piece of switched) {
    const choices: Piece[] = piece === DASH ? DASHES : [piece];
    variants = variants.flatMap((variant) => choices.map((choice) => append(variant, choice)));
  }
  return variants;
}

function append(variant: Piece[], piece: Piece): Piece[] {
  const last = variant.at(-1);
  if (typeof last === 'string' && typeof piece === 'string') return [...variant.slice(0, -1), last + piece];
  return [...variant, piece];
}

function splitSwitches(literal: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const found of literal.matchAll(SWITCH)) {
    if (found.index > from) out.push(literal.slice(from, found.index));
    out.push(DASH);
    from = found.index + 1;
  }
  if (from < literal.length) out.push(literal.slice(from));
  return out;
}
