import type { Document, Store } from '@khien/model';

/** Names of the collectors that have rows in the ledger or among the intake counts: one index look-up each, however many rows there are. */
export async function collectorsIn(store: Store, collection: 'ledger' | 'intake'): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const { docs } = await store.find<Document & { collectorId: string }>(collection, {
      filter: { collectorId: { gt: names.at(-1) ?? '' } },
      sort: [['collectorId', 'asc']],
      limit: 1,
    });
    const next = docs[0]?.collectorId;
    if (next === undefined) return names;
    names.push(next);
  }
}
