import type { Store } from '@khien/model';
import type { MongoStoreOptions } from './create-mongo-store';

/** `createMongoStore` with its driver loaded at the first call: on the embedded default, and in most commands, nobody asks for it. */
export function createMongoStore(options: MongoStoreOptions): Store {
  const mongo = require('./create-mongo-store') as typeof import('./create-mongo-store');
  return mongo.createMongoStore(options);
}
