import type { Day, Deadline } from '@khien/model';

/** After so long everything is derived again behind the answer: how long what another process wrote may stay unseen. */
const FRESH_MS = 5000;
/** Older than this is no answer. */
const STALE_MS = 300_000;
/** So old it is derived again though nobody asks: whoever comes after a quiet time does not wait for it. */
const KEPT_MS = 270_000;

/** Deadlines as derived last. Of several who ask at once, one derives. */
export interface DeadlineCache {
  get(): Promise<readonly Deadline[]>;
  /** These systems were written about (undefined: anything): the next answer knows. */
  forget(systemIds?: readonly string[]): void;
}

interface Held {
  on: Day;
  at: number;
  list: Promise<readonly Deadline[]>;
}

/** `derive` derives those of all systems, or of the given ones (and then what belongs to no system is passed over), as of `today`. */
export function createDeadlineCache(
  derive: (systemIds?: ReadonlySet<string>) => Promise<readonly Deadline[]>,
  today: () => Day,
): DeadlineCache {
  let held: Held | undefined;
  let kept: NodeJS.Timeout | undefined;
  let dirty = new Set<string>();
  let renewing = false;

  function hold(on: Day, list: Promise<readonly Deadline[]>, at = performance.now()): Held {
    const fresh = { on, at, list };
    held = fresh;
    clearTimeout(kept);
    kept = setTimeout(keep, Math.max(0, KEPT_MS - (performance.now() - at))).unref();
    list.catch(() => {
      if (held === fresh) held = undefined;
    });
    return fresh;
  }

  function anew(): Held {
    dirty = new Set();
    return hold(today(), derive());
  }

  function keep(): void {
    if (held === undefined) return;
    if (dirty.size > 0) anew();
    else renew(held);
  }

  /** Only the systems that were written about are derived again. */
  function patched({ on, at, list }: Held): Held {
    const ids = dirty;
    dirty = new Set();
    const patch = Promise.all([list, derive(ids)]).then(([before, part]) =>
      [
        ...before.filter(({ systemId }) => systemId === undefined || !ids.has(systemId)),
        ...part.filter(({ systemId }) => systemId !== undefined && ids.has(systemId)),
      ].sort(byDay),
    );
    return hold(on, patch, at);
  }

  function renew(old: Held): void {
    if (renewing) return;
    renewing = true;
    // The answer goes first.
    setTimeout(async () => {
      const [at, on] = [performance.now(), today()];
      const list = await derive().catch(() => undefined);
      renewing = false;
      // What was written meanwhile is in the one that is held, and may not be in this one.
      if (list && held === old && dirty.size === 0) hold(on, Promise.resolve(list), at);
    }, 50).unref();
  }

  return {
    get() {
      const age = held === undefined ? Number.POSITIVE_INFINITY : performance.now() - held.at;
      if (held?.on !== today() || age > STALE_MS) return anew().list;
      if (dirty.size > 0) return patched(held).list;
      if (age > FRESH_MS) renew(held);
      return held.list;
    },
    forget(systemIds) {
      if (systemIds === undefined) held = undefined;
      else for (const id of systemIds) dirty.add(id);
    },
  };
}

const byDay = (one: Deadline, other: Deadline): number =>
  one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : one.id < other.id ? -1 : 1;
