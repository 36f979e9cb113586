import { readFileSync, statSync } from 'node:fs';
import type { Logger } from '@khien/model';

/** The lines of a file with secrets: one a line, `#` starts a comment, so that the old and the new one are both good while a sender changes over. */
export interface WatchedLines {
  /** As the file was within the last five seconds; those read before while it cannot be read. */
  lines(): readonly string[];
}

export interface WatchedLinesDeps {
  sourceId: string;
  file: string;
  /** For the log: `token`, `key`. */
  what: string;
  log: Logger;
  now: () => number;
}

const REFRESH_MS = 5_000;

/** An unreadable file is an ERROR naming source and file. */
export function createWatchedLines({ sourceId, file, what, log, now }: WatchedLinesDeps): WatchedLines {
  let known: readonly string[] = [];
  let version = '';
  let readAt = Number.NEGATIVE_INFINITY;

  function read(): void {
    try {
      const { mtimeMs, size } = statSync(file);
      const seen = `${mtimeMs}:${size}`;
      if (seen === version) return;
      known = readFileSync(file, 'utf8')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
      version = seen;
      if (known.length === 0) log.error(`${what} file holds no ${what}`, { sourceId, file });
    } catch (err) {
      if (version === 'unreadable') return;
      version = 'unreadable';
      log.error(`${what} file cannot be read`, { sourceId, file, err });
    }
  }

  function lines(): readonly string[] {
    if (now() - readAt < REFRESH_MS && now() >= readAt) return known;
    readAt = now();
    read();
    return known;
  }
  lines();
  return { lines };
}
