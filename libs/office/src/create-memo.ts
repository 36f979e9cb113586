/** A derived value that is made again after a write of ours, on another day, or when it is old. Of several who ask at once, one makes it. */
export interface Memo<T> {
  get(key: string): Promise<T>;
  forget(): void;
}

/** After so long it is made again behind the answer: how long what another process wrote may stay unseen, as long as somebody asks. */
const FRESH_MS = 3000;
/** Older than this is no answer. */
const STALE_MS = 30_000;

interface Held<T> {
  key: string;
  at: number;
  value: Promise<T>;
}

export function createMemo<T>(make: () => Promise<T>): Memo<T> {
  let held: Held<T> | undefined;
  let renewing = false;

  function begin(key: string): Held<T> {
    const fresh = { key, at: performance.now(), value: make() };
    fresh.value.catch(() => {
      if (held === fresh) held = undefined;
    });
    return fresh;
  }

  function renew(old: Held<T>): void {
    if (renewing) return;
    renewing = true;
    // The answer goes first.
    setTimeout(async () => {
      const fresh = begin(old.key);
      await fresh.value.catch(() => undefined);
      if (held === old) held = fresh;
      renewing = false;
    }, 50).unref();
  }

  return {
    get(key) {
      const age = held === undefined ? Number.POSITIVE_INFINITY : performance.now() - held.at;
      if (held?.key !== key || age > STALE_MS) held = begin(key);
      else if (age > FRESH_MS) renew(held);
      return held.value;
    },
    forget() {
      held = undefined;
    },
  };
}
