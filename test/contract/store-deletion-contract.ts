import type { Condition, Document, Filter, Store } from '@khien/model';
import { idsOf, openForEach, rows, type StoreFixture } from './store-fixture';

/** Deleting what was rolled up or has expired. */
export function storeDeletionContract(fixture: StoreFixture): void {
  let store: Store;
  let again: () => Promise<Store>;
  const opened = openForEach(fixture);
  beforeEach(() => {
    store = opened.store();
    again = opened.again;
  });
  const left = (): Promise<string[]> => idsOf(store, 'things', {});

  describe('deleteMany', () => {
    const docs = [
      { _id: 'absent' },
      { _id: 'null', n: null, m: null },
      { _id: 'one', n: 1, m: 1 },
      { _id: 'two', n: 2, m: 2 },
      { _id: 'text', n: 'an', m: 'an' },
      { _id: 'true', n: true, m: true },
      { _id: 'array', n: [1, 'an', null, true], m: [1, 'an', null, true] },
      { _id: 'object', n: { x: 1 }, m: { x: 1 } },
    ];
    const cases: Array<{ condition: Condition; gone: string[] }> = [
      { condition: 1, gone: ['one'] },
      { condition: '1', gone: [] },
      { condition: null, gone: ['absent', 'null'] },
      { condition: { in: [1, 'an', null] }, gone: ['absent', 'null', 'one', 'text'] },
      { condition: { in: [] }, gone: [] },
      { condition: { lte: 1 }, gone: ['one'] },
      { condition: { gt: 1, lt: 3 }, gone: ['two'] },
      { condition: { gt: 1, lt: 'b' }, gone: [] },
      { condition: { prefix: 'a' }, gone: ['text'] },
      { condition: { exists: false }, gone: ['absent'] },
      { condition: true, gone: ['true'] },
    ];

    describe.each([{ field: 'n' }, { field: 'm' }])('on $field', ({ field }) => {
      it.each(cases)('deletes what $condition finds and nothing else', async ({ condition, gone }) => {
        await store.insertManyOnce('things', docs as Document[]);
        const kept = docs.map((doc) => doc._id).filter((id) => !gone.includes(id));
        expect(await store.deleteMany('things', { [field]: condition })).toBe(gone.length);
        expect((await left()).sort()).toEqual(kept.sort());
        expect(await store.deleteMany('things', { [field]: condition })).toBe(0);
      });
    });

    it('deletes at most as many as it is told to, until nothing is left', async () => {
      await store.insertManyOnce(
        'things',
        rows(25, (n) => ({ n, tag: n < 20 ? 'old' : 'new' })),
      );
      const old = { tag: 'old', n: { lt: 100 } };
      const counts = [];
      for (let turn = 0; turn < 4; turn++) counts.push(await store.deleteMany('things', old, { limit: 8 }));
      expect(counts).toEqual([8, 8, 4, 0]);
      expect(await left()).toEqual(['r00020', 'r00021', 'r00022', 'r00023', 'r00024']);
    });

    it('finds by id, range of ids and several fields at once', async () => {
      await store.insertManyOnce(
        'things',
        rows(10, (n) => ({ n, tag: n % 2 === 0 ? 'even' : 'odd' })),
      );
      expect(await store.deleteMany('things', { _id: { in: ['r00001', 'nope'] } })).toBe(1);
      expect(await store.deleteMany('things', { _id: { gte: 'r00007', lt: 'r00009' } })).toBe(2);
      expect(await store.deleteMany('things', { tag: 'even', n: { gte: 4 } }, { limit: 5000 })).toBe(2);
      expect(await left()).toEqual(['r00000', 'r00002', 'r00003', 'r00005', 'r00009']);
    });

    it('makes room: what was deleted can be inserted again, also by another store', async () => {
      await store.insertManyOnce('things', [{ _id: 'x', n: 1 } as Document]);
      const other = await again();
      expect(await other.deleteMany('things', { n: 1 })).toBe(1);
      expect(await store.get('things', 'x')).toBeUndefined();
      expect(await store.countBy('things', {}, 'n')).toEqual([]);
      expect(await store.insertManyOnce('things', [{ _id: 'x', n: 2 } as Document])).toEqual({
        inserted: 1,
        existing: [],
      });
      expect(await other.get('things', 'x')).toEqual({ _id: 'x', n: 2 });
    });

    it('counts each document once when two stores delete the same at the same time', async () => {
      await store.insertManyOnce(
        'things',
        rows(60, (n) => ({ n })),
      );
      const other = await again();
      const answers = await Promise.all(
        [store, other, store, other].map((one) => one.deleteMany('things', { n: { gte: 0 } }, { limit: 50 })),
      );
      await store.deleteMany('things', { n: { gte: 0 } });
      expect(await left()).toEqual([]);
      if (await fixture.atomicUpdates())
        expect(answers.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(60);
    });

    it('deletes nothing where nothing was ever written', async () => {
      expect(await store.deleteMany('things', { n: 1 }, { limit: 1 })).toBe(0);
      expect(await store.deleteMany('things', { n: 1 })).toBe(0);
    });

    it.each([
      { name: 'what a person did', collection: 'records', filter: { n: 1 }, code: 'forbidden' },
      { name: 'from partitions', collection: 'parts', filter: { n: 1 }, code: 'forbidden' },
      { name: 'from a collection that is none', collection: 'nope', filter: { n: 1 }, code: 'internal' },
      { name: 'everything', collection: 'things', filter: {}, code: 'bad_request' },
      { name: 'by an operator', collection: 'things', filter: { $where: '1' }, code: 'bad_request' },
      { name: 'by undefined', collection: 'things', filter: { n: undefined }, code: 'bad_request' },
      { name: 'none', collection: 'things', filter: { n: 1 }, limit: 0, code: 'bad_request' },
      { name: 'half of one', collection: 'things', filter: { n: 1 }, limit: 0.5, code: 'bad_request' },
      { name: 'too many at once', collection: 'things', filter: { n: 1 }, limit: 5001, code: 'bad_request' },
    ])('refuses to delete $name', async ({ collection, filter, limit, code }) => {
      await store.insertManyOnce('things', [{ _id: 'x', n: 1 } as Document]);
      await store.insertManyOnce('records', [{ _id: 'x', n: 1 } as Document]);
      const options = limit === undefined ? {} : { limit };
      await expect(store.deleteMany(collection, filter as Filter, options)).rejects.toMatchObject({ code });
      expect(await store.get('things', 'x')).toBeDefined();
      expect(await store.get('records', 'x')).toBeDefined();
    });
  });
}
