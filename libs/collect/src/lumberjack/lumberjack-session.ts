import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { IncomingRecord } from '@khien/model';
import type { Connection, ConnectionHandler } from '../connection-listener';
import { cappedRecord } from '../incoming-record';
import { agentPosition } from '../natural-position';
import { type ByteQueue, createByteQueue } from './byte-queue';
import { ackOf, type FrameLimits, nextFrame } from './lumberjack-frames';

const inflateOctets = promisify(inflate);

export interface SessionLimits extends FrameLimits {
  /** Octets of a compressed frame once decompressed, and per compressed octet above `ratioFreeBytes`. */
  inflatedBytes: number;
  ratio: number;
  ratioFreeBytes: number;
  /** What is stored and acknowledged at once: a part of a window is acknowledged as soon as it is on disk. */
  batchRecords: number;
  batchBytes: number;
  /** From the first to the last octet of a frame. */
  frameMs: number;
  keepAliveMs: number;
}

export interface SessionDeps {
  limits: SessionLimits;
  now: () => number;
  /** Resolves when the records are on disk, rejects when the receiver stops. */
  store: (records: IncomingRecord[], bytes: number) => Promise<void>;
  /** Milliseconds until the source may send more. */
  waitMs: () => number;
  onMalformed: (reason: string) => void;
  /** Octets held for a frame that is not whole yet, more or fewer; false when there is no room. */
  onHeld: (bytes: number) => boolean;
}

/**
 * One connection of Lumberjack version 2: `W` announces how many events follow, each is a `J` frame, several may be inside a `C` frame.
 * `A` with the number of the last event that is on disk is the answer, for parts of a window too; while storing takes long, `A 0` keeps the
 * sender waiting. What was not acknowledged the sender sends again: a connection that ends loses nothing.
 */
export function createLumberjackSession(connection: Connection, deps: SessionDeps): ConnectionHandler {
  const { limits, now } = deps;
  const queue = createByteQueue();
  let batch: IncomingRecord[] = [];
  let batchBytes = 0;
  let window = 0;
  let received = 0;
  let lastSeq = 0;
  let held = 0;
  let working = false;
  let ended = false;
  let frameTimer: NodeJS.Timeout | undefined;

  function fail(reason: string): void {
    if (ended) return;
    ended = true;
    deps.onMalformed(reason);
    connection.close();
  }

  function hold(): boolean {
    const change = queue.length() - held;
    held = queue.length();
    return deps.onHeld(change);
  }

  async function work(): Promise<void> {
    clearTimeout(frameTimer);
    const go = await readFrames(queue, true);
    if (!go || ended) return;
    if (!hold()) fail('too much is being received at once');
    else if (held > 0) frameTimer = setTimeout(() => fail('a frame that does not end'), limits.frameMs);
    const wait = deps.waitMs();
    if (wait > 0) connection.hold(wait);
    else connection.release();
  }

  /** False when the connection is over. */
  async function readFrames(from: ByteQueue, mayCompress: boolean): Promise<boolean> {
    for (;;) {
      const frame = nextFrame(from, limits);
      if (frame.kind === 'more') return true;
      if (frame.kind === 'malformed') {
        fail(frame.reason);
        return false;
      }
      if (frame.kind === 'window') await begin(frame.size);
      else if (frame.kind === 'json') await add(frame.seq, frame.octets);
      else if (!mayCompress || !(await readCompressed(frame.octets))) {
        fail(mayCompress ? 'a compressed frame that cannot be read' : 'compressed frames inside each other');
        return false;
      }
      if (ended) return false;
    }
  }

  async function begin(size: number): Promise<void> {
    await flush();
    window = size;
    received = 0;
    if (size === 0) connection.send(ackOf(0));
  }

  async function add(seq: number, octets: Buffer): Promise<void> {
    const position = agentPosition(octets);
    const peer = connection.sender.address;
    batch.push(
      cappedRecord({ octets, receivedAt: now(), peer, ...(position !== undefined && { position }) }),
    );
    batchBytes += octets.length;
    lastSeq = seq;
    received++;
    const enough = batch.length >= limits.batchRecords || batchBytes >= limits.batchBytes;
    if (received >= window || enough) await flush();
  }

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const [records, bytes, seq] = [batch, batchBytes, lastSeq];
    [batch, batchBytes] = [[], 0];
    const alive = setInterval(() => connection.send(ackOf(0)), limits.keepAliveMs);
    try {
      await deps.store(records, bytes);
      connection.send(ackOf(seq));
    } finally {
      clearInterval(alive);
    }
  }

  async function readCompressed(octets: Buffer): Promise<boolean> {
    const maxOutputLength = Math.min(
      limits.inflatedBytes,
      Math.max(limits.ratioFreeBytes, octets.length * limits.ratio),
    );
    const inflated = await inflateOctets(octets, { maxOutputLength }).catch(() => undefined);
    if (!inflated) return false;
    const inner = createByteQueue();
    inner.push(inflated);
    return (await readFrames(inner, false)) && inner.length() === 0;
  }

  return {
    onData(block) {
      queue.push(block);
      if (working) return;
      working = true;
      connection.hold();
      work()
        // The receiver stops: the sender was not told, and sends again.
        .catch(() => connection.close())
        .finally(() => {
          working = false;
        });
    },
    onEnd() {
      ended = true;
      clearTimeout(frameTimer);
      deps.onHeld(-held);
    },
  };
}
