import { type Chunk, type ChunkHandler, type ChunkQueue, type Logger, MonitorError } from '@khien/model';
import { openAttemptsFile } from './attempts-file';
import { retryDelay } from './retry-delay';

export interface LocalQueueOptions {
  /** Chunks that may wait, those waiting for another attempt included. A chunk is at most 256 KB of records. */
  maxWaiting: number;
  /** Wait before the second attempt, in milliseconds; doubles up to a minute. */
  retryDelayMs: number;
  /** How long `publish` waits for room before it answers `unavailable`, in milliseconds. */
  publishWaitMs?: number;
  /** Where attempts are remembered across a crash; its folder exists. Without it they are not. */
  attemptsFile?: string;
  log: Logger;
}

interface Worker {
  handler: ChunkHandler;
  free: number;
  closing: boolean;
  inHand: Set<Promise<void>>;
}

interface Waiter {
  admit(): void;
  refuse(error: MonitorError): void;
}

/**
 * The queue of the one-process monitor. It holds chunks in memory only: the journal already has them, and
 * whoever published asks the ledger after a restart. `bad_configuration` when the attempts file cannot be read.
 */
export function createLocalQueue(options: LocalQueueOptions): ChunkQueue {
  const { log, maxWaiting, retryDelayMs, publishWaitMs = 1000 } = options;
  const attempts = openAttemptsFile(options.attemptsFile, log);
  const waiting: Chunk[] = [];
  const delayed = new Map<string, NodeJS.Timeout>();
  const known = new Map<string, Promise<void>>();
  const waiters: Waiter[] = [];
  const workers = new Set<Worker>();
  let active = 0;
  let closed = false;

  function closedError(): MonitorError {
    return new MonitorError('unavailable', 'queue: closed');
  }

  function roomForOne(): boolean {
    return waiting.length + delayed.size < maxWaiting;
  }

  /** Resolves when there is room; a chunk that gets none in time is forgotten, its publisher told. */
  function waitForRoom(): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        const at = waiters.indexOf(waiter);
        if (at >= 0) waiters.splice(at, 1);
      };
      const waiter: Waiter = {
        admit() {
          leave();
          resolve();
        },
        refuse(error) {
          leave();
          reject(error);
        },
      };
      const full = new MonitorError('unavailable', `queue: ${maxWaiting} chunks wait already`, {
        retryAfter: 1,
      });
      const timer = setTimeout(() => waiter.refuse(full), publishWaitMs);
      waiters.push(waiter);
    });
  }

  async function admit(chunk: Chunk): Promise<void> {
    try {
      while (!roomForOne()) await waitForRoom();
      if (closed) throw closedError();
    } catch (error) {
      known.delete(chunk.chunkId);
      throw error;
    }
    waiting.push(chunk);
    pump();
  }

  function pump(): void {
    for (const worker of workers) {
      while (!worker.closing && worker.free > 0 && waiting.length > 0) {
        const chunk = waiting.shift();
        if (chunk === undefined) break;
        hand(worker, chunk);
      }
    }
    if (roomForOne()) waiters[0]?.admit();
    if (active === 0 && waiting.length === 0 && delayed.size === 0) attempts.idle();
  }

  function hand(worker: Worker, chunk: Chunk): void {
    worker.free -= 1;
    active += 1;
    const run = deliver(worker, chunk).finally(() => {
      worker.inHand.delete(run);
      worker.free += 1;
      active -= 1;
      pump();
    });
    worker.inHand.add(run);
  }

  async function deliver(worker: Worker, chunk: Chunk): Promise<void> {
    // Between two chunks, timers and sockets get their turn even when the handler never waits for anything.
    await new Promise((resolve) => setImmediate(resolve));
    const attempt = attempts.start(chunk.chunkId);
    try {
      await worker.handler(chunk, { attempt });
      attempts.finish(chunk.chunkId);
      known.delete(chunk.chunkId);
    } catch (err) {
      retryLater(chunk, attempt, err);
    }
  }

  function retryLater(chunk: Chunk, attempt: number, err: unknown): void {
    const delayMs = retryDelay(attempt, retryDelayMs);
    log.warn('chunk failed, will be tried again', { chunkId: chunk.chunkId, attempt, delayMs, err });
    if (closed) return;
    const again = () => {
      delayed.delete(chunk.chunkId);
      waiting.push(chunk);
      pump();
    };
    delayed.set(chunk.chunkId, setTimeout(again, delayMs));
  }

  async function closeWorker(worker: Worker): Promise<void> {
    worker.closing = true;
    workers.delete(worker);
    await Promise.all(worker.inHand);
  }

  return {
    async publish(chunk) {
      if (closed) throw closedError();
      const earlier = known.get(chunk.chunkId);
      if (earlier !== undefined) return earlier;
      const admitted = admit(chunk);
      // Told to the publisher; a second publisher of the same chunk gets the same answer.
      admitted.catch(() => {});
      known.set(chunk.chunkId, admitted);
      return admitted;
    },
    async consume(handler, { concurrency }) {
      if (closed) throw closedError();
      const worker: Worker = { handler, free: concurrency, closing: false, inHand: new Set() };
      workers.add(worker);
      pump();
      return { close: () => closeWorker(worker) };
    },
    async depth() {
      return { waiting: waiting.length + delayed.size, active };
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const waiter of [...waiters]) waiter.refuse(closedError());
      await Promise.all([...workers].map(closeWorker));
      for (const timer of delayed.values()) clearTimeout(timer);
      delayed.clear();
      attempts.close();
    },
  };
}
