import type { ChunkQueue } from '@khien/model';
import { openQueue } from '@khien/queue';
import type { Context } from './context';

/** Purpose of the key that chunks are sealed with while they lie in Redis. */
const QUEUE_KEYS = 'queue';

/** The queue the settings name: Redis where its address is given, else this process. */
export function openQueueOf({ settings, keyRing, log, now }: Context): Promise<ChunkQueue> | ChunkQueue {
  const { redisUrl, queue, attemptsFile } = settings;
  return openQueue({
    ...(redisUrl !== undefined && { redisUrl }),
    prefix: queue.prefix,
    maxWaiting: queue.maxWaiting,
    attemptsFile,
    sealer: keyRing.derive(QUEUE_KEYS),
    log,
    now,
  });
}
