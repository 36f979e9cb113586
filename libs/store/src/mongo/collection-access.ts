import { type CollectionSpec, type Day, type Logger, MonitorError } from '@khien/model';
import { type Collection, type Db, MongoClient } from 'mongodb';
import { collectionLookup } from '../collections';
import { dayOfPartition, physicalName } from '../partition';
import { withRetry } from './retry';

export interface MongoStoreOptions {
  /** `retryWrites=false` and the like are taken from it. */
  uri: string;
  database: string;
  /** Secret that signs cursors, at least 16 octets; the same in every process. */
  cursorKey: Buffer;
  collections: readonly CollectionSpec[];
  log: Logger;
  /** Jitter of retries, 0..1. */
  random?: () => number;
}

export interface Stored {
  _id: string;
}

/** The connection, made when it is first needed and again when it was lost. */
export interface CollectionAccess {
  spec(collection: string): CollectionSpec;
  collection(spec: CollectionSpec, day: Day | undefined): Collection<Stored>;
  /** Runs work with retries, after the collection has its indexes when it is to be written to. */
  write<T>(
    target: Collection<Stored>,
    spec: CollectionSpec,
    work: (attempt: number) => Promise<T>,
  ): Promise<T>;
  read<T>(about: string, work: () => Promise<T>): Promise<T>;
  days(spec: CollectionSpec): Promise<Day[]>;
  forget(target: Collection<Stored>): void;
  /** FerretDB speaks the protocol but not all of it. */
  isFerret(): Promise<boolean>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function openCollections(options: MongoStoreOptions): CollectionAccess {
  const { log, random = Math.random } = options;
  const client = connect(options.uri);
  const db = client.db(options.database);
  const indexed = new Map<string, Promise<void>>();
  const retry = <T>(about: string, work: (attempt: number) => Promise<T>): Promise<T> =>
    withRetry({ about, log, random }, work);
  let ferret: boolean | undefined;

  return {
    spec: collectionLookup(options.collections),
    collection: (spec, day) => db.collection<Stored>(physicalName(spec, day)),
    async write(target, spec, work) {
      const name = target.collectionName;
      const ready = indexed.get(name) ?? retry(name, () => makeIndexes(target, spec));
      indexed.set(name, ready);
      await ready.catch((error: unknown) => {
        indexed.delete(name);
        throw error;
      });
      return retry(name, work);
    },
    read: retry,
    async days(spec) {
      const found = await retry(spec.name, () => db.listCollections({}, { nameOnly: true }).toArray());
      const days = found.map(({ name }) => dayOfPartition(spec, name));
      return days.filter((day) => day !== undefined).sort();
    },
    forget: (target) => void indexed.delete(target.collectionName),
    async isFerret() {
      ferret ??= await retry('buildInfo', () => runsFerret(db));
      return ferret;
    },
    ping: () => retry('ping', async () => void (await db.command({ ping: 1 }))),
    close: () => client.close(),
  };
}

function connect(uri: string): MongoClient {
  try {
    return new MongoClient(uri, {
      appName: 'khien',
      serverSelectionTimeoutMS: 5000,
      connectTimeoutMS: 5000,
      socketTimeoutMS: 60_000,
      maxPoolSize: 50,
      ignoreUndefined: true,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 30_000 },
      readConcern: { level: 'majority' },
    });
  } catch (error) {
    // The address may hold a password: it goes nowhere.
    throw new MonitorError('bad_configuration', 'store: the MongoDB address cannot be used', {
      cause: error,
    });
  }
}

/** With `_id` at the end, one index serves both the filter and the total order. */
async function makeIndexes(target: Collection<Stored>, spec: CollectionSpec): Promise<void> {
  if (spec.indexes.length === 0) return;
  const indexes = spec.indexes.map((fields) => ({
    name: fields.join('_'),
    key: Object.fromEntries([...fields, '_id'].map((field) => [field, 1 as const])),
  }));
  // One a call: FerretDB 1 falls over a call that names two indexes which are already there (slices.Delete while it walks the list).
  for (const index of indexes) await target.createIndexes([index]);
}

async function runsFerret(db: Db): Promise<boolean> {
  return 'ferretdbVersion' in (await db.command({ buildInfo: 1 }));
}
