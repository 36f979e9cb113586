import type { Day } from '../chunk';

export type Scalar = string | number | boolean | null;
/** Conditions on one dotted field. A plain scalar is equality; `null` matches null and absent. */
export type Condition =
  | Scalar
  | { in: Scalar[] }
  | { gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar }
  | { exists: boolean }
  | { prefix: string };
export type Filter = Record<string, Condition>;

export interface Document {
  _id: string;
}
export interface VersionedDocument extends Document {
  version: number;
}

export interface Query {
  filter?: Filter;
  /** Default: by `_id`. `_id` is always the last key, so order is total. */
  sort?: Array<[field: string, direction: 'asc' | 'desc']>;
  /** 1..5000, default 100. */
  limit?: number;
  /** `next` of the page before; signed, and only good for the same collection, filter and sort (else MonitorError `bad_request`). */
  cursor?: string;
  /** For partitioned collections: days looked at, both inclusive. Required for them. */
  days?: { from: Day; to: Day };
}
export interface Page<T> {
  docs: T[];
  next?: string;
}

/** How a collection is kept. One table of these stands in libs/store. */
export interface CollectionSpec {
  name: string;
  /** One physical collection per day, dropped whole for retention. */
  partitioned: boolean;
  /** Each index is a list of dotted fields. */
  indexes: string[][];
  /** `relaxed`: the journal still holds it; `full`: a person did it, or it exists nowhere else. */
  durability: 'relaxed' | 'full';
  /** `deleteMany` works here: its documents can be rolled up or expire. Never set where a person's doing is kept. */
  deletable?: boolean;
}

/** Small port for documents; every adapter passes the same contract suite. Values are JSON; no NUL in strings, no `.` or leading `$` in keys of stored documents. */
export interface Store {
  /** Inserts what is not there yet, by `_id`; what is there stays untouched. Order kept; returns the ids that were already there. */
  insertManyOnce<T extends Document>(
    collection: string,
    docs: readonly T[],
    day?: Day,
  ): Promise<{ inserted: number; existing: string[] }>;
  get<T extends Document>(collection: string, id: string, day?: Day): Promise<T | undefined>;
  getMany<T extends Document>(collection: string, ids: readonly string[], day?: Day): Promise<T[]>;
  find<T extends Document>(collection: string, query: Query): Promise<Page<T>>;
  /** Replaces the document if its stored `version` is `expected`, storing `version = expected + 1`. False when it is not. */
  replaceIfVersion<T extends VersionedDocument>(
    collection: string,
    doc: T,
    expected: number,
  ): Promise<boolean>;
  /** Inserts or overwrites by `_id`; only for what has a single writer or is derived. */
  put<T extends Document>(collection: string, docs: readonly T[], day?: Day): Promise<void>;
  /** Number of documents per value of `field` (absent counts under null), and the sum of each of `sums`. */
  countBy(
    collection: string,
    query: Pick<Query, 'filter' | 'days'>,
    field: string,
    sums?: string[],
  ): Promise<Array<{ value: Scalar; count: number; sums: Record<string, number> }>>;
  /**
   * Deletes what meets the filter, at most `limit` (1..5000; which ones is not said), and returns how many were deleted;
   * possibly too few where the answer of the server was lost. For what was rolled up or has expired; never for what a person did:
   * MonitorError `forbidden` where the collection is not `deletable`, `bad_request` for a filter without conditions.
   */
  deleteMany(collection: string, filter: Filter, options?: { limit?: number }): Promise<number>;
  /** Days that have a partition, ascending. */
  partitions(collection: string): Promise<Day[]>;
  dropPartition(collection: string, day: Day): Promise<void>;
  /** After this resolves, everything written before it survives a power cut. */
  sync(): Promise<void>;
  /** Resolves when the store answers; MonitorError `unavailable` otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
