import type { Document, Query, Store } from '@khien/model';
import { MAX_PAGE } from '../read-query';

/** Every document of a query, page after page, until `most` of them. For what is known to be small. */
export async function readAll<T extends Document>(
  store: Store,
  collection: string,
  { most = 100_000, ...query }: Omit<Query, 'cursor' | 'limit'> & { most?: number },
): Promise<T[]> {
  const docs: T[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(MAX_PAGE, most - docs.length);
    const page = await store.find<T>(collection, {
      ...query,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    docs.push(...page.docs);
    cursor = page.next;
  } while (cursor !== undefined && docs.length < most);
  return docs;
}
