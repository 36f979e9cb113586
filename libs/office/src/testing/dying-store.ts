import { MonitorError, type Store } from '@khien/model';

const WRITES = ['insertManyOnce', 'replaceIfVersion', 'put'] as const;

/** A store whose process dies: the first `writes` writes are done, every later one (and everything after it) is refused. */
export function dyingStore(store: Store, writes: number): { store: Store; died: () => boolean } {
  let left = writes;
  let dead = false;
  const guarded = Object.fromEntries(
    WRITES.map((operation) => {
      const real = store[operation] as (...args: unknown[]) => Promise<unknown>;
      const call = async (...args: unknown[]): Promise<unknown> => {
        if (left <= 0) dead = true;
        if (dead) throw new MonitorError('unavailable', 'store: the process is gone');
        left -= 1;
        return real(...args);
      };
      return [operation, call];
    }),
  );
  return { store: { ...store, ...guarded } as Store, died: () => dead };
}
