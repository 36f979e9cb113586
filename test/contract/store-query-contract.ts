import type { Condition, Document, Query, Store } from '@khien/model';
import { DAYS, idsOf, openForEach, type Row, rows, type StoreFixture } from './store-fixture';

/** Filters, order, pages, cursors and counts, the same on every adapter. */
export function storeQueryContract(fixture: StoreFixture): void {
  let store: Store;
  let again: () => Promise<Store>;
  const opened = openForEach(fixture);
  beforeEach(() => {
    store = opened.store();
    again = opened.again;
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
}
