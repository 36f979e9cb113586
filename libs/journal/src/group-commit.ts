import { MonitorError } from '@khien/model';

/** Small appends wait for company this long at most; so many records or octets are company enough. */
export interface GroupLimits {
  groupMs: number;
  groupBytes: number;
  /** Octets that may wait in memory. */
  waitingBytes: number;
}
const ENOUGH_RECORDS = 100;
const ENOUGH_BYTES = 64 * 1024;

interface Sized {
  bytes: number;
  records: { readonly length: number };
}

/** Collects what arrives together into one write and one fsync. */
export interface GroupCommit<T> {
  /** Resolves when the group it went with is on disk, rejects as that write did. */
  add(item: T): Promise<void>;
  /** Writes what waits, without waiting for more. */
  flush(): Promise<void>;
}

export function createGroupCommit<T extends Sized>(
  write: (group: T[]) => Promise<void>,
  limits: GroupLimits,
): GroupCommit<T> {
  let queue: Array<{ item: T; resolve: () => void; reject: (error: unknown) => void }> = [];
  let bytes = 0;
  let records = 0;
  let hurry = false;
  let running: Promise<void> | undefined;
  let endWait: (() => void) | undefined;

  function add(item: T): Promise<void> {
    if (bytes >= limits.waitingBytes) {
      const options = { retryAfter: 1 };
      return Promise.reject(new MonitorError('unavailable', 'journal: too much waits for the disk', options));
    }
    return new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      bytes += item.bytes;
      records += item.records.length;
      if (isEnough()) endWait?.();
      running ??= run();
    });
  }

  const isEnough = (): boolean => hurry || records >= ENOUGH_RECORDS || bytes >= ENOUGH_BYTES;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      await company();
      const group = take();
      try {
        await write(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  }

  async function company(): Promise<void> {
    // One turn at least, so that appends made in the same tick go together.
    const ms = isEnough() ? 0 : limits.groupMs;
    if (ms === 0) return new Promise((resolve) => setImmediate(resolve));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    endWait = undefined;
  }

  function take(): typeof queue {
    let taken = 0;
    let count = 0;
    for (const { item } of queue) {
      if (count > 0 && taken + item.bytes > limits.groupBytes) break;
      taken += item.bytes;
      records -= item.records.length;
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    bytes -= taken;
    return group;
  }

  async function flush(): Promise<void> {
    hurry = true;
    endWait?.();
    await running;
    hurry = false;
  }

  return { add, flush };
}
