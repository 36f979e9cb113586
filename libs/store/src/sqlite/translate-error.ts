import { MonitorError } from '@khien/model';

/** SQLite's primary result codes that pass by themselves or when a person makes room: https://www.sqlite.org/rescode.html */
const PASSING = new Set([
  5 /* BUSY */, 6 /* LOCKED */, 8 /* READONLY */, 10 /* IOERR */, 13 /* FULL */, 14 /* CANTOPEN */,
]);

/** What an SQLite library throws, as a MonitorError: `unavailable` where trying again can help, else `internal`. */
export function translateError(error: unknown, about: string): MonitorError {
  if (error instanceof MonitorError) return error;
  const primary = resultCode(error) & 0xff;
  const message = messageOf(error) ?? 'unknown error';
  return new MonitorError(PASSING.has(primary) ? 'unavailable' : 'internal', `${about}: ${message}`, {
    cause: error,
  });
}

/** Another process (retention) dropped the table between our look and our statement. */
export function isMissingTable(error: unknown): boolean {
  return messageOf(error)?.includes('no such table') ?? false;
}

/** Not by `instanceof`: what node:sqlite throws may come from another realm. */
function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return String(error.message);
}

/** libsql calls it `rawCode`, node:sqlite `errcode`. */
function resultCode(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0;
  const { rawCode, errcode } = error as { rawCode?: unknown; errcode?: unknown };
  if (typeof rawCode === 'number') return rawCode;
  return typeof errcode === 'number' ? errcode : 0;
}
