import type { IncomingMessage } from 'node:http';
import { cappedRecord } from '../incoming-record';
import { peerAddress } from '../peer-address';
import type { Batch } from './ingest-desk';

/** Slices of a body as records without a position of their own. */
export function batchOf(
  req: IncomingMessage,
  { sourceId, slices, now }: { sourceId: string; slices: readonly Buffer[]; now: () => number },
): Batch {
  const receivedAt = now();
  const peer = peerAddress(req.socket.remoteAddress);
  const records = slices.map((octets) => cappedRecord({ octets, receivedAt, peer }));
  const bytes = slices.reduce((sum, { length }) => sum + length, 0);
  return { sourceId, records, bytes, repeatable: false };
}
