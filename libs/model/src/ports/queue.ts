import type { Chunk } from '../chunk';

/** `attempt` counts from 1 and includes deliveries whose worker died. */
export interface Delivery {
  attempt: number;
}
export type ChunkHandler = (chunk: Chunk, delivery: Delivery) => Promise<void>;

export interface Consumer {
  /** Takes no new chunk, waits for those in hand, and stops. */
  close(): Promise<void>;
}

/**
 * Schedules chunks; holds nothing that the journal does not. Delivery is at least once, order is not promised,
 * and it may be emptied at any moment: whoever publishes checks the ledger and publishes again.
 */
export interface ChunkQueue {
  /** Publishing a chunk that still waits or runs is a no-op. Throws MonitorError `unavailable` when the queue cannot take it now. */
  publish(chunk: Chunk): Promise<void>;
  /** A handler that throws gets the chunk again later, with back-off. */
  consume(handler: ChunkHandler, options: { concurrency: number }): Promise<Consumer>;
  depth(): Promise<{ waiting: number; active: number }>;
  close(): Promise<void>;
}
