import type { ChunkQueue, IntakeRow, Journal, Logger } from '@khien/model';
import type { Gap } from './dispatch-state';

/** What the dispatcher asks the ledger. */
export interface LedgerView {
  /** Those of `chunkIds` that have a row. */
  has(chunkIds: readonly string[]): Promise<Set<string>>;
  /** Highest seq up to which, from `fromSeq` on, every chunk of the collector has a row; `fromSeq - 1` when it has none. */
  contiguousThrough(collectorId: string, fromSeq: number): Promise<number>;
}
/** Small numbers that survive a restart. */
export interface NumberState {
  get(name: string): Promise<number | undefined>;
  set(name: string, value: number): Promise<void>;
}

export interface DispatcherLimits {
  /** Chunks published and not processed: so many, and so many octets. */
  inFlightChunks: number;
  inFlightBytes: number;
  /** Chunks beyond the first unprocessed one. */
  aheadChunks: number;
  /** No more is published while so many chunks wait in the queue (it may be shared). */
  queueWaiting: number;
  /** A chunk without a row is published again after this long. */
  republishMs: number;
  /** How often the ledger is asked. */
  pollMs: number;
  /** How often intake counts and the cursor are stored and segments released. */
  persistMs: number;
}
export const DEFAULT_DISPATCH_LIMITS: Readonly<DispatcherLimits> = {
  inFlightChunks: 256,
  inFlightBytes: 16 * 1024 ** 2,
  aheadChunks: 20_000,
  queueWaiting: 2000,
  republishMs: 60_000,
  pollMs: 100,
  persistMs: 2000,
};

export interface DispatcherDeps {
  journal: Journal;
  queue: ChunkQueue;
  ledger: LedgerView;
  state: NumberState;
  /** After it resolves, rows and events written before it survive a power cut. */
  sync: () => Promise<void>;
  intakeSink: (rows: IntakeRow[]) => Promise<void>;
  /**
   * Told about numbers that no readable chunk has, possibly again after a restart. Others wait for every number's
   * ledger row, so store `gapRows` here, inserting only what is not there.
   */
  onGap?: (gap: Gap) => Promise<void>;
  now: () => number;
  log: Logger;
  limits?: Partial<DispatcherLimits>;
}

/** Name of the cursor in `state`. Whoever opens the journal passes the same number as its `minSeq`. */
export function cursorName(collectorId: string): string {
  return `dispatcher-${collectorId}`;
}
