import { type Chunk, type ChunkHandler, type Consumer, type Logger, MonitorError } from '@khien/model';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { reconnectDelay, redisAddressOf } from './redis-connection';
import { retryDelay } from './retry-delay';

/** Two stalls end a job for good by default; a chunk may come back as often as workers die, its handler counts. */
const MAX_STALLS = 1000;
/** After the last chunk in hand is done, a worker whose Redis is gone gets this long to say goodbye. */
const CLOSE_WAIT_MS = 3000;

export interface ChunkJob {
  body: string;
}

export interface BullConsumerOptions {
  redisUrl: string;
  queueName: string;
  prefix: string;
  concurrency: number;
  retryDelayMs: number;
  lockDurationMs: number;
  watchdogMs: number;
  handler: ChunkHandler;
  decode: (job: Job<ChunkJob>) => Promise<Chunk>;
  /** Throws while a worker must not start. */
  mayStart: () => Promise<void>;
  /** Redis answers as far as we know. */
  reachable: () => boolean;
  /** Chunks that wait and could run now. */
  countWaiting: () => Promise<number>;
  log: Logger;
  now: () => number;
}

interface Running {
  worker: Worker<ChunkJob>;
  /** No more reconnecting: what waits for Redis is given up. */
  abandon(): void;
}

/**
 * A worker that is started when Redis is there and right, and replaced when chunks wait but none moves
 * (connections that look alive but are not, after a failover).
 */
export function createBullConsumer(options: BullConsumerOptions): Consumer {
  const { concurrency, log, now, watchdogMs } = options;
  let running: Running | undefined;
  let closing: Promise<void> | undefined;
  let inHand = 0;
  let moves = 0;
  let stuck: { since: number; moves: number } | undefined;
  let looking = false;

  async function process(job: Job<ChunkJob>): Promise<void> {
    const chunkId = chunkIdOfJob(job);
    const attempt = job.attemptsStarted;
    let chunk: Chunk;
    try {
      chunk = await options.decode(job);
    } catch (err) {
      log.error('queued chunk cannot be read and is dropped: the ledger will ask for it again', {
        chunkId,
        err,
      });
      throw new UnrecoverableError('unreadable');
    }
    inHand += 1;
    moves += 1;
    try {
      await options.handler(chunk, { attempt });
    } catch (err) {
      const delayMs = retryDelay(job.attemptsMade + 1, options.retryDelayMs);
      log.warn('chunk failed, will be tried again', { chunkId, attempt, delayMs, err });
      // BullMQ keeps the message in Redis: it must not be the handler's.
      throw new Error('failed');
    } finally {
      inHand -= 1;
      moves += 1;
    }
  }

  async function look(): Promise<void> {
    if (looking || closing) return;
    looking = true;
    try {
      if (running) await watch(running);
      else await start();
    } catch (err) {
      const refused = err instanceof MonitorError && err.code === 'bad_configuration';
      if (refused) log.error('queue worker does not start', { err });
      stuck = undefined;
    } finally {
      looking = false;
    }
  }

  async function start(): Promise<void> {
    await options.mayStart();
    if (!closing) running = startWorker(options, process);
  }

  async function watch({ worker, abandon }: Running): Promise<void> {
    const idle = inHand < concurrency && (stuck === undefined || stuck.moves === moves);
    if (!idle || (await options.countWaiting()) === 0) {
      stuck = undefined;
      return;
    }
    stuck ??= { since: now(), moves };
    if (now() - stuck.since < watchdogMs || closing) return;
    log.warn('chunks wait but none moves: replacing the queue worker', { inHand });
    stuck = undefined;
    abandon();
    void worker.close(true).catch((err) => log.warn('queue worker', { err }));
    running = startWorker(options, process);
  }

  async function close(): Promise<void> {
    clearInterval(timer);
    if (!running) return;
    const { worker, abandon } = running;
    const failed = (err: unknown) => log.warn('queue worker', { err });
    if (options.reachable()) {
      const closed = worker.close().catch(failed);
      while (inHand > 0) await pause(20);
      if (await settlesWithin(closed, CLOSE_WAIT_MS)) return;
    } else {
      // Asking politely would wait for Redis; what is done meanwhile comes again, which is no harm.
      await worker.pause(true).catch(failed);
      while (inHand > 0) await pause(20);
    }
    abandon();
    await settlesWithin(worker.close(true).catch(failed), CLOSE_WAIT_MS);
  }

  const timer = setInterval(look, Math.max(50, Math.min(1000, watchdogMs / 4)));
  void look();
  return {
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** `c-<chunkId>`: BullMQ wants ids that are no numbers and hold no colon. */
export function jobIdOf(chunkId: string): string {
  return `c-${chunkId}`;
}

export function chunkIdOfJob(job: Job<ChunkJob>): string {
  return (job.id ?? '').slice(2);
}

function startWorker(options: BullConsumerOptions, process: (job: Job<ChunkJob>) => Promise<void>): Running {
  const { redisUrl, queueName, prefix, concurrency, lockDurationMs, retryDelayMs, log } = options;
  let abandoned = false;
  const worker = new Worker<ChunkJob>(queueName, process, {
    connection: {
      ...redisAddressOf(redisUrl),
      maxRetriesPerRequest: null,
      // null ends the connection and everything that waits for it.
      retryStrategy: (times: number) => (abandoned ? null : reconnectDelay(times)),
    },
    prefix,
    concurrency,
    lockDuration: lockDurationMs,
    stalledInterval: lockDurationMs,
    maxStalledCount: MAX_STALLS,
    // The default lets a worker sleep for 15 s after a broken connection.
    runRetryDelay: 1000,
    // A job that is kept would make publishing the same chunk again a no-op.
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    settings: { backoffStrategy: (attemptsMade: number) => retryDelay(attemptsMade, retryDelayMs) },
  });
  worker.on('error', (err) => log.warn('queue worker', { err }));
  worker.on('stalled', (jobId) =>
    log.warn('chunk taken back from a worker that stopped', { chunkId: jobId.slice(2) }),
  );
  return {
    worker,
    abandon() {
      abandoned = true;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
