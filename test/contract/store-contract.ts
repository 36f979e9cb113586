import type { CollectionSpec, Condition, Document, Query, Store, VersionedDocument } from '@khien/model';

export const CURSOR_KEY = Buffer.alloc(32, 7);
export const DAYS = { from: '2026-11-01', to: '2026-11-30' };

/** `n` and `tag` are indexed, everything else is not: both ways of looking must agree. */
export const SPECS: CollectionSpec[] = [
  { name: 'things', partitioned: false, indexes: [['n'], ['tag', 'n']], durability: 'relaxed' },
  { name: 'records', partitioned: false, indexes: [['n']], durability: 'full' },
  { name: 'parts', partitioned: true, indexes: [['n'], ['tag', 'n']], durability: 'relaxed' },
];

export interface StoreFixture {
  /** A store on data of its own; `again` is another one on the same data, as another process would have. */
  open(specs?: CollectionSpec[]): Promise<{ store: Store; again: () => Promise<Store> }>;
  /** False on FerretDB 1, whose updates are a read and a write. */
  atomicUpdates(): Promise<boolean>;
}

interface Row extends VersionedDocument {
  n?: unknown;
  tag?: unknown;
  [field: string]: unknown;
}

async function idsOf(store: Store, collection: string, query: Query): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find(collection, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.docs.map((doc) => doc._id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

function rows(count: number, make: (index: number) => Record<string, unknown> = () => ({})): Document[] {
  return Array.from({ length: count }, (_none, index) => ({
    _id: `r${String(index).padStart(5, '0')}`,
    ...make(index),
  }));
}

/** What every adapter of the store port must do. */
export function storeContract(fixture: StoreFixture): void {
  let store: Store;
  let again: () => Promise<Store>;
  const opened: Store[] = [];
  beforeEach(async () => {
    const fresh = await fixture.open();
    store = fresh.store;
    again = async () => {
      const other = await fresh.again();
      opened.push(other);
      return other;
    };
    opened.push(store);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });

  describe('insertManyOnce', () => {
    it('keeps what is there and names it, in the order given, within one call too', async () => {
      const first = await store.insertManyOnce('things', [{ _id: 'b' }, { _id: 'a' }]);
      const docs = [
        { _id: 'a', n: 1 },
        { _id: 'c', n: 1 },
        { _id: 'b', n: 1 },
        { _id: 'c', n: 2 },
      ];
      const second = await store.insertManyOnce('things', docs);
      expect(first).toEqual({ inserted: 2, existing: [] });
      expect(second).toEqual({ inserted: 1, existing: ['a', 'b', 'c'] });
      expect(await store.get('things', 'a')).toEqual({ _id: 'a' });
      expect(await store.get('things', 'c')).toEqual({ _id: 'c', n: 1 });
    });

    it('takes an empty list', async () => {
      expect(await store.insertManyOnce('things', [])).toEqual({ inserted: 0, existing: [] });
    });

    it.each([
      { name: 'one store', stores: 1 },
      { name: 'two stores on the same data', stores: 2 },
    ])('lets exactly one of 20 parallel inserts of an id win ($name)', async ({ stores }) => {
      const all = stores === 1 ? [store] : [store, await again()];
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_none, by) =>
          (all[by % all.length] as Store).insertManyOnce('records', [{ _id: 'one', by } as Document]),
        ),
      );
      const winners = answers
        .map((answer, by) => ({ answer, by }))
        .filter(({ answer }) => answer.inserted === 1);
      expect(winners).toHaveLength(1);
      expect(await store.get('records', 'one')).toEqual({ _id: 'one', by: winners[0]?.by });
    });

    it('keeps the same id apart in two partitions', async () => {
      await store.insertManyOnce('parts', [{ _id: 'x', n: 1 } as Document], '2026-11-20');
      const answer = await store.insertManyOnce('parts', [{ _id: 'x', n: 2 } as Document], '2026-11-21');
      expect(answer.inserted).toBe(1);
      expect(await store.get('parts', 'x', '2026-11-20')).toEqual({ _id: 'x', n: 1 });
    });

    it.each([
      { name: 'a dot in a key', doc: { 'a.b': 1 }, pointer: '/a.b' },
      { name: 'a dot in a key below an array', doc: { a: [{ 'b.c': 1 }] }, pointer: '/a/0/b.c' },
      { name: 'a leading $', doc: { a: { $gt: 1 } }, pointer: '/a/$gt' },
      { name: 'an empty key', doc: { a: { '': 1 } }, pointer: '/a/' },
      {
        name: 'the key the MongoDB driver reserves',
        doc: { a: { _bsontype: 'Code' } },
        pointer: '/a/_bsontype',
      },
      { name: 'NUL in a string', doc: { a: { b: 'x\0y' } }, pointer: '/a/b' },
      { name: 'NUL in a key', doc: { 'x\0y': 1 }, pointer: '/x\0y' },
      { name: 'a lone surrogate', doc: { a: ['x\ud800y'] }, pointer: '/a/0' },
      { name: 'NaN', doc: { a: Number.NaN }, pointer: '/a' },
      { name: 'infinity', doc: { a: Number.POSITIVE_INFINITY }, pointer: '/a' },
      { name: 'a date object', doc: { a: new Date(0) }, pointer: '/a' },
      { name: 'octets', doc: { a: Buffer.from('x') }, pointer: '/a' },
      { name: 'undefined in an array', doc: { a: [undefined] }, pointer: '/a/0' },
      { name: 'a bigint', doc: { a: 1n }, pointer: '/a' },
      { name: 'an empty id', doc: { _id: '' }, pointer: '/_id' },
      { name: 'an id with NUL', doc: { _id: 'x\0' }, pointer: '/_id' },
      { name: 'an id that is no string', doc: { _id: 5 }, pointer: '/_id' },
      { name: 'an id that is too long', doc: { _id: 'x'.repeat(10_001) }, pointer: '/_id' },
    ])('refuses $name, and writes nothing of the batch', async ({ doc, pointer }) => {
      const batch = [{ _id: 'good' }, { _id: 'bad', ...doc }] as Document[];
      for (const write of [store.insertManyOnce('things', batch), store.put('things', batch)])
        await expect(write).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer }] });
      expect(await store.get('things', 'good')).toBeUndefined();
    });

    it('refuses nesting that some server could not hold', async () => {
      const nest = (depth: number): unknown => (depth === 0 ? 1 : { a: nest(depth - 1) });
      await store.insertManyOnce('things', [{ _id: 'ok', a: nest(60) } as Document]);
      const deep = store.insertManyOnce('things', [{ _id: 'deep', a: nest(70) } as Document]);
      await expect(deep).rejects.toMatchObject({ code: 'invalid' });
    });
  });

  describe('documents', () => {
    it.each([
      { name: 'unicode', value: 'Tỉnh Khánh Hòa 🛡️ \u{10ffff} \uffff "\\u0000" \\u0000 \r\n\t\x01' },
      { name: 'numbers', value: [0, -1, 2147483648, 9007199254740991, 1e21, 0.1, 1 / 3, -1.5e-300] },
      { name: 'minus zero, which JSON has as zero', value: -0, back: 0 },
      { name: 'empty things', value: { a: {}, b: [], c: '', d: null, e: false } },
      { name: 'keys of all kinds', value: { 'a b': 1, __proto: 2, 'á/~"\'': 3, a$: 4, '0': 5 } },
      { name: 'absent as undefined', value: { a: undefined, b: 1 }, back: { b: 1 } },
    ])('come back as they were: $name', async ({ value, back }) => {
      await store.insertManyOnce('things', [{ _id: 'x', value } as Document]);
      const expected = back === undefined ? value : back;
      expect(await store.get('things', 'x')).toStrictEqual({ _id: 'x', value: expected });
      expect((await store.find('things', {})).docs).toStrictEqual([{ _id: 'x', value: expected }]);
    });

    it('keep own keys called __proto__', async () => {
      const doc = JSON.parse('{"_id":"x","a":{"__proto__":{"b":1}}}') as Document;
      await store.put('things', [doc]);
      expect(JSON.stringify(await store.get('things', 'x'))).toBe('{"_id":"x","a":{"__proto__":{"b":1}}}');
    });

    it('may have an id of 10,000 characters', async () => {
      const doc = { _id: 'ộ'.repeat(10_000) };
      await store.insertManyOnce('things', [doc]);
      expect(await store.insertManyOnce('things', [doc])).toEqual({ inserted: 0, existing: [doc._id] });
      expect(await store.get('things', doc._id)).toEqual(doc);
    });

    it('may have 200 kB', async () => {
      const text = 'ký tự '.repeat(25_000);
      await store.insertManyOnce('things', [{ _id: 'big', text } as Document]);
      expect(await store.get('things', 'big')).toEqual({ _id: 'big', text });
    });

    it('survive closing', async () => {
      await store.insertManyOnce('records', [{ _id: 'x', n: 1 } as Document]);
      await store.sync();
      const other = await again();
      expect(await other.get('records', 'x')).toEqual({ _id: 'x', n: 1 });
    });
  });

  describe('get and getMany', () => {
    it('answer undefined and nothing where nothing is', async () => {
      expect(await store.get('things', 'x')).toBeUndefined();
      expect(await store.get('parts', 'x', '2026-11-20')).toBeUndefined();
      expect(await store.getMany('parts', ['x', 'y'], '2026-11-20')).toEqual([]);
      expect(await store.getMany('things', [])).toEqual([]);
    });

    it('answer in the order of the ids, each once', async () => {
      await store.insertManyOnce('things', rows(5));
      const found = await store.getMany('things', ['r00003', 'nope', 'r00001', 'r00003']);
      expect(found.map((doc) => doc._id)).toEqual(['r00003', 'r00001']);
    });

    it('refuse an id that no document can have', async () => {
      await expect(store.get('things', 'x\0')).rejects.toMatchObject({ code: 'bad_request' });
      await expect(store.getMany('things', ['\ud800'])).rejects.toMatchObject({ code: 'bad_request' });
    });
  });

  describe('put', () => {
    it('overwrites, and of several with one id the last wins', async () => {
      await store.put('parts', [{ _id: 'x', n: 1 } as Document], '2026-11-20');
      const docs = [
        { _id: 'x', n: 2 },
        { _id: 'y', n: 1 },
        { _id: 'x', n: 3, tag: 'z' },
      ];
      await store.put('parts', docs, '2026-11-20');
      expect(await store.get('parts', 'x', '2026-11-20')).toEqual({ _id: 'x', n: 3, tag: 'z' });
      const found = await store.find('parts', { days: DAYS, filter: { tag: 'z', n: 3 } });
      expect(found.docs.map((doc) => doc._id)).toEqual(['x']);
      await store.put('parts', [], '2026-11-20');
    });
  });

  describe('replaceIfVersion', () => {
    it('replaces only the version expected', async () => {
      const doc: Row = { _id: 'x', version: 3, n: 1 };
      await store.insertManyOnce('records', [doc]);
      expect(await store.replaceIfVersion('records', { ...doc, n: 2 }, 2)).toBe(false);
      expect(await store.replaceIfVersion('records', { ...doc, _id: 'none' }, 3)).toBe(false);
      expect(await store.replaceIfVersion('records', { ...doc, n: 2 }, 3)).toBe(true);
      expect(await store.get('records', 'x')).toEqual({ _id: 'x', version: 4, n: 2 });
      expect((await store.find('records', { filter: { n: 2 } })).docs).toHaveLength(1);
    });

    it('lets exactly one of 20 racing replacements win (FerretDB 1: one or more, its updates are not atomic)', async () => {
      await store.insertManyOnce('records', [{ _id: 'x', version: 0 } as Document]);
      const all = [store, await again()];
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_none, by) =>
          (all[by % 2] as Store).replaceIfVersion('records', { _id: 'x', version: 0, by } as Row, 0),
        ),
      );
      const winners = answers.filter((won) => won).length;
      expect(winners).toBeGreaterThanOrEqual(1);
      if (await fixture.atomicUpdates()) expect(winners).toBe(1);
      expect(await store.get('records', 'x')).toMatchObject({ version: 1 });
    });
  });

  describe('filters', () => {
    const docs = [
      { _id: 'absent' },
      { _id: 'null', n: null, m: null, deep: { m: null } },
      { _id: 'one', n: 1, m: 1, deep: { m: 1 } },
      { _id: 'half', n: 2.5, m: 2.5, deep: { m: 2.5 } },
      { _id: 'text', n: 'an', m: 'an', deep: { m: 'an' } },
      { _id: 'textual one', n: '1', m: '1', deep: { m: '1' } },
      { _id: 'true', n: true, m: true, deep: { m: true } },
      { _id: 'false', n: false, m: false, deep: { m: false } },
      { _id: 'array', n: [1, 'an', null, true], m: [1, 'an', null, true], deep: { m: [1] } },
      { _id: 'object', n: { x: 1 }, m: { x: 1 }, deep: { m: { x: 1 } } },
      { _id: 'array above', deep: [{ m: 1 }, { m: 'an' }] },
    ];
    const cases: Array<{ condition: Condition; expected: string[] }> = [
      { condition: 1, expected: ['one'] },
      { condition: 2.5, expected: ['half'] },
      { condition: '1', expected: ['textual one'] },
      { condition: true, expected: ['true'] },
      { condition: false, expected: ['false'] },
      { condition: null, expected: ['absent', 'null', 'array above'] },
      { condition: { in: [1, 'an', false] }, expected: ['one', 'text', 'false'] },
      { condition: { in: [null, true] }, expected: ['absent', 'null', 'array above', 'true'] },
      { condition: { in: [] }, expected: [] },
      { condition: { gt: 1 }, expected: ['half'] },
      { condition: { gte: 1 }, expected: ['one', 'half'] },
      { condition: { lt: 2.5 }, expected: ['one'] },
      { condition: { gte: 1, lt: 2.5 }, expected: ['one'] },
      { condition: { gt: '1' }, expected: ['text'] },
      { condition: { gte: '' }, expected: ['text', 'textual one'] },
      { condition: { lt: 'b' }, expected: ['text', 'textual one'] },
      { condition: { gt: false }, expected: ['true'] },
      { condition: { lte: true }, expected: ['true', 'false'] },
      { condition: { gte: null }, expected: ['absent', 'null', 'array above'] },
      { condition: { lt: null }, expected: [] },
      { condition: { gte: 1, lt: 'b' }, expected: [] },
      { condition: { gte: null, lt: 5 }, expected: [] },
      { condition: { prefix: 'a' }, expected: ['text'] },
      { condition: { prefix: 'an' }, expected: ['text'] },
      { condition: { prefix: 'ann' }, expected: [] },
      { condition: { prefix: '' }, expected: ['text', 'textual one'] },
    ];
    beforeEach(async () => {
      await store.insertManyOnce('things', docs);
    });

    describe.each([{ field: 'n' }, { field: 'm' }, { field: 'deep.m' }])('on $field', ({ field }) => {
      it.each(cases)('$condition finds $expected', async ({ condition, expected }) => {
        const found = await idsOf(store, 'things', { filter: { [field]: condition } });
        expect(found.sort()).toEqual([...expected].sort());
      });

      it('tells null from absent with exists', async () => {
        const present = await idsOf(store, 'things', { filter: { [field]: { exists: true } } });
        const absent = await idsOf(store, 'things', { filter: { [field]: { exists: false } } });
        expect(absent.sort()).toEqual(['absent', 'array above']);
        expect(present).toHaveLength(docs.length - 2);
      });
    });

    it('combines fields, ids too', async () => {
      const filter = { n: { in: [1, 2.5] }, 'deep.m': { gt: 1 }, _id: { gte: 'a' } };
      expect(await idsOf(store, 'things', { filter })).toEqual(['half']);
      expect(await idsOf(store, 'things', { filter: { _id: { prefix: 'te' } } })).toEqual([
        'text',
        'textual one',
      ]);
      expect(await idsOf(store, 'things', { filter: { _id: { in: ['one', 'x', null] } } })).toEqual(['one']);
      expect(await idsOf(store, 'things', { filter: { _id: 5 } })).toEqual([]);
    });

    it('takes any string for a prefix as it stands', async () => {
      const texts = [
        '.*',
        '%',
        'a_b',
        'aXb',
        '^a',
        '\ud7ff!',
        '\ue000',
        '\u{10ffff}a',
        '\u{10ffff}',
        'z\u{10ffff}q',
        '{',
      ];
      await store.put(
        'things',
        texts.map((m, index) => ({ _id: `t${index}`, m, n: m }) as Document),
      );
      for (const field of ['m', 'n'])
        for (const prefix of texts) {
          const found = await store.find<Row>('things', { filter: { [field]: { prefix } } });
          const expected = texts.filter((text) => text.startsWith(prefix));
          expect(found.docs.map((doc) => doc[field]).sort()).toEqual(expected.sort());
        }
    });

    it.each([
      { name: 'an operator as a field', filter: { $where: '1' } },
      { name: 'a quote in a field', filter: { "a') OR 1=1 --": 1 } },
      { name: 'a double quote in a field', filter: { 'a"b': 1 } },
      { name: 'an empty step', filter: { 'a..b': 1 } },
      { name: 'undefined', filter: { a: undefined } },
      { name: 'an unknown condition', filter: { a: { $gt: 1 } } },
      { name: 'an empty condition', filter: { a: {} } },
      { name: 'an array', filter: { a: [1] } },
      { name: 'an object in in', filter: { a: { in: [{ $ne: 1 }] } } },
      { name: 'an undefined bound', filter: { a: { gte: undefined } } },
      { name: 'a prefix that is no string', filter: { a: { prefix: 5 } } },
      { name: 'exists that is no boolean', filter: { a: { exists: 1 } } },
      { name: 'NUL', filter: { a: 'x\0' } },
      { name: 'NaN', filter: { a: Number.NaN } },
    ])('refuses $name', async ({ filter }) => {
      const query = { filter } as unknown as Query;
      await expect(store.find('things', query)).rejects.toMatchObject({ code: 'bad_request' });
      await expect(store.countBy('things', query, 'n')).rejects.toMatchObject({ code: 'bad_request' });
    });
  });

  describe('order and pages', () => {
    it('orders null and absent < numbers < strings by code point < booleans, ties by id', async () => {
      const values = [null, undefined, -1, 0.5, 3, '', 'B', 'a', 'á', '\uffff', '\u{1f6e1}', false, true];
      const docs = values.map(
        (n, index) => ({ _id: `v${String(index).padStart(2, '0')}`, n, m: n }) as Document,
      );
      await store.insertManyOnce('things', [...docs].reverse());
      for (const field of ['n', 'm'])
        for (const limit of [1, 2, 5, 100]) {
          const up = await idsOf(store, 'things', { sort: [[field, 'asc']], limit });
          const down = await idsOf(store, 'things', { sort: [[field, 'desc']], limit });
          expect(up).toEqual(docs.map((doc) => doc._id));
          expect(down).toEqual(docs.map((doc) => doc._id).reverse());
        }
    });

    it.each([
      {
        sort: [
          ['tag', 'asc'],
          ['n', 'desc'],
        ],
      },
      {
        sort: [
          ['n', 'desc'],
          ['tag', 'desc'],
        ],
      },
      {
        sort: [
          ['m', 'desc'],
          ['_id', 'asc'],
        ],
      },
      { sort: [] },
    ] as Array<{ sort: NonNullable<Query['sort']> }>)(
      'pages through $sort without loss or repeat',
      async ({ sort }) => {
        const docs = rows(57, (i) => ({ n: i % 5, tag: i % 3 === 0 ? null : `t${i % 4}`, m: (i * 7) % 11 }));
        await store.insertManyOnce('things', docs);
        const whole = await idsOf(store, 'things', { sort, limit: 5000 });
        const paged = await idsOf(store, 'things', { sort, limit: 4 });
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(57);
      },
    );

    it('keeps one order across partitions, whatever the field and whichever day a document is in', async () => {
      for (const [day, offset] of [
        ['2026-11-20', 0],
        ['2026-11-21', 1],
        ['2026-11-23', 2],
      ] as const)
        await store.insertManyOnce(
          'parts',
          rows(30, (i) => ({ n: (i * 7 + offset) % 13, m: `${(i * 5) % 9}` })),
          day,
        );
      for (const sort of [
        [['n', 'desc']],
        [
          ['m', 'asc'],
          ['n', 'desc'],
        ],
        [],
      ] as Array<NonNullable<Query['sort']>>) {
        const whole = await store.find<Row>('parts', { days: DAYS, sort, limit: 5000 });
        const paged: Row[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.find<Row>('parts', {
            days: DAYS,
            sort,
            limit: 7,
            ...(cursor ? { cursor } : {}),
          });
          expect(page.docs.length).toBeLessThanOrEqual(7);
          paged.push(...page.docs);
          cursor = page.next;
        } while (cursor);
        expect(paged).toEqual(whole.docs);
        expect(paged).toHaveLength(90);
      }
      const down = await store.find<Row>('parts', { days: DAYS, sort: [['n', 'desc']], limit: 5000 });
      const numbers = down.docs.map((doc) => Number(doc.n));
      expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    });

    it('reads only the days asked for', async () => {
      for (const day of ['2026-11-19', '2026-11-20', '2026-11-21'])
        await store.insertManyOnce('parts', [{ _id: day }], day);
      const days = { from: '2026-11-20', to: '2026-11-20' };
      expect(await idsOf(store, 'parts', { days })).toEqual(['2026-11-20']);
      expect(await store.countBy('parts', { days }, 'n')).toEqual([{ value: null, count: 1, sums: {} }]);
      await expect(store.find('parts', {})).rejects.toMatchObject({ code: 'bad_request' });
      const wrong = { from: 'yesterday', to: '2026-11-20' };
      await expect(store.find('parts', { days: wrong })).rejects.toMatchObject({ code: 'bad_request' });
    });

    it('gives pages of 5,000', async () => {
      await store.insertManyOnce(
        'things',
        rows(6000, (i) => ({ n: i % 100 })),
      );
      const page = await store.find('things', { limit: 5000, sort: [['n', 'asc']] });
      expect(page.docs).toHaveLength(5000);
      const rest = await store.find('things', {
        limit: 5000,
        sort: [['n', 'asc']],
        cursor: page.next as string,
      });
      expect(rest.docs).toHaveLength(1000);
      expect(rest.next).toBeUndefined();
    });

    it('sees what is inserted beyond the cursor, and repeats nothing', async () => {
      await store.insertManyOnce('things', rows(4));
      const page = await store.find('things', { limit: 2 });
      await store.insertManyOnce('things', [{ _id: 'a' }, { _id: 'r00002x' }]);
      const rest = await store.find('things', { limit: 10, cursor: page.next as string });
      expect(rest.docs.map((doc) => doc._id)).toEqual(['r00002', 'r00002x', 'r00003']);
    });

    it('refuses to sort by what holds arrays or objects', async () => {
      await store.insertManyOnce('things', [{ _id: 'x', m: [1] } as Document]);
      const find = store.find('things', { sort: [['m', 'asc']] });
      await expect(find).rejects.toMatchObject({ code: 'invalid' });
    });

    it.each([
      { name: 'a limit of 0', query: { limit: 0 } },
      { name: 'a limit of 5001', query: { limit: 5001 } },
      { name: 'half a limit', query: { limit: 1.5 } },
      { name: 'another direction', query: { sort: [['n', 'up']] } },
      { name: 'an operator to sort by', query: { sort: [['$n', 'asc']] } },
      { name: 'five fields to sort by', query: { sort: ['a', 'b', 'c', 'd', 'e'].map((f) => [f, 'asc']) } },
    ])('refuses $name', async ({ query }) => {
      const find = store.find('things', query as unknown as Query);
      await expect(find).rejects.toMatchObject({ code: 'bad_request' });
    });
  });

  describe('cursors', () => {
    const query: Query = { filter: { tag: 'a', n: { gte: 0 } }, sort: [['n', 'asc']], limit: 2 };
    let cursor: string;
    beforeEach(async () => {
      await store.insertManyOnce(
        'things',
        rows(5, (i) => ({ n: i, tag: 'a' })),
      );
      await store.insertManyOnce(
        'records',
        rows(5, (i) => ({ n: i, tag: 'a' })),
      );
      cursor = (await store.find('things', query)).next as string;
    });

    it('hold for the same question, however its filter is written, and another page size', async () => {
      const same: Query = { ...query, filter: { n: { gte: 0 }, tag: 'a' }, limit: 1, cursor };
      const page = await (await again()).find('things', same);
      expect(page.docs.map((doc) => doc._id)).toEqual(['r00002']);
    });

    it.each([
      { name: 'another filter', change: { filter: { tag: 'b', n: { gte: 0 } } } },
      { name: 'less filter', change: { filter: { tag: 'a' } } },
      { name: 'another direction', change: { sort: [['n', 'desc']] } },
      { name: 'another sort', change: { sort: [] } },
      { name: 'another collection', collection: 'records' },
      { name: 'a changed octet', edit: (c: string) => `x${c.slice(1)}` },
      {
        name: 'a changed signature',
        edit: (c: string) => `${c.slice(0, -2)}${c.endsWith('AA') ? 'BB' : 'AA'}`,
      },
      { name: 'no signature', edit: (c: string) => c.split('.')[0] as string },
      { name: 'nothing', edit: () => '' },
      { name: 'something else', edit: () => '{"$gt":""}' },
    ])('are refused for $name', async ({ change, collection, edit }) => {
      const tampered = { ...query, ...change, cursor: edit ? edit(cursor) : cursor } as Query;
      const find = store.find(collection ?? 'things', tampered);
      await expect(find).rejects.toMatchObject({ code: 'bad_request' });
    });
  });

  describe('countBy', () => {
    it('counts each value, absent, arrays and objects under null, and sums what are numbers', async () => {
      const values = [1, 1, '1', true, false, null, undefined, [1], { x: 1 }, 'a', 'a'];
      const docs = rows(values.length, (i) => ({ n: values[i], m: values[i], deep: { k: i % 2 ? i : 'x' } }));
      await store.insertManyOnce('things', docs);
      const expected = [
        { value: null, count: 4, sums: { n: 0, 'deep.k': 5 + 7 } },
        { value: 1, count: 2, sums: { n: 2, 'deep.k': 1 } },
        { value: '1', count: 1, sums: { n: 0, 'deep.k': 0 } },
        { value: 'a', count: 2, sums: { n: 0, 'deep.k': 9 } },
        { value: false, count: 1, sums: { n: 0, 'deep.k': 0 } },
        { value: true, count: 1, sums: { n: 0, 'deep.k': 3 } },
      ];
      for (const field of ['n', 'm'])
        expect(await store.countBy('things', {}, field, ['n', 'deep.k'])).toEqual(expected);
    });

    it('adds up partitions and heeds the filter', async () => {
      for (const day of ['2026-11-20', '2026-11-21'])
        await store.insertManyOnce(
          'parts',
          rows(10, (i) => ({ n: i, tag: i % 2 ? 'odd' : 'even' })),
          day,
        );
      const counts = await store.countBy('parts', { days: DAYS, filter: { n: { gte: 5 } } }, 'tag', ['n']);
      expect(counts).toEqual([
        { value: 'even', count: 4, sums: { n: 28 } },
        { value: 'odd', count: 6, sums: { n: 42 } },
      ]);
      expect(await store.countBy('things', {}, 'tag')).toEqual([]);
    });
  });

  describe('partitions', () => {
    it('are listed, dropped whole, and made again', async () => {
      for (const day of ['2026-11-21', '2026-11-19', '2026-11-20'])
        await store.insertManyOnce('parts', [{ _id: day }], day);
      expect(await store.partitions('parts')).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
      await store.find('parts', { days: DAYS });
      await store.dropPartition('parts', '2026-11-19');
      await store.dropPartition('parts', '2026-01-01');
      expect(await store.partitions('parts')).toEqual(['2026-11-20', '2026-11-21']);
      expect(await idsOf(store, 'parts', { days: DAYS })).toEqual(['2026-11-20', '2026-11-21']);
      await store.insertManyOnce('parts', [{ _id: 'late' }], '2026-11-19');
      expect(await store.get('parts', 'late', '2026-11-19')).toEqual({ _id: 'late' });
    });

    it('may be dropped by another store at any time', async () => {
      const other = await again();
      await store.insertManyOnce('parts', [{ _id: 'x' }], '2026-11-20');
      expect(await other.get('parts', 'x', '2026-11-20')).toEqual({ _id: 'x' });
      await other.dropPartition('parts', '2026-11-20');
      expect(await store.get('parts', 'x', '2026-11-20')).toBeUndefined();
      expect(await store.insertManyOnce('parts', [{ _id: 'x' }], '2026-11-20')).toEqual({
        inserted: 1,
        existing: [],
      });
      expect(await other.get('parts', 'x', '2026-11-20')).toEqual({ _id: 'x' });
    });

    it.each([{ day: undefined }, { day: '20261120' }, { day: '2026-11-20"; DROP TABLE x' }])(
      'need a day that is one, not $day',
      async ({ day }) => {
        await expect(store.insertManyOnce('parts', [{ _id: 'x' }], day)).rejects.toMatchObject({
          code: 'bad_request',
        });
        await expect(store.get('parts', 'x', day)).rejects.toMatchObject({ code: 'bad_request' });
      },
    );
  });

  describe('the store itself', () => {
    it('answers ping, and says unavailable once closed', async () => {
      await store.ping();
      await store.close();
      await store.close();
      await expect(store.get('things', 'x')).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('says which collection it does not have', async () => {
      await expect(store.get('nope', 'x')).rejects.toMatchObject({ code: 'internal' });
    });
  });
}
