import type { Document, Store } from '@khien/model';
import { readAll } from '@khien/store';

/** What another process wrote is looked for again for so long: clocks differ, and a write takes its time. */
const OVERLAP_MS = 120_000;
/** Everything is read again so often, whatever the times say. */
const REREAD_MS = 600_000;

export interface MirrorOf {
  store: Store;
  collection: string;
  /** When a document was written, epoch ms; has an index. */
  field: string;
  now: () => number;
  /** A field with an index and few values, to count by. */
  countBy: string;
}

/** All documents of a small collection in memory; only what is new is asked for. */
export interface Mirror<T> {
  /** Brings it up to what is stored. The map is the mirror's own. */
  current(): Promise<ReadonlyMap<string, T>>;
}

/** `changed` hears of each document that is new or another version, and of `undefined` before everything is read again. */
export function createMirror<T extends Document>(
  { store, collection, field, now, countBy }: MirrorOf,
  changed: (doc: T | undefined) => void = () => {},
): Mirror<T> {
  const docs = new Map<string, T>();
  /** Everything written up to this moment has been read. */
  let seenUntil = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  function add(found: readonly T[]): void {
    for (const doc of found) {
      const known = docs.get(doc._id);
      if (known && versionOf(known) >= versionOf(doc)) continue;
      docs.set(doc._id, doc);
      changed(doc);
    }
  }

  async function readAnew(): Promise<void> {
    const at = now();
    const found = await readAll<T>(store, collection, { most: Number.MAX_SAFE_INTEGER });
    docs.clear();
    changed(undefined);
    add(found);
    readAt = performance.now();
    seenUntil = at;
  }

  async function refresh(): Promise<void> {
    const at = now();
    // A clock that was set back would hide what is written now.
    if (performance.now() - readAt > REREAD_MS || at < seenUntil) return readAnew();
    const filter = { [field]: { gte: seenUntil - OVERLAP_MS } };
    add(await readAll<T>(store, collection, { filter, sort: [[field, 'asc']] }));
    // What was recorded late, with an earlier time, shows in the number.
    const groups = await store.countBy(collection, {}, countBy);
    if (groups.reduce((sum, { count }) => sum + count, 0) !== docs.size) await readAnew();
    else seenUntil = at;
  }

  return {
    async current() {
      // Who asks while somebody reads waits for a reading of their own: theirs may have begun too early.
      const before = reading;
      const mine = (before ?? Promise.resolve()).catch(() => undefined).then(refresh);
      reading = mine;
      try {
        await mine;
      } finally {
        if (reading === mine) reading = undefined;
      }
      return docs;
    },
  };
}

const versionOf = (doc: Document): number => ('version' in doc ? Number(doc.version) : 1);
