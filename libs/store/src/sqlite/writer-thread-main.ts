/** Runs as a thread of its own: takes write batches, commits as many as wait in one transaction, and answers. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Bindable } from './binding';
import { type ConnectionOptions, openDatabaseFile } from './database-file';
import { runBatch, type WriteBatch } from './writer';
import type { ThreadReply, ThreadRequest } from './writer-thread';

/** Rows committed together at most: many share the pages they dirty, but nobody waits long for the commit. */
const MAX_GROUP_ROWS = 2000;

type Write = Exclude<ThreadRequest, 'close'>;

const port = parentPort as MessagePort;
const file = openDatabaseFile(workerData as ConnectionOptions);

port.on('message', (first: ThreadRequest) => {
  let request: ThreadRequest | undefined = first;
  while (request !== undefined) {
    const group: Write[] = [];
    let rows = 0;
    while (request !== undefined && request !== 'close' && rows < MAX_GROUP_ROWS) {
      group.push(request);
      rows += request.batch.rows.length;
      request = nextRequest();
    }
    if (group.length > 0) port.postMessage(commit(group));
    if (request === 'close') {
      file.close();
      port.close();
      return;
    }
  }
});

function nextRequest(): ThreadRequest | undefined {
  return receiveMessageOnPort(port)?.message as ThreadRequest | undefined;
}

/** One transaction for all; when that fails, one for each, so that only what is at fault is refused. */
function commit(group: readonly Write[]): ThreadReply[] {
  const batches = group.map(({ id, batch }) => ({ id, batch: withBuffers(batch) }));
  try {
    return file.transaction(() => batches.map(({ id, batch }) => ({ id, changes: runBatch(file, batch) })));
  } catch (error) {
    const [only] = batches;
    if (batches.length === 1 && only) return [{ id: only.id, error: plain(error) }];
    return batches.flatMap((one) => commit([one]));
  }
}

/** Buffers arrive from the other thread as plain octet arrays. */
function withBuffers({ sql, rows }: WriteBatch): WriteBatch {
  return {
    sql,
    rows: rows.map((row) =>
      row.some(isOctets) ? row.map((value) => (isOctets(value) ? Buffer.from(value) : value)) : row,
    ),
  };
}

function isOctets(value: unknown): value is Uint8Array & Bindable {
  return value instanceof Uint8Array;
}

function plain(error: unknown): Extract<ThreadReply, { error: unknown }>['error'] {
  const { message, rawCode, errcode } = error as { message?: unknown; rawCode?: unknown; errcode?: unknown };
  return {
    message: String(message ?? error),
    ...(typeof rawCode === 'number' && { rawCode }),
    ...(typeof errcode === 'number' && { errcode }),
  };
}
