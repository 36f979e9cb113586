import type { Logger, Store } from '@khien/model';
import { COLLECTIONS } from './collections';
import { createMongoStore } from './mongo/load-mongo-store';
import { createSqliteStore } from './sqlite/create-sqlite-store';

export interface OpenStoreOptions {
  /** Where given, MongoDB holds everything and `directory` is not used. */
  mongodbUri?: string;
  /** Database in it, where the address names none. */
  database?: string;
  directory: string;
  /** Secret that signs cursors, at least 16 octets; the same for all processes of one installation. */
  cursorKey: Buffer;
  log: Logger;
}

/** The store of this installation: MongoDB where its address is given, else the embedded SQLite files. Does not wait for the server: `ping` does. */
export async function openStore({
  mongodbUri,
  database,
  directory,
  cursorKey,
  log,
}: OpenStoreOptions): Promise<Store> {
  const collections = COLLECTIONS;
  if (mongodbUri === undefined) return createSqliteStore({ directory, cursorKey, collections });
  return createMongoStore({
    uri: mongodbUri,
    database: databaseOf(mongodbUri) ?? database ?? 'khien',
    cursorKey,
    collections,
    log,
  });
}

/** `mongodb://user:secret@host-a,host-b/name?options` */
function databaseOf(uri: string): string | undefined {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
}
