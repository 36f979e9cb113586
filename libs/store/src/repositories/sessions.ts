import type { Store, VersionedDocument } from '@khien/model';
import { insertOne } from './insert-one';
import { readAll } from './read-all';
import { updateWithRetry } from './update-with-retry';

/** What every document of the collection has; the rest belongs to whoever runs sessions. */
export interface SessionDocument extends VersionedDocument {
  userId: string;
}

/** Refresh tokens and their families. */
export interface SessionRepository<T extends SessionDocument> {
  /**
   * True for exactly one caller per `_id`, also on servers whose updates are not atomic: to use a refresh token only once,
   * claim a marker whose id derives from the token.
   */
  insertOnce(doc: T): Promise<boolean>;
  get(id: string): Promise<T | undefined>;
  ofUser(userId: string): Promise<T[]>;
  /** MonitorError `not_found`, `conflict`. */
  update(id: string, change: (doc: T) => T | undefined): Promise<T>;
}

export function createSessionRepository<T extends SessionDocument>(store: Store): SessionRepository<T> {
  return {
    insertOnce: (doc) => insertOne(store, 'sessions', doc),
    get: (id) => store.get<T>('sessions', id),
    ofUser: (userId) => readAll<T>(store, 'sessions', { filter: { userId } }),
    update: (id, change) => updateWithRetry<T>(store, 'sessions', { id, change }),
  };
}
