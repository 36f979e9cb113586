import type { ByteQueue } from './byte-queue';

/** Frames of Lumberjack, version 2. */
export type LumberjackFrame =
  | { kind: 'window'; size: number }
  | { kind: 'json'; seq: number; octets: Buffer }
  /** Frames inside, compressed with zlib. */
  | { kind: 'compressed'; octets: Buffer };
export type NextFrame = LumberjackFrame | { kind: 'more' } | { kind: 'malformed'; reason: string };

export interface FrameLimits {
  jsonBytes: number;
  compressedBytes: number;
}

const VERSION = 0x32;
const WINDOW = 0x57;
const JSON_DATA = 0x4a;
const COMPRESSED = 0x43;

/** The next whole frame, `more` while its rest has not come. A length that is too long is told before its octets are waited for. */
export function nextFrame(queue: ByteQueue, limits: FrameLimits): NextFrame {
  const head = queue.peek(2);
  if (!head) {
    const version = queue.peek(1)?.[0] ?? VERSION;
    return version === VERSION ? { kind: 'more' } : malformed(`version ${version}`);
  }
  if (head[0] !== VERSION) return malformed(`version ${head[0]}`);
  if (head[1] === WINDOW) {
    const frame = queue.take(6);
    return frame ? { kind: 'window', size: frame.readUInt32BE(2) } : { kind: 'more' };
  }
  if (head[1] === JSON_DATA) {
    const octets = body(queue, 10, limits.jsonBytes);
    if (!Buffer.isBuffer(octets)) return octets;
    return { kind: 'json', seq: octets.readUInt32BE(2), octets: octets.subarray(10) };
  }
  if (head[1] === COMPRESSED) {
    const octets = body(queue, 6, limits.compressedBytes);
    return Buffer.isBuffer(octets) ? { kind: 'compressed', octets: octets.subarray(6) } : octets;
  }
  return malformed(`frame type ${head[1]}`);
}

/** A frame whose head of `headBytes` ends with the length of the rest. */
function body(queue: ByteQueue, headBytes: number, maxBytes: number): Buffer | NextFrame {
  const length = queue.peek(headBytes)?.readUInt32BE(headBytes - 4);
  if (length === undefined) return { kind: 'more' };
  if (length > maxBytes) return malformed(`a frame of ${length} octets`);
  return queue.take(headBytes + length) ?? { kind: 'more' };
}

function malformed(reason: string): NextFrame {
  return { kind: 'malformed', reason };
}

/** `2A` and the number up to which everything is on disk; 0 says that we are at it. */
export function ackOf(seq: number): Buffer {
  const ack = Buffer.from([VERSION, 0x41, 0, 0, 0, 0]);
  ack.writeUInt32BE(seq, 2);
  return ack;
}
