/** A derived value that is made again after a write, on another day, or when it is old. Of several who ask at once, one makes it. */
export interface Memo<T> {
  get(key: string): Promise<T>;
  forget(): void;
}

/** How long what another process wrote may stay unseen. */
const TTL_MS = 3000;

export function createMemo<T>(make: () => Promise<T>): Memo<T> {
  let held: { key: string; at: number; value: Promise<T> } | undefined;
  return {
    get(key) {
      if (held?.key === key && performance.now() - held.at < TTL_MS) return held.value;
      const fresh = { key, at: performance.now(), value: make() };
      held = fresh;
      fresh.value.catch(() => {
        if (held === fresh) held = undefined;
      });
      return fresh.value;
    },
    forget() {
      held = undefined;
    },
  };
}
