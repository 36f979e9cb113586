import type { Logger } from '@khien/model';

/** What could not be read in this round of looking and in the one before: told once, counted as long as it lasts. */
export interface Unreadable {
  note(sourceId: string, path: string, err: unknown): void;
  /** A round ends; returns how many paths could not be read in it. */
  endRound(): number;
}

export function createUnreadable(log: Logger): Unreadable {
  let before = new Set<string>();
  let current = new Set<string>();
  return {
    note(sourceId, path, err) {
      const key = `${sourceId}|${path}`;
      if (!before.has(key) && !current.has(key)) {
        log.warn('file cannot be read; trying again', { sourceId, path, err });
      }
      current.add(key);
    },
    endRound() {
      before = current;
      current = new Set();
      return before.size;
    },
  };
}
