import { setTimeout as wait } from 'node:timers/promises';
import { type Logger, MonitorError } from '@khien/model';
import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';

const ATTEMPTS = 4;
const FIRST_DELAY_MS = 50;

/**
 * Server errors that pass: fail-over, shutdown, time limits, write concern not reached, conflicts.
 * https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml
 */
const PASSING_CODES = new Set([
  6, 7, 50, 63, 64, 75, 79, 89, 91, 100, 112, 134, 189, 262, 290, 317, 358, 384, 9001, 10107, 11600, 11602,
  13388, 13435, 13436,
]);

const CLOSED = new Set(['MongoNotConnectedError', 'MongoTopologyClosedError', 'MongoClientClosedError']);

export interface RetryOptions {
  about: string;
  log: Logger;
  random: () => number;
}

/** The driver retries once, and only on a replica set; this tries again a few times more, with jitter. Throws MonitorError only. */
export async function withRetry<T>(
  { about, log, random }: RetryOptions,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === ATTEMPTS || !worthRetrying(error)) throw translateMongoError(error, about);
      const delay = FIRST_DELAY_MS * 2 ** attempt * (0.5 + random());
      log.warn('store: trying again', { about, attempt, code: codeOf(error), delayMs: Math.round(delay) });
      await wait(delay);
    }
  }
}

/** Choosing a server has waited its five seconds already, and a closed client stays closed. */
function worthRetrying(error: unknown): boolean {
  return isPassing(error) && !(error instanceof MongoServerSelectionError) && !isClosed(error);
}

function isClosed(error: unknown): boolean {
  return error instanceof MongoError && CLOSED.has(error.name);
}

function isPassing(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (!(error instanceof MongoError)) return false;
  if (error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('SystemOverloadedError')) return true;
  // What a bulk write did not do for whatever reason was not refused: the documents were checked before they were sent.
  if (error instanceof MongoBulkWriteError) return true;
  if (error instanceof MongoServerError) return PASSING_CODES.has(Number(error.code));
  return isClosed(error);
}

/** Server messages may quote values of documents, so only name and code go into ours; the rest is in the cause. */
export function translateMongoError(error: unknown, about: string): MonitorError {
  if (error instanceof MonitorError) return error;
  const name = error instanceof Error ? error.name : 'unknown error';
  const code = codeOf(error);
  const message = `store ${about}: ${name}${code === undefined ? '' : ` ${code}`}`;
  return new MonitorError(isPassing(error) ? 'unavailable' : 'internal', message, { cause: error });
}

function codeOf(error: unknown): string | number | undefined {
  return error instanceof MongoError ? error.code : undefined;
}
