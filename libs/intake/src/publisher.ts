import { setTimeout as sleep } from 'node:timers/promises';
import type { Chunk, ChunkQueue, Journal, Logger } from '@khien/model';
import { bytesInFlight, type DispatchState, type Gap, markDone } from './dispatch-state';
import type { DispatcherLimits, LedgerView } from './dispatcher-deps';

const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 2000;
const NO_ROOM_MS = 20;
const NEW_CHUNK_WAIT_MS = 1000;
/** Chunks asked about at once after a start. */
const KNOWN_BATCH = 32;
/** The queue is asked how long it is before so many publications. */
const DEPTH_EVERY = 32;

export interface PublisherDeps {
  journal: Journal;
  queue: ChunkQueue;
  ledger: LedgerView;
  onGap?: (gap: Gap) => Promise<void>;
  now: () => number;
  log: Logger;
  limits: DispatcherLimits;
  state: DispatchState;
  signal: AbortSignal;
}

export interface Publisher {
  /** Publishes what the journal has, in order, until the signal. */
  run(): Promise<void>;
  /** Reads one chunk again and publishes it once more; false when the journal cannot read it. */
  again(seq: number): Promise<boolean>;
}

/** Reads behind the writer and publishes while there is room. */
export function createPublisher(deps: PublisherDeps): Publisher {
  const { journal, queue, ledger, log, now, limits, state, signal } = deps;
  /** Up to here chunks may have been processed before this start. */
  const knownBelow = journal.nextSeq();
  let published = 0;

  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal }).catch(() => undefined);

  async function run(): Promise<void> {
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    let failures = 0;
    while (!signal.aborted) {
      const before = state.next;
      try {
        await publishAvailable();
        failures = 0;
        await Promise.race([journal.waitBeyond(state.next, NEW_CHUNK_WAIT_MS), stopped]);
      } catch (err) {
        failures = state.next > before ? 1 : failures + 1;
        state.publishFailures += 1;
        if (failures === 1) log.warn('chunks cannot be published now, trying again', { err });
        await pause(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS));
      }
    }
  }

  async function publishAvailable(): Promise<void> {
    const end = journal.nextSeq();
    let batch: Chunk[] = [];
    for await (const chunk of journal.read(state.next + batch.length)) {
      const expected = state.next + batch.length;
      if (chunk.seq > expected) {
        await publishNew(batch);
        batch = [];
        await skip(chunk.seq);
      }
      batch.push(chunk);
      if (chunk.seq >= knownBelow || batch.length >= KNOWN_BATCH) {
        await publishNew(batch);
        batch = [];
      }
      if (signal.aborted) return;
    }
    await publishNew(batch);
    if (state.next < end) await skip(end);
  }

  /** Numbers up to `to` have no readable chunk. */
  async function skip(to: number): Promise<void> {
    if (signal.aborted || to <= state.next) return;
    const gap = { from: state.next, to: to - 1 };
    log.error('journal has no readable chunk for these numbers', { ...gap });
    await deps.onGap?.(gap);
    state.gaps.push(gap);
    state.next = to;
  }

  async function publishNew(chunks: readonly Chunk[]): Promise<void> {
    if (chunks.length === 0) return;
    const asked = chunks.filter((chunk) => chunk.seq < knownBelow).map((chunk) => chunk.chunkId);
    const known = asked.length > 0 ? await ledger.has(asked) : new Set<string>();
    for (const chunk of chunks) {
      if (known.has(chunk.chunkId)) markDone(state, chunk.seq);
      else {
        await room();
        if (signal.aborted) return;
        await publish(chunk);
      }
      state.next = chunk.seq + 1;
    }
  }

  async function room(): Promise<void> {
    while (!signal.aborted && isFull()) await pause(NO_ROOM_MS);
    if (published % DEPTH_EVERY !== 0) return;
    while (!signal.aborted && (await queue.depth()).waiting >= limits.queueWaiting)
      await pause(10 * NO_ROOM_MS);
  }

  function isFull(): boolean {
    const { inFlight, next, settled } = state;
    if (inFlight.size >= limits.inFlightChunks || next - settled >= limits.aheadChunks) return true;
    return bytesInFlight(state) >= limits.inFlightBytes;
  }

  async function publish(chunk: Chunk): Promise<void> {
    await queue.publish(chunk);
    published += 1;
    const bytes = chunk.records.reduce((sum, { raw }) => sum + raw.length, 0);
    if (chunk.seq >= state.settled) {
      state.inFlight.set(chunk.seq, { chunkId: chunk.chunkId, bytes, publishedAt: now() });
    }
  }

  async function again(seq: number): Promise<boolean> {
    for await (const chunk of journal.read(seq)) {
      if (chunk.seq !== seq) return false;
      state.republished += 1;
      await publish(chunk);
      return true;
    }
    return false;
  }

  return { run, again };
}
