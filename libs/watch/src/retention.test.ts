import { silentLogger } from '@khien/model';
import { openTestStore, type TestStore } from '../test/test-store';
import { applyRetention } from './retention';

const NOW = Date.parse('2026-11-20T00:10:00.000Z');
const policy = { eventDays: 30, workingDays: 3 };

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.close());

const apply = (): Promise<string[]> =>
  applyRetention({ store: test.store, policy, now: () => NOW, log: silentLogger });

it('drops whole days that are past their time, of each collection its own', async () => {
  const days = [
    '2026-10-01',
    '2026-10-20',
    '2026-10-21',
    '2026-11-16',
    '2026-11-17',
    '2026-11-20',
    '2026-12-01',
  ];
  for (const collection of ['events', 'bus_halves', 'digests', 'correlation_hits'])
    for (const day of days) await test.plain.insertManyOnce(collection, [{ _id: 'x' }], day);

  const dropped = await apply();

  expect(dropped).toEqual([
    ...['events/2026-10-01', 'events/2026-10-20'],
    ...['bus_halves/2026-10-01', 'bus_halves/2026-10-20'],
    ...['digests/2026-10-01', 'digests/2026-10-20', 'digests/2026-10-21', 'digests/2026-11-16'],
    ...['2026-10-01', '2026-10-20', '2026-10-21', '2026-11-16'].map((day) => `correlation_hits/${day}`),
  ]);
  expect(await test.plain.partitions('events')).toEqual(days.slice(2));
  expect(await test.plain.partitions('digests')).toEqual(days.slice(4));
  expect(await apply()).toEqual([]);
});

it('goes on where it was when it could not finish', async () => {
  for (const day of ['2026-10-01', '2026-10-02', '2026-10-03', '2026-11-19'])
    await test.plain.insertManyOnce('events', [{ _id: 'x' }], day);
  test.dieAt(2, 'before');
  await expect(apply()).rejects.toThrow('dead');
  test.revive();
  expect(await apply()).toEqual(['events/2026-10-02', 'events/2026-10-03']);
  expect(await test.plain.partitions('events')).toEqual(['2026-11-19']);
});
