import { setImmediate as breathe } from 'node:timers/promises';
import type { Filter, Store } from '@khien/model';

const BATCH = 1000;

/** Deletes all that meets the filter, in batches that hold nobody up for long; returns how many there were. */
export async function deleteAll(store: Store, collection: string, filter: Filter): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await store.deleteMany(collection, filter, { limit: BATCH });
    deleted += count;
    if (count < BATCH) return deleted;
    await breathe();
  }
}
