import { crc32 } from 'node:zlib';

/** `KHJ1`, big endian: where a frame may begin. */
const MAGIC = Buffer.from('KHJ1', 'latin1');
const VERSION = 1;
export const HEADER_BYTES = 48;
const CRC_AT = 44;
/** No frame is longer; a header that says so is not a header. */
const MAX_PART_BYTES = 64 * 1024 * 1024;

/** What stands in front of a frame in clear: numbers only. */
export interface FrameHeader {
  /** `shed` frames take no sequence number: theirs is the number of the next chunk. */
  kind: 'chunk' | 'shed';
  metaBytes: number;
  bodyBytes: number;
  metaCrc: number;
  bodyCrc: number;
  segment: number;
  /** Number of the frame in its segment, from 0. */
  ordinal: number;
  seq: number;
  /** Milliseconds since the epoch. */
  sealedAt: number;
  /** Records in it. */
  count: number;
}

/** 48 octets, big endian: magic 4, version 1, kind 1, count 2, meta 4, body 4, CRCs 4+4, segment 4, ordinal 4, seq 6, sealedAt 6, CRC-32 of all before 4. */
export function encodeHeader(header: FrameHeader): Buffer {
  const buffer = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(buffer, 0);
  buffer.writeUInt8(VERSION, 4);
  buffer.writeUInt8(header.kind === 'shed' ? 1 : 0, 5);
  buffer.writeUInt16BE(header.count, 6);
  buffer.writeUInt32BE(header.metaBytes, 8);
  buffer.writeUInt32BE(header.bodyBytes, 12);
  buffer.writeUInt32BE(header.metaCrc, 16);
  buffer.writeUInt32BE(header.bodyCrc, 20);
  buffer.writeUInt32BE(header.segment, 24);
  buffer.writeUInt32BE(header.ordinal, 28);
  buffer.writeUIntBE(header.seq, 32, 6);
  buffer.writeUIntBE(header.sealedAt, 38, 6);
  buffer.writeUInt32BE(crc32(buffer.subarray(0, CRC_AT)), CRC_AT);
  return buffer;
}

/** The header at `at`, or undefined when there is none (any bit differs). */
export function decodeHeader(buffer: Buffer, at: number): FrameHeader | undefined {
  if (at + HEADER_BYTES > buffer.length) return undefined;
  if (buffer.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) !== 0) return undefined;
  if (buffer.readUInt32BE(at + CRC_AT) !== crc32(buffer.subarray(at, at + CRC_AT))) return undefined;
  if (buffer.readUInt8(at + 4) !== VERSION) return undefined;
  const header: FrameHeader = {
    kind: buffer.readUInt8(at + 5) === 1 ? 'shed' : 'chunk',
    count: buffer.readUInt16BE(at + 6),
    metaBytes: buffer.readUInt32BE(at + 8),
    bodyBytes: buffer.readUInt32BE(at + 12),
    metaCrc: buffer.readUInt32BE(at + 16),
    bodyCrc: buffer.readUInt32BE(at + 20),
    segment: buffer.readUInt32BE(at + 24),
    ordinal: buffer.readUInt32BE(at + 28),
    seq: buffer.readUIntBE(at + 32, 6),
    sealedAt: buffer.readUIntBE(at + 38, 6),
  };
  return header.metaBytes + header.bodyBytes > MAX_PART_BYTES ? undefined : header;
}

/** Offset of the next place from `from` on where a header may begin, or -1. */
export function nextMagic(buffer: Buffer, from: number): number {
  return buffer.indexOf(MAGIC, from);
}

/** Octets of the whole frame. */
export function frameBytes(header: FrameHeader): number {
  return HEADER_BYTES + header.metaBytes + header.bodyBytes;
}
