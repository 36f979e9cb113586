import type { Document, Store } from '@khien/model';

/** True when the document was not there before: of any number of callers with one `_id`, exactly one is told so, on every adapter. */
export async function insertOne(
  store: Store,
  collection: string,
  doc: Document,
  day?: string,
): Promise<boolean> {
  const { inserted } = await store.insertManyOnce(collection, [doc], day);
  return inserted === 1;
}
