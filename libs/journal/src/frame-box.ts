import { promisify } from 'node:util';
import { crc32, deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Chunk, chunkIdOf, dayOf } from '@khien/model';
import type { KeyRing } from '@khien/sealing';
import { encodeHeader, type FrameHeader } from './frame';
import { decodeRecords, encodeRecords } from './record-codec';

/** What the index needs to know of a chunk without opening it. */
export interface ChunkMeta {
  sourceId: string;
  /** Octets of the records as received. */
  bytes: number;
  repeatable?: true;
  /** Highest natural position per stream in it. */
  positions?: Array<[stream: string, position: string]>;
}
export interface ShedEntry {
  sourceId: string;
  /** Start of the minute, milliseconds since the epoch. */
  minute: number;
  reason: string;
  count: number;
}

/** A frame before it has its place in a segment. */
export interface LooseFrame {
  kind: 'chunk' | 'shed';
  seq: number;
  sealedAt: number;
  count: number;
  meta: ChunkMeta | ShedEntry[];
  /** Deflated records; empty for shed frames. */
  body: Buffer;
}

/** Below this many octets a thread costs more than the work. */
const ASYNC_FROM = 16 * 1024;
/** Segments being written and read at one time are few. */
const RINGS_KEPT = 16;
const deflateInThread = promisify<Buffer, { level: number }, Buffer>(deflateRaw);

/** Records of a chunk as compressed octets (RFC 1951, level 1: the disk is not the bottleneck, this thread is). */
export async function packRecords(chunk: Chunk): Promise<Buffer> {
  const plain = encodeRecords(chunk.records);
  return plain.length < ASYNC_FROM
    ? deflateRawSync(plain, { level: 1 })
    : deflateInThread(plain, { level: 1 });
}

export interface FrameBox {
  /** The frame's octets at its place: header, sealed meta, sealed body. */
  seal(frame: LooseFrame, place: { segment: number; ordinal: number }): Buffer[];
  /** Throws SealError when the octets are not what was sealed at this place. */
  openMeta(header: FrameHeader, sealed: Buffer): ChunkMeta | ShedEntry[];
  openChunk(header: FrameHeader, parts: { meta: Buffer; body: Buffer }): Chunk;
}

/** Seals frames with a key per segment, bound to collector, segment, place in it and number: no frame can be moved or changed unseen. */
export function createFrameBox(collectorId: string, keyRing: KeyRing): FrameBox {
  const rings = new Map<number, KeyRing>();
  function ringOf(segment: number): KeyRing {
    const known = rings.get(segment);
    if (known) return known;
    if (rings.size >= RINGS_KEPT) rings.clear();
    const ring = keyRing.derive(`journal ${collectorId} ${segment}`);
    rings.set(segment, ring);
    return ring;
  }
  const binding = (h: Omit<FrameHeader, 'metaBytes' | 'bodyBytes' | 'metaCrc' | 'bodyCrc'>): string =>
    [collectorId, h.segment, h.ordinal, h.seq, h.kind, h.sealedAt, h.count].join(' ');

  function seal(frame: LooseFrame, place: { segment: number; ordinal: number }): Buffer[] {
    const { kind, seq, sealedAt, count } = frame;
    const named = { kind, seq, sealedAt, count, ...place };
    const aad = binding(named);
    const ring = ringOf(place.segment);
    const meta = ring.seal(Buffer.from(JSON.stringify(frame.meta)), `${aad} meta`);
    const body = frame.body.length === 0 ? frame.body : ring.seal(frame.body, aad);
    const sizes = { metaBytes: meta.length, bodyBytes: body.length };
    const header = encodeHeader({ ...named, ...sizes, metaCrc: crc32(meta), bodyCrc: crc32(body) });
    return [header, meta, body];
  }

  function openMeta(header: FrameHeader, sealed: Buffer): ChunkMeta | ShedEntry[] {
    const plain = ringOf(header.segment).open(sealed, `${binding(header)} meta`);
    return JSON.parse(plain.toString()) as ChunkMeta | ShedEntry[];
  }

  function openChunk(header: FrameHeader, parts: { meta: Buffer; body: Buffer }): Chunk {
    const meta = openMeta(header, parts.meta) as ChunkMeta;
    const packed = ringOf(header.segment).open(parts.body, binding(header));
    const records = decodeRecords(inflateRawSync(packed));
    const { seq, sealedAt } = header;
    const chunk = { chunkId: chunkIdOf(collectorId, seq), collectorId, seq, sourceId: meta.sourceId };
    const days = { partitionDay: dayOf(sealedAt), sealedAt };
    return meta.repeatable
      ? { ...chunk, ...days, repeatable: true, records }
      : { ...chunk, ...days, records };
  }

  return { seal, openMeta, openChunk };
}
