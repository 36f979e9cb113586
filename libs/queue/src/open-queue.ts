import type { ChunkQueue } from '@khien/model';
import type { BullQueueOptions } from './bull-queue';
import { createBullQueue } from './load-bull-queue';
import { createLocalQueue, type LocalQueueOptions } from './local-queue';

export interface OpenQueueOptions
  extends Omit<BullQueueOptions, 'redisUrl'>,
    Partial<Omit<LocalQueueOptions, 'log'>> {
  /** Redis decides by being there: with it BullMQ, without it the queue is in the process. */
  redisUrl?: string | undefined;
}

/** The queue the settings ask for. `bad_configuration` when Redis may evict keys or the attempts file cannot be read. */
export async function openQueue(options: OpenQueueOptions): Promise<ChunkQueue> {
  const { redisUrl, maxWaiting = 64, retryDelayMs = 500 } = options;
  if (redisUrl !== undefined) return createBullQueue({ ...options, redisUrl, retryDelayMs });
  return createLocalQueue({ ...options, maxWaiting, retryDelayMs });
}
