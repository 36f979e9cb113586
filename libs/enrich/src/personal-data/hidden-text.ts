import { decodeTwice, encodeLightly } from './spelling';

type Mask = (text: string) => string;

const ENCODED = /%[0-9A-Fa-f]{2}/g;
const ENDS_WORD = /[\s"'<>]/;
/** What is longer is looked at in pieces. */
const LONGEST_WORD = 8000;

/** Looks behind percent-encoding (twice) word by word; a word in which something was found is kept decoded. One pass, however long the text. */
export function maskPercentEncoded(text: string, mask: Mask): string {
  if (!text.includes('%')) return text;
  let masked = '';
  let from = 0;
  for (;;) {
    ENCODED.lastIndex = from;
    const found = ENCODED.exec(text);
    if (!found) return masked + text.slice(from);
    let start = found.index;
    while (start > from && found.index - start < LONGEST_WORD && !ENDS_WORD.test(text.charAt(start - 1)))
      start--;
    let end = found.index + 3;
    while (end < text.length && end - start < LONGEST_WORD && !ENDS_WORD.test(text.charAt(end))) end++;
    masked += text.slice(from, start) + maskEncodedWord(text.slice(start, end), mask);
    from = end;
  }
}

function maskEncodedWord(word: string, mask: Mask): string {
  const decoded = decodeTwice(word.replaceAll('+', '%2B'));
  if (decoded === word) return word;
  const masked = mask(decoded);
  return masked === decoded ? word : encodeLightly(masked);
}

const SHORTEST = 16;
const WORD = /[A-Za-z0-9+/_-]{16,70000}={0,2}/g;

/** Looks into Base64 (one level); a word in which something was found is encoded anew, so that it stays what it was. */
export function maskBase64(text: string, mask: Mask): string {
  if (text.length < SHORTEST) return text;
  return text.replace(WORD, (word) => maskWord(word, mask) ?? word);
}

/** A path may hold a piece of Base64, and a slash is one of its letters. */
function maskWord(word: string, mask: Mask): string | undefined {
  const whole = maskPiece(word, mask);
  if (whole !== undefined || !word.includes('/')) return whole;
  return word
    .split('/')
    .map((piece) => (piece.length < SHORTEST ? piece : (maskPiece(piece, mask) ?? piece)))
    .join('/');
}

/** Undefined when the piece is no Base64 of text. */
function maskPiece(piece: string, mask: Mask): string | undefined {
  if (!/[a-z]/.test(piece) || !/[A-Z]/.test(piece)) return undefined;
  const charset = charsetOf(piece);
  if (charset === undefined) return undefined;
  const octets = Buffer.from(piece, 'base64');
  const decoded = charset === 'utf16le' ? octets.toString('utf16le') : textOf(octets);
  if (decoded === undefined) return undefined;
  const masked = mask(decoded);
  if (masked === decoded) return piece;
  const encoded = Buffer.from(masked, charset).toString(/[-_]/.test(piece) ? 'base64url' : 'base64');
  return piece.endsWith('=') ? encoded : encoded.replace(/=+$/, '');
}

/** The first octets decide for almost every long word that it is no text. PowerShell encodes UTF-16: every second octet is nought. */
function charsetOf(piece: string): 'utf8' | 'utf16le' | undefined {
  const octets = Buffer.from(piece.slice(0, SHORTEST), 'base64');
  if (octets.every((octet, at) => (at % 2 === 1 ? octet === 0 : isPrintable(octet)))) return 'utf16le';
  return octets.every(isPrintable) ? 'utf8' : undefined;
}

function isPrintable(octet: number): boolean {
  return (octet >= 0x20 && octet !== 0x7f) || octet === 9 || octet === 10 || octet === 13;
}

const strict = new TextDecoder('utf-8', { fatal: true });

function textOf(octets: Buffer): string | undefined {
  try {
    const text = strict.decode(octets);
    return /[\0-\x08\x0e-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
