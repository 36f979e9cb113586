import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Chunk,
  chunkIdOf,
  dayOf,
  type IncomingRecord,
  MAX_CHUNK_BYTES,
  MAX_CHUNK_RECORDS,
  MonitorError,
  type RawRecord,
} from '@khien/model';
import { type ChunkMeta, type LooseFrame, packRecords } from './frame-box';
import { raisePosition, streamOf } from './segment-index';

/** Octets encoded before other work gets a turn: about 2 ms. */
const TURN_BYTES = 256 * 1024;
/** Octets a record takes beside its text. */
const RECORD_OVERHEAD = 64;
/** A record whose receiver did not cut it is refused from here on. */
const MAX_APPEND_RECORD_BYTES = 16 * 1024 * 1024;

/** Part of an append that waits for the next group. */
export interface Waiting {
  sourceId: string;
  records: readonly IncomingRecord[];
  /** Octets of each record's text. */
  sizes: readonly number[];
  bytes: number;
  repeatable: boolean;
}

/** A chunk with its number, and what the index needs to know of it. */
export interface PlannedChunk {
  chunk: Chunk;
  meta: ChunkMeta;
}

/** Checks an append and cuts it into parts of at most `partBytes`. MonitorError `bad_request` names the record. */
export function partsOf(
  append: { sourceId: string; records: readonly IncomingRecord[]; repeatable: boolean },
  partBytes: number,
): Waiting[] {
  const { sourceId, records, repeatable } = append;
  if (sourceId.length < 1 || sourceId.length > 100) refuse(`source id of ${sourceId.length} characters`);
  const parts: Waiting[] = [];
  let sizes: number[] = [];
  let bytes = 0;
  let from = 0;
  for (const [index, record] of records.entries()) {
    const size = sizeOf(record, index);
    if (bytes + size > partBytes && sizes.length > 0) {
      parts.push({ sourceId, repeatable, records: records.slice(from, index), sizes, bytes });
      [sizes, bytes, from] = [[], 0, index];
    }
    sizes.push(size);
    bytes += size;
  }
  if (sizes.length > 0) parts.push({ sourceId, repeatable, records: records.slice(from), sizes, bytes });
  return parts;
}

function sizeOf(record: IncomingRecord, index: number): number {
  const { position, receivedAt, peer, raw } = record;
  if (position !== undefined && (position.length < 1 || position.length > 512))
    refuse(`position of record ${index}`);
  if (!Number.isSafeInteger(receivedAt) || receivedAt < 0) refuse(`receivedAt of record ${index}`);
  if (peer !== undefined && peer.length > 128) refuse(`peer of record ${index}`);
  const size = Buffer.byteLength(raw);
  if (size > MAX_APPEND_RECORD_BYTES) refuse(`length of record ${index}`);
  return size;
}

function refuse(what: string): never {
  throw new MonitorError('bad_request', `journal: ${what} is out of bounds`);
}

/** Forms chunks of one source each, numbered from `seq` on, in the order in which they fill up. */
export function planChunks(
  waiting: readonly Waiting[],
  at: { collectorId: string; seq: number; sealedAt: number },
): PlannedChunk[] {
  const planned: PlannedChunk[] = [];
  const open = new Map<string, ChunkDraft>();
  let seq = at.seq;
  for (const part of waiting) {
    const key = `${part.repeatable ? 1 : 0}${part.sourceId}`;
    for (const [index, record] of part.records.entries()) {
      const size = part.sizes[index] ?? 0;
      const weight = size + RECORD_OVERHEAD + (record.position?.length ?? 0);
      let draft = open.get(key);
      if (!draft || draft.records.length >= MAX_CHUNK_RECORDS || draft.weight + weight > MAX_CHUNK_BYTES) {
        if (draft) planned.push(finish(draft, at));
        draft = {
          seq,
          sourceId: part.sourceId,
          repeatable: part.repeatable,
          records: [],
          bytes: 0,
          weight: 0,
        };
        open.set(key, draft);
        seq += 1;
      }
      draft.records.push(positioned(record, `${at.collectorId}:${draft.seq}:${draft.records.length}`));
      draft.bytes += size;
      draft.weight += weight;
    }
  }
  for (const draft of open.values()) planned.push(finish(draft, at));
  return planned.sort((a, b) => a.chunk.seq - b.chunk.seq);
}

interface ChunkDraft {
  seq: number;
  sourceId: string;
  repeatable: boolean;
  records: RawRecord[];
  bytes: number;
  weight: number;
}

function positioned(record: IncomingRecord, own: string): RawRecord {
  const { position } = record;
  return position === undefined ? { ...record, position: own } : (record as RawRecord);
}

function finish(draft: ChunkDraft, at: { collectorId: string; sealedAt: number }): PlannedChunk {
  const { seq, sourceId, repeatable, records, bytes } = draft;
  const { collectorId, sealedAt } = at;
  const chunkId = chunkIdOf(collectorId, seq);
  const chunk: Chunk = {
    chunkId,
    collectorId,
    seq,
    sourceId,
    partitionDay: dayOf(sealedAt),
    sealedAt,
    records,
  };
  if (repeatable) chunk.repeatable = true;
  const meta: ChunkMeta = { sourceId, bytes };
  if (repeatable) meta.repeatable = true;
  const positions = filePositions(records);
  if (positions.size > 0) meta.positions = [...positions];
  return { chunk, meta };
}

/** Only files are resumed by position; request keys would fill the index with streams of one record. */
function filePositions(records: readonly RawRecord[]): Map<string, string> {
  const positions = new Map<string, string>();
  for (const { position } of records) {
    if (position.startsWith('file:')) raisePosition(positions, streamOf(position), position);
  }
  return positions;
}

/** Compresses the chunks of a group; large ones in threads, a few at a time. */
export async function packChunks(planned: readonly PlannedChunk[]): Promise<LooseFrame[]> {
  const frames: Array<Promise<LooseFrame>> = [];
  let started = 0;
  for (const one of planned) {
    frames.push(packChunk(one));
    started += one.meta.bytes;
    if (started < TURN_BYTES) continue;
    started = 0;
    await nextTurn();
  }
  return Promise.all(frames);
}

async function packChunk({ chunk, meta }: PlannedChunk): Promise<LooseFrame> {
  const { seq, sealedAt, records } = chunk;
  return { kind: 'chunk', seq, sealedAt, count: records.length, meta, body: await packRecords(chunk) };
}
