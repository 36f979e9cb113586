import { type Logger, MonitorError, type Store } from '@khien/model';
import { COLLECTIONS } from './collections';
import { createSqliteStore } from './sqlite/create-sqlite-store';

export interface OpenStoreOptions {
  /** Where given, MongoDB holds everything and `directory` is not used. */
  mongodbUri?: string;
  directory: string;
  /** Secret that signs cursors, at least 16 octets; the same for all processes of one installation. */
  cursorKey: Buffer;
  log: Logger;
}

/** The store of this installation: MongoDB where its address is given, else the embedded SQLite files. */
export async function openStore({ mongodbUri, directory, cursorKey }: OpenStoreOptions): Promise<Store> {
  if (mongodbUri !== undefined)
    throw new MonitorError('bad_configuration', 'store: MongoDB is not supported yet');
  return createSqliteStore({ directory, cursorKey, collections: COLLECTIONS });
}
