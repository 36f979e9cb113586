import { MonitorError } from '@khien/model';

export interface Turnstile {
  /** MonitorError `unavailable` (with retryAfter) while as many as may are inside. */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

/** Lets so many in at once: large bodies are held in memory whole. */
export function createTurnstile(most: number): Turnstile {
  let inside = 0;
  return {
    async pass(work) {
      if (inside >= most)
        throw new MonitorError('unavailable', 'api: too many uploads at once', { retryAfter: 2 });
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
      }
    },
  };
}
