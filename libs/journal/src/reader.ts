import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Chunk, type Logger, MonitorError } from '@khien/model';
import { SealError } from '@khien/sealing';
import type { ChunkCache } from './chunk-cache';
import type { Files, JournalPaths } from './files';
import type { FrameBox } from './frame-box';
import { type ScannedFrame, scanFrames } from './scan';
import type { SegmentIndex } from './segment-index';
import { type Segment, wrongKey } from './segments';

/** Octets opened before other work gets a turn: about 5 ms. */
const TURN_BYTES = 64 * 1024;

export interface ReaderDeps {
  files: Files;
  paths: JournalPaths;
  box: FrameBox;
  cache: ChunkCache;
  keyFile: string;
  log: Logger;
  segments: () => readonly Segment[];
  nextSeq: () => number;
  /** A frame that could not be opened; its number is then missing from what is read. */
  onBadFrame: () => void;
}

/** Chunks in order from `fromSeq` on; newest ones from memory, others from the segment files. */
export function createReader(deps: ReaderDeps): (fromSeq: number) => AsyncGenerator<Chunk> {
  /** Offsets of damage met, per segment. */
  const bad = new Map<number, Set<number>>();

  async function* read(fromSeq: number): AsyncGenerator<Chunk> {
    let seq = fromSeq;
    while (seq < deps.nextSeq()) {
      const cached = deps.cache.get(seq);
      if (cached) {
        yield cached;
        seq += 1;
        continue;
      }
      const segment = deps.segments().find(({ index }) => index.lastSeq >= seq);
      if (!segment) return;
      const { lastSeq } = segment.index;
      for await (const chunk of readSegment(segment.index, seq)) {
        yield chunk;
        seq = chunk.seq + 1;
        if (deps.cache.get(seq)) break;
      }
      if (!deps.cache.get(seq)) seq = Math.max(seq, lastSeq + 1);
    }
  }

  async function* readSegment(index: SegmentIndex, fromSeq: number): AsyncGenerator<Chunk> {
    const { segment, bytes } = index;
    const from = startOf(index, fromSeq);
    // A file that is away (a volume not mounted) may come back: its chunks are not lost yet.
    if ((await deps.files.size(deps.paths.segment(segment))) === undefined) {
      throw new MonitorError('unavailable', `journal: the file of segment ${segment} is not there`);
    }
    let opened = 0;
    for await (const scanned of scanFrames(deps.files, {
      path: deps.paths.segment(segment),
      segment,
      from,
      to: bytes,
    })) {
      if (scanned.kind !== 'frame') countBad(index, scanned.offset);
      else if (scanned.header.kind === 'chunk' && scanned.header.seq >= fromSeq) {
        const chunk = open(scanned);
        if (!chunk) countBad(index, scanned.offset);
        if (chunk) yield chunk;
        opened += scanned.end - scanned.offset;
      }
      if (opened >= TURN_BYTES) {
        opened = 0;
        await nextTurn();
      }
    }
  }

  /** Reading the same damage again, or damage that opening has counted, counts nothing. */
  function countBad({ segment, badFrames }: SegmentIndex, offset: number): void {
    const seen = bad.get(segment) ?? new Set();
    bad.set(segment, seen);
    const before = seen.size;
    seen.add(offset);
    if (seen.size > before && seen.size > badFrames) deps.onBadFrame();
  }

  function open({ header, meta, body, bodyIntact }: ScannedFrame): Chunk | undefined {
    if (!bodyIntact) return undefined;
    try {
      return deps.box.openChunk(header, { meta, body });
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      if (error.reason === 'unknown_key') throw wrongKey(deps.paths.directory, deps.keyFile, error);
      deps.log.error('journal frame cannot be opened', {
        segment: header.segment,
        seq: header.seq,
        err: error,
      });
      return undefined;
    }
  }

  return read;
}

/** Offset of the last mark at or before `seq`. */
function startOf(index: SegmentIndex, seq: number): number {
  let offset = 0;
  for (const [markSeq, markOffset] of index.marks) {
    if (markSeq > seq) break;
    offset = markOffset;
  }
  return offset;
}
