import { decodeTwice, encodeLightly } from './spelling';

type Mask = (text: string) => string;

const ENCODED_WORD = /[^\s"'<>]*%[0-9A-Fa-f]{2}[^\s"'<>]{0,4000}/g;

/** Looks behind percent-encoding (twice) word by word; a word in which something was found is kept decoded. */
export function maskPercentEncoded(text: string, mask: Mask): string {
  if (!text.includes('%')) return text;
  return text.replace(ENCODED_WORD, (word) => {
    const decoded = decodeTwice(word.replaceAll('+', '%2B'));
    if (decoded === word) return word;
    const masked = mask(decoded);
    return masked === decoded ? word : encodeLightly(masked);
  });
}

const SHORTEST = 16;
const WORD = /[A-Za-z0-9+/_-]{16,20000}={0,2}/g;

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
  if (!/[a-z]/.test(piece) || !/[A-Z]/.test(piece) || !isTextual(piece)) return undefined;
  const decoded = textOf(Buffer.from(piece, 'base64'));
  if (decoded === undefined) return undefined;
  const masked = mask(decoded);
  if (masked === decoded) return piece;
  const encoded = Buffer.from(masked).toString(/[-_]/.test(piece) ? 'base64url' : 'base64');
  return piece.endsWith('=') ? encoded : encoded.replace(/=+$/, '');
}

/** The first octets decide for almost every long word that it is no text. */
function isTextual(piece: string): boolean {
  for (const octet of Buffer.from(piece.slice(0, SHORTEST), 'base64'))
    if ((octet < 0x20 && octet !== 9 && octet !== 10 && octet !== 13) || octet === 0x7f) return false;
  return true;
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
