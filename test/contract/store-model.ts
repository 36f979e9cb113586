import type {
  CollectionSpec,
  Condition,
  Document,
  Query,
  Scalar,
  Store,
  VersionedDocument,
} from '@khien/model';
import fc from 'fast-check';
import { DAYS, type StoreFixture } from './store-fixture';

type Row = VersionedDocument & Record<string, unknown>;
type Data = Map<string, Row>;

const DAY_LIST = ['2026-11-19', '2026-11-20', '2026-11-21'];
const scalar = fc.oneof(
  fc.constantFrom<Scalar>(null, true, false, 0, 1, -1, 2.5, 0.1, 1 / 3, 1e21, 2147483648, 1763683200000),
  fc.constantFrom<Scalar>('', 'a', 'ab', 'b', 'A', 'á', 'ab\u{1f6e1}', '\uffff', '1', 'true'),
  fc.integer({ min: -3, max: 3 }),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ x: scalar }) },
);
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
/** `n`, `s` and `deep.i` are indexed; `s` and `t` hold only scalars, so they can be sorted by; `q` only numbers, strings or nothing. */
const row = fc.record(
  {
    _id: id,
    version: fc.integer({ min: 0, max: 2 }),
    n: value,
    m: value,
    s: scalar,
    t: scalar,
    q: fc.constantFrom<Scalar>(1, 2, -3, 0.5, 'x'),
    deep: fc.oneof(
      fc.record({ i: value, j: value }, { requiredKeys: [] }),
      fc.array(fc.record({ i: scalar })),
      scalar,
    ),
  },
  { requiredKeys: ['_id', 'version'] },
) as fc.Arbitrary<Row>;
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ in: fc.array(scalar, { maxLength: 3 }) }),
  fc
    .record({ gt: scalar, gte: scalar, lt: scalar, lte: scalar }, { requiredKeys: [] })
    .filter((bounds) => Object.keys(bounds).length > 0),
  fc.record({ exists: fc.boolean() }),
  fc.record({ prefix: fc.constantFrom('', 'a', 'ab', '\uffff', 'T') }),
);
const FIELDS = ['_id', 'n', 'm', 's', 't', 'deep', 'deep.i', 'deep.j'];
const filter = fc.dictionary(fc.constantFrom(...FIELDS), condition, { maxKeys: 2, noNullPrototype: true });
const sort = fc.uniqueArray(
  fc.tuple(fc.constantFrom('s', 't', '_id', 'version'), fc.constantFrom('asc' as const, 'desc' as const)),
  { maxLength: 3, selector: ([field]) => field },
);

type Step =
  | { kind: 'insert' | 'put'; docs: Row[]; day: string }
  | { kind: 'replace'; doc: Row; expected: number }
  | {
      kind: 'find';
      filter: Record<string, Condition>;
      sort: NonNullable<Query['sort']>;
      limit: number;
      parts: boolean;
    }
  | { kind: 'count'; filter: Record<string, Condition>; field: string; parts: boolean }
  | { kind: 'read'; ids: string[]; day: string }
  | { kind: 'drop'; day: string }
  | { kind: 'delete'; filter: Record<string, Condition>; limit: number | undefined };

const day = fc.constantFrom('', ...DAY_LIST);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert' as const, 'put' as const),
      docs: fc.array(row, { maxLength: 5 }),
      day,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      doc: row,
      expected: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('find' as const),
      filter,
      sort,
      limit: fc.integer({ min: 1, max: 4 }),
      parts: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('count' as const),
      filter,
      field: fc.constantFrom(...FIELDS),
      parts: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read' as const), ids: fc.array(id), day }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('drop' as const), day: fc.constantFrom(...DAY_LIST) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      filter: filter.filter((conditions) => Object.keys(conditions).length > 0),
      limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    }),
  },
);

/** The port in a few plain lines: what the adapters must agree with. */
function read(doc: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    return (at as Record<string, unknown>)[name];
  }, doc);
}

function rank(one: unknown): number {
  if (one === null || one === undefined) return 0;
  return { number: 1, string: 2, object: 3, boolean: 4 }[typeof one as 'number'] ?? 5;
}

function compare(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a !== 'string') return Number(a ?? 0) - Number(b ?? 0);
  const [x, y] = [[...a], [...(b as string)]].map((points) =>
    points.map((point) => point.codePointAt(0) ?? 0),
  );
  for (let index = 0; index < Math.max(x?.length ?? 0, y?.length ?? 0); index++) {
    const difference = (x?.[index] ?? -1) - (y?.[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function equal(found: unknown, wanted: Scalar): boolean {
  return wanted === null ? found === null || found === undefined : found === wanted;
}

function meets(found: unknown, wanted: Condition): boolean {
  if (wanted === null || typeof wanted !== 'object') return equal(found, wanted);
  if ('in' in wanted) return wanted.in.some((one) => equal(found, one));
  if ('exists' in wanted) return (found !== undefined) === wanted.exists;
  if ('prefix' in wanted) return typeof found === 'string' && found.startsWith(wanted.prefix);
  return Object.entries(wanted).every(([op, bound]) => {
    if (rank(found) === 3 || rank(found) !== rank(bound)) return false;
    const order = compare(found, bound);
    return op === 'gt' ? order > 0 : op === 'gte' ? order >= 0 : op === 'lt' ? order < 0 : order <= 0;
  });
}

function select(docs: Row[], wanted: Record<string, Condition>): Row[] {
  return docs.filter((doc) => Object.entries(wanted).every(([field, one]) => meets(read(doc, field), one)));
}

class Model {
  readonly single: Data = new Map();
  readonly parts = new Map<string, Data>();

  at(partition: string): Data {
    if (partition === '') return this.single;
    const found = this.parts.get(partition) ?? new Map<string, Row>();
    this.parts.set(partition, found);
    return found;
  }

  /** Earlier days first, so that a stable sort keeps them so. */
  all(parts: boolean): Row[] {
    if (!parts) return [...this.single.values()];
    return [...this.parts].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, data]) => [...data.values()]);
  }
}

async function play(store: Store, model: Model, one: Step): Promise<void> {
  const target = (partition: string): ['single' | 'parts', string | undefined] =>
    partition === '' ? ['single', undefined] : ['parts', partition];
  switch (one.kind) {
    case 'insert': {
      const data = model.at(one.day);
      const existing: string[] = [];
      for (const doc of one.docs) {
        if (data.has(doc._id)) existing.push(doc._id);
        else data.set(doc._id, doc);
      }
      if (one.docs.length === 0 && data.size === 0) model.parts.delete(one.day);
      const [name, partition] = target(one.day);
      const answer = await store.insertManyOnce(name, one.docs, partition);
      expect(answer).toEqual({ inserted: one.docs.length - existing.length, existing });
      return;
    }
    case 'put': {
      const data = model.at(one.day);
      for (const doc of one.docs) data.set(doc._id, doc);
      if (one.docs.length === 0 && data.size === 0) model.parts.delete(one.day);
      const [name, partition] = target(one.day);
      await store.put(name, one.docs, partition);
      return;
    }
    case 'replace': {
      const known = model.single.get(one.doc._id);
      const fits = known?.version === one.expected;
      if (fits) model.single.set(one.doc._id, { ...one.doc, version: one.expected + 1 });
      expect(await store.replaceIfVersion('single', one.doc, one.expected)).toBe(fits);
      return;
    }
    case 'find':
      expect(await findAll(store, one)).toEqual(expectedFind(model, one));
      return;
    case 'count': {
      const query = { filter: one.filter, ...(one.parts ? { days: DAYS } : {}) };
      const answer = await store.countBy(one.parts ? 'parts' : 'single', query, one.field, ['q']);
      expect(answer).toEqual(expectedCount(select(model.all(one.parts), one.filter), one.field));
      return;
    }
    case 'read': {
      const [name, partition] = target(one.day);
      const data = one.day === '' ? model.single : (model.parts.get(one.day) ?? new Map<string, Row>());
      const expected = [...new Set(one.ids)]
        .map((wanted) => data.get(wanted))
        .filter((doc) => doc !== undefined);
      expect(await store.getMany(name, one.ids, partition)).toEqual(expected);
      for (const wanted of one.ids)
        expect(await store.get(name, wanted, partition)).toEqual(data.get(wanted));
      return;
    }
    case 'drop':
      model.parts.delete(one.day);
      await store.dropPartition('parts', one.day);
      expect(await store.partitions('parts')).toEqual([...model.parts.keys()].sort());
      return;
    case 'delete':
      await playDelete(store, model.single, one);
  }
}

/** Which of too many are deleted is not said: the model takes over what the store chose, as long as it was allowed to. */
async function playDelete(store: Store, data: Data, one: Extract<Step, { kind: 'delete' }>): Promise<void> {
  const doomed = new Set(select([...data.values()], one.filter).map((doc) => doc._id));
  const count = Math.min(doomed.size, one.limit ?? doomed.size);
  const options = one.limit === undefined ? {} : { limit: one.limit };
  expect(await store.deleteMany('single', one.filter, options)).toBe(count);
  const left = await store.getMany<Row>('single', [...data.keys()]);
  const gone = [...data.keys()].filter((known) => !left.some((doc) => doc._id === known));
  expect(gone).toHaveLength(count);
  expect(gone.filter((known) => !doomed.has(known))).toEqual([]);
  for (const known of gone) data.delete(known);
}

async function findAll(store: Store, one: Extract<Step, { kind: 'find' }>): Promise<Document[]> {
  const docs: Document[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find(one.parts ? 'parts' : 'single', {
      filter: one.filter,
      sort: one.sort,
      limit: one.limit,
      ...(one.parts ? { days: DAYS } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (page.next !== undefined) expect(page.docs).toHaveLength(one.limit);
    docs.push(...page.docs);
    cursor = page.next;
  } while (cursor !== undefined);
  return docs;
}

function expectedFind(model: Model, one: Extract<Step, { kind: 'find' }>): Row[] {
  const until = one.sort.findIndex(([field]) => field === '_id');
  const keys = until < 0 ? [...one.sort] : one.sort.slice(0, until + 1);
  if (until < 0) keys.push(['_id', keys.at(-1)?.[1] ?? 'asc']);
  return select(model.all(one.parts), one.filter).sort((a, b) => {
    for (const [field, direction] of keys) {
      const order = compare(read(a, field), read(b, field));
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return 0;
  });
}

function expectedCount(docs: Row[], field: string): unknown[] {
  const groups = new Map<Scalar, { value: Scalar; count: number; sums: { q: number } }>();
  for (const doc of docs) {
    const found = read(doc, field);
    const key = typeof found === 'object' || found === undefined ? null : (found as Scalar);
    const group = groups.get(key) ?? { value: key, count: 0, sums: { q: 0 } };
    group.count += 1;
    group.sums.q += typeof doc.q === 'number' ? doc.q : 0;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => compare(a.value, b.value));
}

/** Any sequence of operations gives the answers that a Map gives. */
export function storeModel(fixture: StoreFixture, { runs }: { runs: number }): void {
  const indexes = [['n'], ['s', 'n'], ['deep.i']];
  const specs: CollectionSpec[] = [
    { name: 'single', partitioned: false, indexes, durability: 'relaxed', deletable: true },
    { name: 'parts', partitioned: true, indexes, durability: 'relaxed' },
  ];
  it('answers any sequence of operations as a plain Map does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { store } = await fixture.open(specs);
        try {
          const model = new Model();
          for (const one of steps) await play(store, model, one);
        } finally {
          await store.close();
        }
      }),
      { numRuns: runs },
    );
  }, 120_000);
}
