import { MonitorError } from '@khien/model';
import type { ChunkCache } from './chunk-cache';
import type { LooseFrame, ShedEntry } from './frame-box';
import { packChunks, planChunks, type Waiting } from './group';
import type { IntakeCounts } from './intake-counts';
import type { SegmentWriter } from './segment-writer';
import type { Sequence } from './sequence';
import type { Shelf } from './shelf';

const DISK_RETRY_SECONDS = 5;

/** Turns groups of appends into numbered chunks on disk; all that changes the journal goes through `exclusively`. */
export interface ChunkWriter {
  writeGroup(parts: readonly Waiting[]): Promise<void>;
  writeShed(entries: ShedEntry[]): Promise<void>;
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  nextSeq(): number;
  waitBeyond(seq: number, timeoutMs: number): Promise<void>;
  /** Ends all waiting. */
  wakeAll(): void;
}

export interface ChunkWriterDeps {
  collectorId: string;
  firstSeq: number;
  writer: SegmentWriter;
  sequence: Sequence;
  shelf: Shelf;
  counts: IntakeCounts;
  cache: ChunkCache;
  now: () => number;
}

export function createChunkWriter(deps: ChunkWriterDeps): ChunkWriter {
  const { collectorId, writer, sequence, shelf, counts, cache, now } = deps;
  let nextSeq = deps.firstSeq;
  const waiters = new Map<() => void, number>();
  let last: Promise<unknown> = Promise.resolve();

  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  async function writeGroup(parts: readonly Waiting[]): Promise<void> {
    const planned = planChunks(parts, { collectorId, seq: nextSeq, sealedAt: now() });
    const frames = await packChunks(planned);
    const next = nextSeq + planned.length;
    await exclusively(async () => {
      await reserve(next);
      await commit(frames);
      await sequence.expose(next);
      for (const { chunk, meta } of planned) {
        cache.put(chunk, meta.bytes);
        shelf.raise(meta.positions ?? []);
      }
      nextSeq = next;
      for (const [wake, seq] of waiters) if (nextSeq > seq) wake();
      await writer.rotate();
    });
  }

  async function reserve(through: number): Promise<void> {
    try {
      await sequence.reserve(through);
    } catch (cause) {
      const options = { cause, retryAfter: DISK_RETRY_SECONDS };
      throw new MonitorError('unavailable', 'journal: the disk does not take records now', options);
    }
  }

  async function commit(frames: readonly LooseFrame[]): Promise<void> {
    for (const written of await writer.commit(frames)) counts.touch(written.segment, written.counts);
  }

  function writeShed(entries: ShedEntry[]): Promise<void> {
    const body = Buffer.alloc(0);
    return exclusively(async () => {
      const place = { kind: 'shed' as const, seq: nextSeq, sealedAt: now() };
      await commit([{ ...place, count: entries.length, meta: entries, body }]);
      await writer.rotate();
    });
  }

  function waitBeyond(seq: number, timeoutMs: number): Promise<void> {
    if (nextSeq > seq) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        waiters.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      waiters.set(wake, seq);
    });
  }

  function wakeAll(): void {
    for (const wake of waiters.keys()) wake();
  }

  return { writeGroup, writeShed, exclusively, nextSeq: () => nextSeq, waitBeyond, wakeAll };
}
