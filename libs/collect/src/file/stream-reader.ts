import { setTimeout as sleep } from 'node:timers/promises';
import {
  ERROR_CODES,
  type IncomingRecord,
  type Intake,
  type Logger,
  MonitorError,
  type Source,
} from '@khien/model';
import { incomingRecord } from '../incoming-record';
import { createLineSplitter, type Line } from '../line-splitter';
import { addAnchor, anchorStart, HEAD_BYTES, type StreamState, sha256Of } from './stream-state';

export interface ReaderDeps {
  intake: Intake;
  log: Logger;
  now: () => number;
  pollMs: number;
  /** Aborted when the receiver stops; waiting ends then. */
  signal: AbortSignal;
  onAccepted: (records: number) => void;
}

/** Turns the octets of one stream into records on disk, in order, and moves the stream's offset behind them. */
export interface StreamReader {
  /** Offset of the next octet to push. */
  offset(): number;
  /** Octets pushed whose line has not ended. */
  pending(): number;
  /** The octets right before `offset()`, for proving that the file is still the same. */
  recent(): Buffer;
  push(block: Buffer): Promise<void>;
  /** Everything whole that was pushed is on disk. */
  drain(): Promise<void>;
  /** Like `drain`, with the last line taken although no line feed ended it. */
  flush(): Promise<void>;
  /** Leaves out octets before the first line: the hole a writer left when its file was cut under it. */
  skip(octets: number): void;
}

const BATCH = 500;
const RETRY_MS = { first: 250, most: 5_000 };

/**
 * `recent` holds the octets before the stream's offset, as far as anchors reach.
 * Where the journal is ahead of the checkpoint (killed between the two), the line that the journal has last is read and left out.
 */
export function createStreamReader(
  state: StreamState,
  source: Source,
  recentAtStart: Buffer,
  deps: ReaderDeps,
): StreamReader {
  const prefix = `file:${state.id}:`;
  const unit = source.encoding === 'utf-16le' ? 2 : 1;
  const journaled = offsetOf(deps.intake.lastPosition(prefix));
  let splitter = createLineSplitter({ offset: state.offset, unit });
  let recent = recentAtStart;
  let ready: { record: IncomingRecord; end: number }[] = [];

  function onLine(line: Line): void {
    if (line.octets.length === 0 || (journaled !== undefined && line.offset <= journaled)) return;
    const position = prefix + String(line.offset).padStart(12, '0');
    const { octets, truncated, end } = line;
    ready.push({ record: incomingRecord({ octets, receivedAt: deps.now(), position, truncated }), end });
  }

  async function accept(count: number): Promise<void> {
    const batch = ready.slice(0, count);
    const last = batch.at(-1);
    if (!last) return;
    await offer(
      source.id,
      batch.map(({ record }) => record),
      deps,
    );
    ready = ready.slice(batch.length);
    deps.onAccepted(batch.length);
    moveTo(last.end);
  }

  function moveTo(offset: number): void {
    state.offset = offset;
    state.seenAt = deps.now();
    const read = splitter.consumed() + splitter.pending();
    addAnchor(state, { offset: read, sha256: sha256Of(recent.subarray(anchorStart(read) - read)) });
  }

  async function drain(): Promise<void> {
    while (ready.length > 0) await accept(BATCH);
    if (splitter.consumed() > state.offset) moveTo(splitter.consumed());
  }

  return {
    offset: () => splitter.consumed() + splitter.pending(),
    pending: () => splitter.pending(),
    recent: () => recent,
    async push(block) {
      recent = Buffer.from(
        block.length >= 1024 ? block.subarray(-1024) : Buffer.concat([recent, block]).subarray(-1024),
      );
      splitter.push(block, onLine);
      while (ready.length >= BATCH) await accept(BATCH);
    },
    drain,
    async flush() {
      splitter.flush(onLine);
      await drain();
    },
    skip(octets) {
      state.offset += octets;
      splitter = createLineSplitter({ offset: state.offset, unit });
      recent = Buffer.alloc(Math.min(HEAD_BYTES, state.offset));
    },
  };
}

/** Byte offset in a position of a file stream. */
export function offsetOf(position: string | undefined): number | undefined {
  const digits = position === undefined ? undefined : /:(\d{1,15})$/.exec(position)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Offers the same records until they are on disk; gives up only when the receiver stops, by rejecting with the signal's reason. */
async function offer(sourceId: string, records: IncomingRecord[], deps: ReaderDeps): Promise<void> {
  const { intake, log, pollMs, signal } = deps;
  for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.most)) {
    while (intake.paused('file')) await sleep(pollMs, undefined, { signal });
    signal.throwIfAborted();
    try {
      return await intake.accept(sourceId, records, { kind: 'file' });
    } catch (err) {
      const known = err instanceof MonitorError && ERROR_CODES[err.code].retry;
      if (!known)
        log.error('records from a file were refused; trying again', {
          sourceId,
          records: records.length,
          err,
        });
      const asked = err instanceof MonitorError ? err.retryAfter : undefined;
      await sleep(asked === undefined ? wait : asked * 1_000, undefined, { signal });
    }
  }
}
