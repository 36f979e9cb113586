import type { RawRecord, Source } from '@khien/model';
import { type Refusal, refuse } from '../profile';

export type SourceEncoding = Source['encoding'];

const BOM = '\ufeff';
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const UTF16 = new TextDecoder('utf-16le', { fatal: true });
const VIETNAMESE = new TextDecoder('windows-1258', { fatal: true });

/**
 * The text of a record: BOM off, trailing CR, LF and NUL off.
 * Refused as `not_utf8` (octets that are not text in the source's encoding), `contains_nul` (a NUL inside, which the store cannot hold) or `empty`.
 */
export function decodeRecord(
  record: RawRecord,
  encoding: SourceEncoding = 'utf-8',
): { ok: true; text: string } | Refusal {
  const decoded = textOf(record, encoding);
  if (decoded === undefined) return refuse('not_utf8', `octets are not valid ${encoding}`);
  const text = trim(decoded);
  if (text.trim() === '') return refuse('empty', 'nothing but white space');
  if (text.includes('\0')) return refuse('contains_nul', `NUL at character ${text.indexOf('\0')}`);
  return { ok: true, text };
}

function textOf(record: RawRecord, encoding: SourceEncoding): string | undefined {
  const base64 = record.encoding === 'base64';
  // Octets that happen to be valid UTF-8 arrive as text. UTF-16 of ASCII is such a case; windows-1258 with accents is not.
  if (!base64 && encoding !== 'utf-16le') return record.raw;
  const octets = Buffer.from(record.raw, base64 ? 'base64' : 'utf8');
  if (encoding === 'utf-16le') return decode(UTF16, evenOctets(octets));
  // windows-1258 writes tone marks as separate characters.
  if (encoding === 'windows-1258') return decode(VIETNAMESE, octets)?.normalize('NFC');
  return decode(UTF8, record.truncated ? withoutCutCharacter(octets) : octets);
}

/** A reader that splits at the octet 0A leaves the second octet of a UTF-16LE line feed at the start of the next record. */
function evenOctets(octets: Buffer): Buffer {
  if (octets.length % 2 === 0) return octets;
  return octets[0] === 0 ? octets.subarray(1) : octets.subarray(0, octets.length - 1);
}

/** A record cut at the size limit may end inside a character: up to three octets of it go. */
function withoutCutCharacter(octets: Buffer): Buffer {
  let end = octets.length;
  while (end > 0 && octets.length - end < 3 && ((octets[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return ((octets[end - 1] ?? 0) & 0xc0) === 0xc0 ? octets.subarray(0, end - 1) : octets;
}

function decode(decoder: typeof UTF8, octets: Uint8Array): string | undefined {
  try {
    return decoder.decode(octets);
  } catch {
    return undefined;
  }
}

function trim(text: string): string {
  let end = text.length;
  while (end > 0 && isLineEnd(text.charCodeAt(end - 1))) end--;
  return text.slice(text.startsWith(BOM) ? 1 : 0, end);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0;
}
