import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { type Logger, MonitorError } from '@khien/model';

/** Lines after which the file is written anew with what still counts. */
const COMPACT_AFTER = 4096;
/** Written in place of an attempt number when the chunk is done. */
const DONE = 0;
/** Attempts of an earlier process whose chunk never came back (it was already recorded) are forgotten beyond this many. */
const MOST_CARRIED = 1000;

/**
 * Remembers across a crash how often a chunk was handed out: a chunk that kills the process would otherwise
 * come back as a first attempt for ever. Written before the chunk runs; not fsynced, because a process that
 * dies leaves its writes with the kernel and a machine that dies was not killed by a chunk.
 */
export interface AttemptsFile {
  /** Notes one more delivery and returns its number, from 1. */
  start(chunkId: string): number;
  /** The chunk is done: its deliveries no longer count. */
  finish(chunkId: string): void;
  /** Nothing is in hand: the file is emptied, unless an earlier process left chunks that have not come back. */
  idle(): void;
  close(): void;
}

/** Without a path the numbers live only as long as the process. */
export function openAttemptsFile(path: string | undefined, log: Logger): AttemptsFile {
  const attempts = path === undefined ? new Map<string, number>() : readAttempts(path);
  // Written at the first note only: a second process that finds the journal taken must not have put its file in place of the first one's.
  let fd: number | undefined;
  let lines = attempts.size;

  function compact(): void {
    if (path === undefined || fd === undefined) return;
    closeSync(fd);
    fd = undefined;
    fd = rewrite(path, attempts);
    lines = attempts.size;
  }

  function truncate(): void {
    if (fd === undefined || lines === 0 || attempts.size > 0) return;
    ftruncateSync(fd);
    lines = 0;
  }

  function guarded(work: () => void): void {
    try {
      work();
    } catch (err) {
      log.warn('queue attempts file cannot be written', { err });
    }
  }

  function note(chunkId: string, attempt: number): void {
    guarded(() => {
      if (path === undefined) return;
      fd ??= rewrite(path, attempts);
      writeSync(fd, `${chunkId} ${attempt}\n`);
      lines += 1;
      if (lines > attempts.size + COMPACT_AFTER) compact();
    });
  }

  return {
    start(chunkId) {
      const attempt = (attempts.get(chunkId) ?? 0) + 1;
      attempts.set(chunkId, attempt);
      note(chunkId, attempt);
      return attempt;
    },
    finish(chunkId) {
      attempts.delete(chunkId);
      note(chunkId, DONE);
    },
    idle() {
      guarded(truncate);
    },
    close() {
      guarded(truncate);
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}

function readAttempts(path: string): Map<string, number> {
  const attempts = new Map<string, number>();
  for (const line of readIfThere(path).split('\n')) {
    const match = /^([a-z0-9-]{1,40}\.\d{12}) (\d{1,9})$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    attempts.delete(match[1]);
    if (Number(match[2]) !== DONE) attempts.set(match[1], Number(match[2]));
  }
  const stale = [...attempts.keys()].slice(0, Math.max(0, attempts.size - MOST_CARRIED));
  for (const chunkId of stale) attempts.delete(chunkId);
  return attempts;
}

function readIfThere(path: string): string {
  if (!existsSync(path)) return '';
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new MonitorError('bad_configuration', `queue: attempts file ${path} cannot be read`, { cause });
  }
}

/** Replaces the file as a whole and leaves it open for appending: a crash finds the old one or the new one. */
function rewrite(path: string, attempts: ReadonlyMap<string, number>): number {
  const next = `${path}.next`;
  const lines = [...attempts].map(([chunkId, attempt]) => `${chunkId} ${attempt}\n`);
  writeFileSync(next, lines.join(''), { mode: 0o600 });
  renameSync(next, path);
  return openSync(path, 'a', 0o600);
}
