import type { Document, Store } from '@khien/model';
import { readAll } from './read-all';

/** Anomaly state per account: derived from the digests, written by one process. */
export interface BaselineRepository<T extends Document> {
  get(id: string): Promise<T | undefined>;
  getMany(ids: readonly string[]): Promise<T[]>;
  put(baselines: readonly T[]): Promise<void>;
  all(): Promise<T[]>;
}

export function createBaselineRepository<T extends Document>(store: Store): BaselineRepository<T> {
  return {
    get: (id) => store.get<T>('baselines', id),
    getMany: (ids) => store.getMany<T>('baselines', ids),
    put: (baselines) => store.put('baselines', baselines),
    all: () => readAll<T>(store, 'baselines', { most: 1_000_000 }),
  };
}
