import { MonitorError, type Store, type VersionedDocument } from '@khien/model';

const MAX_ATTEMPTS = 20;

/**
 * Reads, changes, and replaces if nobody else did meanwhile; again when somebody did. `change` gets the document as it stands
 * and returns the new one, or undefined to leave it. Answers the document as it is afterwards.
 * MonitorError `not_found`; `conflict` when others keep coming first.
 */
export async function updateWithRetry<T extends VersionedDocument>(
  store: Store,
  collection: string,
  { id, change }: { id: string; change: (doc: T) => T | undefined },
): Promise<T> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const doc = await store.get<T>(collection, id);
    if (doc === undefined) throw new MonitorError('not_found', `${collection}: no ${id}`);
    const changed = change(doc);
    if (changed === undefined) return doc;
    if (await store.replaceIfVersion(collection, changed, doc.version))
      return { ...changed, version: doc.version + 1 };
  }
  throw new MonitorError('conflict', `${collection}: ${id} is being changed by others`);
}
