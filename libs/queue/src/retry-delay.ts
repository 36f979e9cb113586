const LONGEST_MS = 60_000;

/** Milliseconds to wait before delivery `attempt + 1`: doubles from `baseMs`, at most a minute. */
export function retryDelay(attempt: number, baseMs: number): number {
  return Math.min(LONGEST_MS, baseMs * 2 ** Math.min(attempt - 1, 30));
}
