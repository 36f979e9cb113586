import type { ShedEntry } from './frame-box';

const MINUTE_MS = 60_000;
/** Entries of one frame. */
const MAX_ENTRIES = 1000;

/** Counts what was refused, so that a flood of refusals costs one frame a second. */
export interface ShedBatch {
  /** Resolves when the count is on disk. */
  add(entry: Omit<ShedEntry, 'minute'>): Promise<void>;
  flush(): Promise<void>;
  /** Stops the timer; what is still not written rejects with `error`. */
  stop(error: Error): void;
}

export interface ShedBatchDeps {
  /** May fail; what it was given is then kept and tried again. */
  write: (entries: ShedEntry[]) => Promise<void>;
  now: () => number;
  everyMs: number;
}

export function createShedBatch({ write, now, everyMs }: ShedBatchDeps): ShedBatch {
  interface Open {
    entry: ShedEntry;
    waiters: Array<{ resolve: () => void; reject: (error: Error) => void }>;
  }
  let open = new Map<string, Open>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  function add({ sourceId, reason, count }: Omit<ShedEntry, 'minute'>): Promise<void> {
    const minute = now() - (now() % MINUTE_MS);
    return new Promise((resolve, reject) => {
      keep({ entry: { sourceId, reason, count, minute }, waiters: [{ resolve, reject }] });
      if (!timer && !writing) void flush();
    });
  }

  function keep({ entry, waiters }: Open): void {
    const key = JSON.stringify([entry.sourceId, entry.reason, entry.minute]);
    const known = open.get(key);
    if (!known) {
      open.set(key, { entry, waiters });
      return;
    }
    known.entry.count += entry.count;
    known.waiters.push(...waiters);
  }

  async function flush(): Promise<void> {
    await writing;
    clearTimeout(timer);
    timer = undefined;
    if (open.size === 0) return;
    writing = writeOpen();
    await writing;
    writing = undefined;
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, everyMs);
    timer.unref();
  }

  async function writeOpen(): Promise<void> {
    const all = [...open.values()];
    open = new Map();
    for (let at = 0; at < all.length; at += MAX_ENTRIES) await writeBatch(all.slice(at, at + MAX_ENTRIES));
  }

  async function writeBatch(batch: Open[]): Promise<void> {
    try {
      await write(batch.map(({ entry }) => entry));
    } catch {
      // Kept and tried again with the next one: a count is never dropped while the process lives.
      batch.forEach(keep);
      return;
    }
    for (const { waiters } of batch) for (const { resolve } of waiters) resolve();
  }

  return {
    add,
    flush,
    stop(error) {
      clearTimeout(timer);
      for (const { waiters } of open.values()) for (const { reject } of waiters) reject(error);
      open = new Map();
    },
  };
}
