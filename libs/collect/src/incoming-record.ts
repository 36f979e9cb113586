import { isUtf8 } from 'node:buffer';
import { type IncomingRecord, MAX_RECORD_BYTES } from '@khien/model';
import { withoutCutCharacter } from './cut-character';

export interface ReceivedOctets {
  octets: Buffer;
  /** Milliseconds since the epoch. */
  receivedAt: number;
  position?: string;
  peer?: string;
  truncated?: boolean;
}

/**
 * The record for some octets, as the journal keeps it: their text when they are UTF-8 without NUL, else their base64.
 * Nothing is decoded by the source's encoding here; the octets are the evidence and the worker decodes them.
 */
export function incomingRecord(received: ReceivedOctets): IncomingRecord {
  const { octets, receivedAt, position, peer, truncated } = received;
  const text = isUtf8(octets) && !octets.includes(0);
  const record: IncomingRecord = { receivedAt, raw: octets.toString(text ? 'utf8' : 'base64') };
  if (!text) record.encoding = 'base64';
  if (position !== undefined) record.position = position;
  if (peer !== undefined) record.peer = peer;
  if (truncated) record.truncated = true;
  return record;
}

/** The same for octets of any length: past the longest record kept they are cut, and flagged. */
export function cappedRecord(received: ReceivedOctets): IncomingRecord {
  const { octets } = received;
  if (octets.length <= MAX_RECORD_BYTES) return incomingRecord(received);
  const kept = withoutCutCharacter(octets.subarray(0, MAX_RECORD_BYTES));
  return incomingRecord({ ...received, octets: kept, truncated: true });
}
