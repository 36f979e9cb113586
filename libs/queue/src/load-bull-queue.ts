import type { ChunkQueue } from '@khien/model';
import type { BullQueueOptions } from './bull-queue';

/** `createBullQueue` with BullMQ and its driver loaded at the first call: on the embedded default nobody asks for them. */
export async function createBullQueue(options: BullQueueOptions): Promise<ChunkQueue> {
  const bull = require('./bull-queue') as typeof import('./bull-queue');
  return bull.createBullQueue(options);
}
