import { isDeepStrictEqual } from 'node:util';
import {
  type CollectionSpec,
  type Day,
  type Document,
  MonitorError,
  type Query,
  type Store,
  type VersionedDocument,
} from '@khien/model';
import type { Collection } from 'mongodb';
import { checkDocument, checkIds } from '../check-document';
import { mergeCounts } from '../count-merge';
import { createCursorSeal } from '../cursor';
import { findPage, type Slice } from '../find-page';
import { checkField, daysToRead, readDeletion, readFilter, readQuery } from '../read-query';
import {
  type CollectionAccess,
  type MongoStoreOptions,
  openCollections,
  type Stored,
} from './collection-access';
import { countHere, countOnServer } from './count-group';
import { insertNew } from './insert-new';
import { allOf, type Match, matchAnySegment, matchSegment, matchTests } from './match';

export type { MongoStoreOptions } from './collection-access';

const MAX_TIME_MS = 30_000;

/**
 * The store in MongoDB: majority writes on disk, one collection per day where partitioned. It connects when it is first used.
 * Errors: MonitorError `unavailable` when the server cannot be reached or did not do a write after several attempts,
 * `internal` when it refused, `invalid` and `bad_request` as the port says.
 * After an attempt whose answer was lost, `insertManyOnce` may count documents it inserted itself among the existing ones.
 */
export function createMongoStore(options: MongoStoreOptions): Store {
  const seal = createCursorSeal(options.cursorKey);
  const access = openCollections(options);

  return {
    async insertManyOnce(collection, docs, day) {
      const spec = access.spec(collection);
      const target = access.collection(spec, day);
      const stored = toStored(docs, collection);
      if (stored.length === 0) return { inserted: 0, existing: [] };
      const existing = await access.write(target, spec, () => insertNew(target, stored));
      return { inserted: docs.length - existing.length, existing };
    },

    async get<T extends Document>(collection: string, id: string, day?: string) {
      checkIds(collection, [id]);
      const target = access.collection(access.spec(collection), day);
      const doc = await access.read(collection, () => target.findOne({ _id: id }));
      return doc === null ? undefined : (doc as unknown as T);
    },

    async getMany<T extends Document>(collection: string, ids: readonly string[], day?: string) {
      checkIds(collection, ids);
      const target = access.collection(access.spec(collection), day);
      const unique = [...new Set(ids)];
      if (unique.length === 0) return [];
      const docs = await access.read(collection, () => target.find({ _id: { $in: unique } }).toArray());
      const found = new Map(docs.map((doc) => [doc._id, doc]));
      return unique.map((id) => found.get(id)).filter((doc) => doc !== undefined) as unknown as T[];
    },

    async find<T extends Document>(collection: string, query: Query) {
      const spec = access.spec(collection);
      const plan = readQuery(spec, query);
      const present = await mayBePresent(access, spec, query.days);
      return findPage<T>({
        collection,
        plan,
        cursor: query.cursor,
        days: daysToRead(spec, query.days, () => present),
        fetch: (slice) => fetchSlice<T>(access, collection, slice),
        seal,
      });
    },

    async replaceIfVersion(collection, doc, expected) {
      const spec = access.spec(collection);
      const target = access.collection(spec, undefined);
      const next: VersionedDocument = { ...doc, version: expected + 1 };
      const [replacement] = toStored([next], collection);
      return access.write(target, spec, (attempt) =>
        replaceAt(target, { next, replacement, expected, attempt }),
      );
    },

    async put(collection, docs, day) {
      const spec = access.spec(collection);
      const target = access.collection(spec, day);
      // The last of several with one id wins, whatever order the server works in.
      const last = new Map(toStored(docs, collection).map((doc) => [doc._id, doc]));
      const writes = [...last.values()].map((doc) => ({
        replaceOne: { filter: { _id: doc._id }, replacement: doc, upsert: true },
      }));
      if (writes.length === 0) return;
      await access.write(target, spec, () => target.bulkWrite(writes, { ordered: false }));
    },

    async countBy(collection, query, field, sums = []) {
      const spec = access.spec(collection);
      for (const name of [field, ...sums]) checkField(spec, name);
      const request = { match: allOf(matchTests(readFilter(spec, query.filter ?? {}))), field, sums };
      const present = await mayBePresent(access, spec, query.days);
      const count = (await access.isFerret()) ? countHere : countOnServer;
      const counted = [];
      for (const day of daysToRead(spec, query.days, () => present)) {
        const target = access.collection(spec, day === '' ? undefined : day);
        counted.push(...(await access.read(collection, () => count(target, request))));
      }
      return mergeCounts(counted, sums);
    },

    async deleteMany(collection, filter, options = {}) {
      const spec = access.spec(collection);
      const { tests, limit } = readDeletion(spec, filter, options.limit);
      const target = access.collection(spec, undefined);
      const match = allOf(matchTests(tests));
      return access.read(collection, () => deleteUpTo(target, match, limit));
    },

    async partitions(collection) {
      return access.days(access.spec(collection));
    },

    async dropPartition(collection, day) {
      const spec = access.spec(collection);
      if (!spec.partitioned) throw new MonitorError('internal', `${collection}: is not partitioned`);
      const target = access.collection(spec, day);
      access.forget(target);
      await access.read(collection, () => target.drop());
    },

    async sync() {
      // Every write has been acknowledged by a majority, from its journal on disk.
    },

    ping: () => access.ping(),
    close: () => access.close(),
  };
}

const DAY_MS = 86_400_000;

/**
 * Partitions a question has to look into: a day or two are looked into directly, for a collection that is not there is as good as an
 * empty one; for more it is worth asking which there are.
 */
async function mayBePresent(
  access: CollectionAccess,
  spec: CollectionSpec,
  asked: Query['days'],
): Promise<Day[]> {
  if (!spec.partitioned) return [];
  if (asked === undefined) return access.days(spec);
  const { from, to } = asked;
  if (from === to) return [from];
  // What is no day is refused by who reads the question.
  return Date.parse(to) - Date.parse(from) === DAY_MS ? [from, to] : access.days(spec);
}

/** The server knows no limit on a deletion: ids first, and then those that still meet the conditions. */
async function deleteUpTo(
  target: Collection<Stored>,
  match: Match,
  limit: number | undefined,
): Promise<number> {
  if (limit === undefined) return (await target.deleteMany(match)).deletedCount;
  const docs = await target.find(match, { projection: { _id: 1 }, limit, maxTimeMS: MAX_TIME_MS }).toArray();
  if (docs.length === 0) return 0;
  const chosen = { _id: { $in: docs.map((doc) => doc._id) } };
  return (await target.deleteMany(allOf([chosen, match]))).deletedCount;
}

interface Replacement {
  next: VersionedDocument;
  replacement: Stored | undefined;
  expected: number;
  attempt: number;
}

async function replaceAt(
  target: Collection<Stored>,
  { next, replacement, expected, attempt }: Replacement,
): Promise<boolean> {
  const filter = { _id: next._id, version: expected } as Partial<Stored>;
  const { matchedCount } = await target.replaceOne(filter, replacement as Stored);
  if (matchedCount > 0 || attempt === 1) return matchedCount > 0;
  // The attempt before may have done it and only its answer been lost.
  const stored = await target.findOne({ _id: next._id });
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(next)));
}

async function fetchSlice<T>(
  access: CollectionAccess,
  collection: string,
  { day, plan, after, before, limit }: Slice,
): Promise<T[]> {
  const target = access.collection(access.spec(collection), day === '' ? undefined : day);
  const match = allOf([
    ...matchTests(plan.tests),
    ...matchSegment(after),
    ...(before === undefined ? [] : [matchAnySegment(before)]),
  ]);
  const sort = plan.sort.map((key): [string, 1 | -1] => [key.field, key.descending ? -1 : 1]);
  const docs = await access.read(collection, () =>
    target.find(match, { sort, limit, maxTimeMS: MAX_TIME_MS }).toArray(),
  );
  return docs as unknown as T[];
}

/** Checked, and with -0 as JSON has it. */
function toStored(docs: readonly Document[], about: string): Stored[] {
  return docs.map((doc) => (checkDocument(doc, about).negativeZero ? JSON.parse(JSON.stringify(doc)) : doc));
}
