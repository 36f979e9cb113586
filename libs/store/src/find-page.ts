import type { Day, Document, Page, Scalar } from '@khien/model';
import type { CursorSeal, Position } from './cursor';
import { reversed, type Segment, segmentsAfter } from './keyset';
import type { Plan, SortKey } from './read-query';
import { compareScalars, compareStrings, sortKeyAt } from './scalar-order';

/** What an adapter is asked for: documents of one partition that meet the plan's tests, `after`, and one of `before` where given, in sort order. */
export interface Slice {
  /** Empty for a collection without partitions. */
  day: Day | '';
  plan: Plan;
  after: Segment;
  before: Segment[] | undefined;
  limit: number;
}

export interface PageRequest<T extends Document> {
  collection: string;
  plan: Plan;
  cursor: string | undefined;
  /** `['']` for a collection without partitions. */
  days: Array<Day | ''>;
  fetch: (slice: Slice) => Promise<T[]>;
  seal: CursorSeal;
}

interface Entry<T> {
  doc: T;
  keys: Scalar[];
  day: string;
}

/**
 * One page in one order, whatever number of partitions it comes from. Partitions are read one after another, and each only for what
 * can still come before the worst document kept so far, so memory is bounded by the page. The same `_id` in two partitions: the earlier day first.
 */
export async function findPage<T extends Document>(request: PageRequest<T>): Promise<Page<T>> {
  const { plan, seal, collection } = request;
  const start = request.cursor === undefined ? undefined : seal.read(collection, plan, request.cursor);
  // Newest day first where the newest documents are wanted first: then the others have little to add.
  const days = plan.sort[0]?.descending ? [...request.days].reverse() : request.days;
  let kept: Entry<T>[] = [];
  for (const day of days) {
    const found = await readPartition(request, { day, start, kept });
    kept = kept.length === 0 ? found : mergeSorted([...kept, ...found], plan);
  }
  const page = kept.slice(0, plan.limit);
  const last = page.at(-1);
  const docs = page.map((entry) => entry.doc);
  if (kept.length <= plan.limit || last === undefined) return { docs };
  return { docs, next: seal.sign(collection, plan, { keys: last.keys, day: last.day }) };
}

interface PartitionState<T> {
  day: Day | '';
  start: Position | undefined;
  kept: Entry<T>[];
}

async function readPartition<T extends Document>(
  { plan, fetch }: PageRequest<T>,
  { day, start, kept }: PartitionState<T>,
): Promise<Entry<T>[]> {
  const wanted = plan.limit + 1;
  const worst = kept.length === wanted ? kept[wanted - 1] : undefined;
  const before = worst && segmentsAfter(reversed(plan.sort), worst.keys, day < worst.day);
  const segments = start === undefined ? [[]] : segmentsAfter(plan.sort, start.keys, day > start.day);
  const found: Entry<T>[] = [];
  for (const after of segments) {
    if (found.length >= wanted) break;
    const docs = await fetch({ day, plan, after, before, limit: wanted - found.length });
    for (const doc of docs) found.push({ doc, keys: keysOf(doc, plan.sort), day });
  }
  return found;
}

function mergeSorted<T>(entries: Entry<T>[], { sort, limit }: Plan): Entry<T>[] {
  return entries.sort((a, b) => compareEntries(a, b, sort)).slice(0, limit + 1);
}

function compareEntries<T>(a: Entry<T>, b: Entry<T>, sort: readonly SortKey[]): number {
  for (let index = 0; index < sort.length; index++) {
    const order = compareScalars(a.keys[index] ?? null, b.keys[index] ?? null);
    if (order !== 0) return sort[index]?.descending ? -order : order;
  }
  return compareStrings(a.day, b.day);
}

function keysOf(doc: Document, sort: readonly SortKey[]): Scalar[] {
  return sort.map((key) => sortKeyAt(doc, key.field));
}
