import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MonitorError } from '@khien/model';
import type { ConnectionOptions } from './database-file';
import type { WriteBatch, Writer } from './writer';

export type ThreadRequest = { id: number; batch: WriteBatch } | 'close';
/** An error crosses threads as what `translateError` reads of it. */
export type ThreadReply = { id: number } & (
  | { changes: number[] }
  | { error: { message: string; rawCode?: number; errcode?: number } }
);

const ENTRY = join(__dirname, 'writer-thread-main.js');

/** Only where the code was built: a thread cannot be started from TypeScript. */
export const THREADS_AVAILABLE = existsSync(ENTRY);

/** The thread holds nothing but rows on their way: in MB, so that V8 does not let its heap grow because there is room. */
const HEAP = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 };

interface Waiting {
  resolve(changes: number[]): void;
  reject(error: unknown): void;
}

/**
 * Writes on a thread of its own, so that neither the inserts nor the waits for the disk (checkpoints, and every commit of a `FULL` file) hold up
 * the thread that receives, parses and judges. The thread starts at the first write, and again after it died: what it had not answered
 * is refused with MonitorError `unavailable` and may or may not be written, like a write to a server that goes away.
 */
export function createWriterThread(data: ConnectionOptions): Writer {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(ENTRY, { workerData: data, resourceLimits: HEAP });
    let cause: unknown;
    started.on('message', (replies: ThreadReply[]) => replies.forEach(settle));
    started.on('error', (error) => {
      cause = error;
    });
    started.on('exit', () => {
      worker = undefined;
      const refused = new MonitorError('unavailable', `sqlite ${data.path}: the writing thread ended`, {
        cause,
      });
      for (const { reject } of waiting.values()) reject(refused);
      waiting.clear();
    });
    return started;
  }

  function settle(reply: ThreadReply): void {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    // An idle thread does not keep a command from ending.
    if (waiting.size === 0) worker?.unref();
    if ('changes' in reply) asked?.resolve(reply.changes);
    else asked?.reject(Object.assign(new Error(reply.error.message), reply.error));
  }

  return {
    write(batch) {
      if (closed) return Promise.reject(new MonitorError('unavailable', 'store: closed'));
      worker ??= start();
      worker.ref();
      lastId += 1;
      const request: ThreadRequest = { id: lastId, batch };
      const answered = new Promise<number[]>((resolve, reject) =>
        waiting.set(request.id, { resolve, reject }),
      );
      worker.postMessage(request);
      return answered;
    },
    async close() {
      closed = true;
      const ending = worker;
      if (!ending) return;
      const gone = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      ending.postMessage('close' satisfies ThreadRequest);
      await gone;
    },
  };
}
