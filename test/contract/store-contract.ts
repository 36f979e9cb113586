import type { Document, Store } from '@khien/model';
import { storeDeletionContract } from './store-deletion-contract';
import { DAYS, idsOf, openForEach, type Row, rows, type StoreFixture } from './store-fixture';
import { storeQueryContract } from './store-query-contract';

/** What every adapter of the store port must do. */
export function storeContract(fixture: StoreFixture): void {
  let store: Store;
  let again: () => Promise<Store>;
  const opened = openForEach(fixture);
  beforeEach(() => {
    store = opened.store();
    again = opened.again;
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

    it('can be written by a second store, whatever number of indexes the first one made', async () => {
      await store.insertManyOnce('things', [{ _id: 'x', n: 1 } as Document]);
      await store.insertManyOnce('parts', [{ _id: 'x', n: 1 } as Document], '2026-11-20');
      const other = await again();
      await other.put('things', [{ _id: 'y', n: 2, tag: 'a' } as Document]);
      await other.put('parts', [{ _id: 'y', n: 2, tag: 'a' } as Document], '2026-11-20');
      expect(await idsOf(store, 'things', { filter: { tag: 'a', n: 2 } })).toEqual(['y']);
      expect(await idsOf(store, 'parts', { days: DAYS })).toEqual(['x', 'y']);
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

  storeDeletionContract(fixture);
  storeQueryContract(fixture);
}
