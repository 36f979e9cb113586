import type { Document, Store } from '@khien/model';

/** The field after `collectorId` in an index of the collection. By it, the first row is found without sorting all rows of its collector. */
const NEXT_IN_INDEX = { ledger: 'seq', intake: 'minute' } as const;

/** Names of the collectors that have rows in the ledger or among the intake counts: one index look-up each, however many rows there are. */
export async function collectorsIn(store: Store, collection: keyof typeof NEXT_IN_INDEX): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const { docs } = await store.find<Document & { collectorId: string }>(collection, {
      filter: { collectorId: { gt: names.at(-1) ?? '' } },
      sort: [
        ['collectorId', 'asc'],
        [NEXT_IN_INDEX[collection], 'asc'],
      ],
      limit: 1,
    });
    const next = docs[0]?.collectorId;
    if (next === undefined) return names;
    names.push(next);
  }
}
