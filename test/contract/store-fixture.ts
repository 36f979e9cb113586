import type { CollectionSpec, Document, Query, Store, VersionedDocument } from '@khien/model';

export const CURSOR_KEY = Buffer.alloc(32, 7);
export const DAYS = { from: '2026-11-01', to: '2026-11-30' };

/** `n` and `tag` are indexed, everything else is not: both ways of looking must agree. */
export const SPECS: CollectionSpec[] = [
  {
    name: 'things',
    partitioned: false,
    indexes: [['n'], ['tag', 'n']],
    durability: 'relaxed',
    deletable: true,
  },
  { name: 'records', partitioned: false, indexes: [['n']], durability: 'full' },
  { name: 'parts', partitioned: true, indexes: [['n'], ['tag', 'n']], durability: 'relaxed' },
];

export interface StoreFixture {
  /** A store on data of its own; `again` is another one on the same data, as another process would have. */
  open(specs?: CollectionSpec[]): Promise<{ store: Store; again: () => Promise<Store> }>;
  /** False on FerretDB 1, whose updates are a read and a write. */
  atomicUpdates(): Promise<boolean>;
}

export interface Row extends VersionedDocument {
  n?: unknown;
  tag?: unknown;
  [field: string]: unknown;
}

export async function idsOf(store: Store, collection: string, query: Query): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find(collection, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.docs.map((doc) => doc._id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

export function rows(
  count: number,
  make: (index: number) => Record<string, unknown> = () => ({}),
): Document[] {
  return Array.from({ length: count }, (_none, index) => ({
    _id: `r${String(index).padStart(5, '0')}`,
    ...make(index),
  }));
}

/** Opens a store for every test and closes whatever was opened. */
export function openForEach(fixture: StoreFixture): { store: () => Store; again: () => Promise<Store> } {
  const opened: Store[] = [];
  let fresh: { store: Store; again: () => Promise<Store> };
  beforeEach(async () => {
    fresh = await fixture.open();
    opened.push(fresh.store);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  return {
    store: () => fresh.store,
    async again() {
      const other = await fresh.again();
      opened.push(other);
      return other;
    },
  };
}
