import type { Day, EvidenceRef, Page, Query, Store, StoredEvent } from '@khien/model';

/** Normalised events, one partition per day. */
export interface EventRepository {
  /** Stores what is not there yet; `duplicateIds` were already there, be it from another chunk or from an earlier attempt of this one. */
  insertOnce(day: Day, events: readonly StoredEvent[]): Promise<{ stored: number; duplicateIds: string[] }>;
  /** Of ids that were already there: which this very chunk stored in an earlier attempt (`own`), and which another one did (`foreign`). Ids not stored are in neither. */
  resolveOwnership(
    day: Day,
    ids: readonly string[],
    chunkId: string,
  ): Promise<{ own: string[]; foreign: string[] }>;
  get(day: Day, id: string): Promise<StoredEvent | undefined>;
  getMany(day: Day, ids: readonly string[]): Promise<StoredEvent[]>;
  /** In the order of the references; what is past its retention is left out. */
  byRefs(refs: readonly EvidenceRef[]): Promise<StoredEvent[]>;
  find(query: Query): Promise<Page<StoredEvent>>;
  days(): Promise<Day[]>;
  drop(day: Day): Promise<void>;
}

export function createEventRepository(store: Store): EventRepository {
  return {
    async insertOnce(day, events) {
      const { inserted, existing } = await store.insertManyOnce('events', events, day);
      return { stored: inserted, duplicateIds: existing };
    },
    async resolveOwnership(day, ids, chunkId) {
      const events = await store.getMany<StoredEvent>('events', ids, day);
      const own = events.filter((event) => event.khien.chunk_id === chunkId);
      const foreign = events.filter((event) => event.khien.chunk_id !== chunkId);
      return { own: own.map((event) => event._id), foreign: foreign.map((event) => event._id) };
    },
    get: (day, id) => store.get<StoredEvent>('events', id, day),
    getMany: (day, ids) => store.getMany<StoredEvent>('events', ids, day),
    byRefs: (refs) => readRefs(store, refs),
    find: (query) => store.find<StoredEvent>('events', query),
    days: () => store.partitions('events'),
    drop: (day) => store.dropPartition('events', day),
  };
}

async function readRefs(store: Store, refs: readonly EvidenceRef[]): Promise<StoredEvent[]> {
  const found = new Map<string, StoredEvent>();
  for (const day of new Set(refs.map((ref) => ref.day))) {
    const ids = refs.filter((ref) => ref.day === day).map((ref) => ref.id);
    for (const event of await store.getMany<StoredEvent>('events', ids, day))
      found.set(`${day} ${event._id}`, event);
  }
  return refs.map((ref) => found.get(`${ref.day} ${ref.id}`)).filter((event) => event !== undefined);
}
