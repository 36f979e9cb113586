import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import { Chunk } from '@khien/model';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A full chunk of control characters, which JSON writes with six octets each, with the longest positions, stays below. */
const MAX_JSON_BYTES = 16 * 1024 * 1024;

/** What `libs/sealing` makes: authenticated encryption, bound to `aad`. */
export interface BodySealer {
  seal(plain: Buffer, aad: string): Buffer;
  open(sealed: Buffer, aad: string): Buffer;
}

/** A chunk as text for a place that others may read: JSON, deflated, sealed when there is a sealer, base64. */
export async function encodeChunk(chunk: Chunk, sealer: BodySealer | undefined): Promise<string> {
  const packed = await deflate(JSON.stringify(chunk), { level: constants.Z_BEST_SPEED });
  const body = sealer ? sealer.seal(packed, aadOf(chunk.chunkId)) : packed;
  return body.toString('base64');
}

/**
 * The chunk back from its text. Throws when it was not sealed by us for this `chunkId`, is longer than any chunk,
 * or is none: whoever can write to Redis must not be able to put records into the monitor.
 */
export async function decodeChunk(
  body: string,
  chunkId: string,
  sealer: BodySealer | undefined,
): Promise<Chunk> {
  const bytes = Buffer.from(body, 'base64');
  const packed = sealer ? sealer.open(bytes, aadOf(chunkId)) : bytes;
  const json = await inflate(packed, { maxOutputLength: MAX_JSON_BYTES });
  const chunk = Chunk.parse(JSON.parse(json.toString('utf8')));
  if (chunk.chunkId !== chunkId)
    throw new Error(`queue: body of ${chunk.chunkId} under the id of ${chunkId}`);
  return chunk;
}

function aadOf(chunkId: string): string {
  return `queue chunk ${chunkId}`;
}
