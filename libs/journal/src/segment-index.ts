import type { IntakeRow } from '@khien/model';
import { checkedLine, parseChecked } from './checked-text';
import type { FrameHeader } from './frame';
import type { ChunkMeta, ShedEntry } from './frame-box';

/** A reader may start at any of these; one for so many octets keeps skipping cheap. */
const MARK_EVERY_BYTES = 256 * 1024;
const MINUTE_MS = 60_000;

export interface SourceCount {
  sourceId: string;
  minute: number;
  received: number;
  bytes: number;
  shed: number;
  reasons: string[];
}

/** What is known of one segment without opening its frames; written beside it when it is sealed, and always derivable from it. */
export interface SegmentIndex {
  segment: number;
  firstSeq: number;
  /** `firstSeq - 1` while there is no chunk. */
  lastSeq: number;
  /** Octets up to the end of the last good frame. */
  bytes: number;
  frames: number;
  records: number;
  badFrames: number;
  tornBytes: number;
  /** Milliseconds since the epoch, of the first frame. */
  openedAt: number;
  counts: Map<string, SourceCount>;
  positions: Map<string, string>;
  /** `[seq, offset]`: the frame at `offset` is the first with a number ≥ `seq`. */
  marks: Array<[seq: number, offset: number]>;
}

export function emptyIndex(segment: number, firstSeq: number, openedAt: number): SegmentIndex {
  const counts = new Map<string, SourceCount>();
  const sums = { bytes: 0, frames: 0, records: 0, badFrames: 0, tornBytes: 0 };
  return {
    segment,
    firstSeq,
    lastSeq: firstSeq - 1,
    ...sums,
    openedAt,
    counts,
    positions: new Map(),
    marks: [],
  };
}

/** Adds a frame; returns the keys of the counts that changed. */
export function addFrame(
  index: SegmentIndex,
  frame: Pick<FrameHeader, 'kind' | 'seq' | 'sealedAt' | 'count'> & { offset: number; end: number },
  meta: ChunkMeta | ShedEntry[] | undefined,
): string[] {
  const [, lastMark = Number.NEGATIVE_INFINITY] = index.marks.at(-1) ?? [];
  if (frame.offset >= lastMark + MARK_EVERY_BYTES) index.marks.push([frame.seq, frame.offset]);
  index.frames += 1;
  index.bytes = frame.end;
  if (frame.kind === 'chunk') {
    index.lastSeq = Math.max(index.lastSeq, frame.seq);
    index.records += frame.count;
  }
  if (!meta) return [];
  return Array.isArray(meta)
    ? meta.map((entry) => countShed(index, entry))
    : [countChunk(index, frame, meta)];
}

function countChunk(
  index: SegmentIndex,
  frame: { sealedAt: number; count: number },
  meta: ChunkMeta,
): string {
  for (const [stream, position] of meta.positions ?? []) raisePosition(index.positions, stream, position);
  const key = countAt(index, meta.sourceId, frame.sealedAt);
  const count = index.counts.get(key);
  if (count) {
    count.received += frame.count;
    count.bytes += meta.bytes;
  }
  return key;
}

function countShed(index: SegmentIndex, entry: ShedEntry): string {
  const key = countAt(index, entry.sourceId, entry.minute);
  const count = index.counts.get(key);
  if (count) {
    count.shed += entry.count;
    if (!count.reasons.includes(entry.reason)) count.reasons.push(entry.reason);
  }
  return key;
}

function countAt(index: SegmentIndex, sourceId: string, at: number): string {
  const minute = at - (at % MINUTE_MS);
  const key = `${sourceId}|${minute}`;
  if (!index.counts.has(key)) {
    index.counts.set(key, { sourceId, minute, received: 0, bytes: 0, shed: 0, reasons: [] });
  }
  return key;
}

/** Positions are compared as numbers written with leading zeros; a longer one is higher. */
export function raisePosition(positions: Map<string, string>, stream: string, position: string): void {
  const known = positions.get(stream);
  if (
    known === undefined ||
    position.length > known.length ||
    (position.length === known.length && position > known)
  ) {
    positions.set(stream, position);
  }
}

/** The stream a natural position belongs to: everything up to the last colon, colon included. */
export function streamOf(position: string): string {
  return position.slice(0, position.lastIndexOf(':') + 1);
}

/** The row the store keeps of one count. */
export function intakeRowOf(collectorId: string, segment: number, count: SourceCount): IntakeRow {
  const { sourceId, minute, received, bytes, shed, reasons } = count;
  const row: IntakeRow = {
    _id: `${sourceId}|${minute}|${collectorId}|${segment}`,
    sourceId,
    collectorId,
    segment,
    minute,
    received,
    bytes,
    shed,
  };
  return reasons.length === 0 ? row : { ...row, shedReason: reasons.join(', ') };
}

/** The index as the text of its file. */
export function indexText(index: SegmentIndex): string {
  const { counts, positions, ...rest } = index;
  return checkedLine(
    JSON.stringify({ ...rest, counts: [...counts.entries()], positions: [...positions.entries()] }),
  );
}

/** The index of a file, or undefined when the text is not one of this segment (it is then made again from the frames). */
export function parseIndex(content: string | undefined, segment: number): SegmentIndex | undefined {
  const text = parseChecked(content);
  if (text === undefined) return undefined;
  try {
    const read = JSON.parse(text) as SegmentIndex;
    if (read.segment !== segment || typeof read.bytes !== 'number') return undefined;
    return { ...read, counts: new Map(read.counts), positions: new Map(read.positions) };
  } catch {
    return undefined;
  }
}
