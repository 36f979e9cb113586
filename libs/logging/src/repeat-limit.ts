const WINDOW_MS = 10_000;
/** Messages are static texts of ours, so there are few; more than this means somebody logs data as a message. */
const MOST_MESSAGES = 1000;

interface Window {
  since: number;
  suppressed: number;
}

export interface RepeatLimit {
  /** Undefined: say nothing. Otherwise how many of the same were kept back since the last one that was said. */
  admit(key: string): { suppressed: number } | undefined;
  /** What was kept back in windows that are over, for the message to be said once more with its count. */
  due(): { key: string; suppressed: number }[];
}

/** Lets one of the same through every ten seconds: a server that is down makes hundreds of equal warnings. */
export function createRepeatLimit(now: () => number): RepeatLimit {
  const windows = new Map<string, Window>();
  return {
    admit(key) {
      const at = now();
      const window = windows.get(key);
      if (window && at - window.since < WINDOW_MS) {
        window.suppressed += 1;
        return undefined;
      }
      if (windows.size >= MOST_MESSAGES) windows.delete([...windows.keys()][0] ?? '');
      windows.delete(key);
      windows.set(key, { since: at, suppressed: 0 });
      return { suppressed: window?.suppressed ?? 0 };
    },
    due() {
      const at = now();
      const over = [...windows].filter(([, window]) => at - window.since >= WINDOW_MS);
      for (const [key] of over) windows.delete(key);
      return over.flatMap(([key, { suppressed }]) => (suppressed > 0 ? [{ key, suppressed }] : []));
    },
  };
}
