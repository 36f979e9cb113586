import type { DeadLetter, Page, Query, Scalar, Store } from '@khien/model';
import { updateWithRetry } from './update-with-retry';

/** Records that could not become events, kept sealed. */
export interface DeadLetterRepository {
  /** Ids that had their letter already (an earlier attempt of the same chunk). */
  insertOnce(letters: readonly DeadLetter[]): Promise<{ inserted: number; existing: string[] }>;
  get(id: string): Promise<DeadLetter | undefined>;
  getMany(ids: readonly string[]): Promise<DeadLetter[]>;
  list(query: Query): Promise<Page<DeadLetter>>;
  setState(id: string, state: DeadLetter['state']): Promise<DeadLetter>;
  /** Number of letters per value of a field, for example `sourceId` or `reason`. */
  countBy(field: 'sourceId' | 'reason' | 'state', filter?: Query['filter']): Promise<Map<Scalar, number>>;
}

export function createDeadLetterRepository(store: Store): DeadLetterRepository {
  return {
    insertOnce: (letters) => store.insertManyOnce('dead_letters', letters),
    get: (id) => store.get<DeadLetter>('dead_letters', id),
    getMany: (ids) => store.getMany<DeadLetter>('dead_letters', ids),
    list: (query) => store.find<DeadLetter>('dead_letters', query),
    setState: (id, state) =>
      updateWithRetry<DeadLetter>(store, 'dead_letters', {
        id,
        change: (letter) => (letter.state === state ? undefined : { ...letter, state }),
      }),
    async countBy(field, filter = {}) {
      const groups = await store.countBy('dead_letters', { filter }, field);
      return new Map(groups.map((group) => [group.value, group.count]));
    },
  };
}
