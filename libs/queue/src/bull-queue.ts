import { type ChunkQueue, type Consumer, type Logger, MonitorError } from '@khien/model';
import { Queue } from 'bullmq';
import { type ChunkJob, chunkIdOfJob, createBullConsumer, jobIdOf } from './bull-consumer';
import { type BodySealer, decodeChunk, encodeChunk } from './chunk-body';
import { openRedisConnection, unavailable } from './redis-connection';
import { createMemoryGate } from './redis-memory';

/** BullMQ wants a number; the handler decides when a chunk has failed often enough. */
const ATTEMPTS = 1_000_000;

export interface BullQueueOptions {
  redisUrl: string;
  /** One queue is one slot of a Redis Cluster. */
  name?: string;
  /** Start of all keys. */
  prefix?: string;
  /** Seals the records, which may hold personal data, before they leave the process. */
  sealer?: BodySealer | undefined;
  /** Wait before the second attempt, in milliseconds; doubles up to a minute. */
  retryDelayMs?: number;
  /** How long a chunk stays with a worker that no longer says anything, in milliseconds; it comes back within twice that. */
  lockDurationMs?: number;
  /** How long chunks may wait without one moving before the worker is replaced, in milliseconds. */
  watchdogMs?: number;
  /** Rate limiting is the logger's: a broken Redis makes hundreds of warnings. */
  log: Logger;
  now: () => number;
}

/**
 * The queue of many processes: BullMQ on Redis. Redis may be away, also now, and may be emptied: publishing answers
 * `unavailable`, workers wait and go on. A Redis that may evict keys is refused: `bad_configuration`.
 */
export async function createBullQueue(options: BullQueueOptions): Promise<ChunkQueue> {
  const { redisUrl, name = 'chunks', prefix = 'khien', sealer, log, now } = options;
  const { retryDelayMs = 500, lockDurationMs = 10_000, watchdogMs = 30_000 } = options;
  const connection = openRedisConnection(redisUrl, log);
  const gate = createMemoryGate({ info: () => connection.redis.info('memory'), log, now });
  const consumers = new Set<Consumer>();
  let queue: Queue<ChunkJob> | undefined;
  let opening: Promise<Queue<ChunkJob>> | undefined;
  let closed = false;

  /** A BullMQ queue made while Redis is away never recovers: it is made when Redis is there. */
  async function openQueue(): Promise<Queue<ChunkJob>> {
    const opened = new Queue<ChunkJob>(name, {
      connection: connection.redis,
      prefix,
      streams: { events: { maxLen: 100 } },
    });
    // The connection has told already; whoever publishes is told too.
    opened.on('error', () => {});
    try {
      await opened.waitUntilReady();
      queue = opened;
      return opened;
    } catch (error) {
      void opened.close().catch(() => {});
      throw error;
    }
  }

  function openedQueue(): Promise<Queue<ChunkJob>> {
    if (queue) return Promise.resolve(queue);
    opening ??= openQueue().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function withQueue<T>(work: (open: Queue<ChunkJob>) => Promise<T>): Promise<T> {
    if (closed) throw unavailable('closed');
    await connection.ready();
    try {
      return await work(await openedQueue());
    } catch (error) {
      throw error instanceof MonitorError ? error : unavailable('redis refused', error);
    }
  }

  async function mayStart(): Promise<void> {
    await connection.ready();
    await gate.pass().catch((error) => {
      // A full Redis is a reason to work, not to wait.
      if (error instanceof MonitorError && error.code === 'bad_configuration') throw error;
    });
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.all([...consumers].map((consumer) => consumer.close()));
    await queue?.close().catch((err) => log.warn('queue producer', { err }));
    connection.close();
  }

  try {
    await mayStart();
  } catch (error) {
    if (error instanceof MonitorError && error.code === 'bad_configuration') {
      connection.close();
      throw error;
    }
    log.warn('redis is not there yet: the queue waits for it', { err: error });
  }

  return {
    async publish(chunk) {
      if (closed) throw unavailable('closed');
      await connection.ready();
      await gate.pass();
      const body = await encodeChunk(chunk, sealer);
      await withQueue((open) =>
        open.add(
          'chunk',
          { body },
          {
            jobId: jobIdOf(chunk.chunkId),
            attempts: ATTEMPTS,
            backoff: { type: 'custom' },
            // A job that is kept would make publishing the same chunk again a no-op.
            removeOnComplete: true,
            removeOnFail: true,
            stackTraceLimit: 1,
          },
        ),
      );
    },
    async consume(handler, { concurrency }) {
      if (closed) throw unavailable('closed');
      const consumer = createBullConsumer({
        ...{ redisUrl, queueName: name, prefix, concurrency, retryDelayMs, lockDurationMs, watchdogMs },
        handler,
        decode: (job) => decodeChunk(job.data.body, chunkIdOfJob(job), sealer),
        mayStart,
        reachable: () => connection.redis.status === 'ready',
        countWaiting: () => withQueue((open) => open.getWaitingCount()),
        log,
        now,
      });
      consumers.add(consumer);
      return {
        async close() {
          await consumer.close();
          consumers.delete(consumer);
        },
      };
    },
    depth() {
      return withQueue(async (open) => {
        const counts = await open.getJobCounts('wait', 'active', 'delayed', 'prioritized');
        const { active = 0, ...others } = counts;
        return { waiting: Object.values(others).reduce((sum, count) => sum + count, 0), active };
      });
    },
    async close() {
      if (!closed) await close();
    },
  };
}
