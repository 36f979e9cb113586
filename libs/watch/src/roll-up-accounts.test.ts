import { type AccountDay, type LedgerRow, type Store, silentLogger } from '@khien/model';
import { type ChunkFacts, createTestCollectors, type TestCollectors } from '../test/collectors';
import { openTestStore, type TestStore } from '../test/test-store';
import { type RolledUp, rollUpAccounts } from './roll-up-accounts';
import { sourceTotals } from './source-totals';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-18T22:30:00.000Z');

let test: TestStore;
let collectors: TestCollectors;
beforeEach(() => {
  test = openTestStore();
  collectors = createTestCollectors(test.plain, START);
});
afterEach(() => test.close());

function rollUp(): Promise<RolledUp> {
  const { doneThrough, clock } = collectors;
  return rollUpAccounts({ store: test.store, doneThrough, now: () => clock.now, log: silentLogger });
}

const chunk = (sourceId: string, stored: number, more: Partial<ChunkFacts> = {}): ChunkFacts => ({
  ...{ collectorId: 'dmz', sourceId, stored, duplicate: 0, deadLettered: 0 },
  ...more,
});
async function finish(count: number, collectorId = 'dmz'): Promise<void> {
  for (let done = 0; done < count; done++) await collectors.work(0);
  await collectors.persist(collectorId);
}
async function baselinesAt(seq: number): Promise<void> {
  await test.plain.put('state', [{ _id: 'baselines:dmz', seq } as never]);
}
const idsIn = async (collection: string): Promise<string[]> =>
  (await test.plain.find(collection, { limit: 5000 })).docs.map((doc) => doc._id);
const day = (id: string): Promise<AccountDay | undefined> => test.plain.get<AccountDay>('accounts', id);

describe('rollUpAccounts', () => {
  it('folds what is finished into one document per source and day, at the day the chunk was sealed', async () => {
    collectors.receive(chunk('web', 5, { duplicate: 2, deadLettered: 1 }));
    collectors.receive(chunk('sso', 4));
    collectors.shed('dmz', 'web', 3);
    collectors.clock.now += 2 * HOUR;
    collectors.receive(chunk('web', 7));
    await finish(3);
    collectors.clock.now += 3 * HOUR;
    collectors.receive(chunk('sso', 1));
    await finish(1);
    collectors.clock.now += HOUR;
    expect(await rollUp()).toEqual({ folded: 7, deleted: 0 });
    expect(await idsIn('accounts')).toEqual([
      ...['sso|2026-11-18', 'sso|2026-11-19', 'web|2026-11-18', 'web|2026-11-19'],
    ]);
    expect(await day('web|2026-11-18')).toEqual({
      ...{ _id: 'web|2026-11-18', sourceId: 'web', day: '2026-11-18', version: 2 },
      ...{ received: 8, bytes: 800, shed: 3, lastMinute: START },
      ...{ chunks: 1, in: 8, stored: 5, duplicate: 2, deadLettered: 1, masked: 5 },
    });
    // The last hour before the newest chunk may still be told again otherwise than it was.
    expect(await day('sso|2026-11-19')).toMatchObject({ in: 1, received: 0 });
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  });

  it('changes nothing when it is done again', async () => {
    for (let n = 0; n < 5; n++) collectors.receive(chunk('web', n));
    await finish(5);
    collectors.clock.now += 3 * HOUR;
    await rollUp();
    const before = await test.plain.find('accounts', {});
    expect(await rollUp()).toEqual({ folded: 0, deleted: 0 });
    expect(await test.plain.find('accounts', {})).toEqual(before);
  });

  it('leaves the rows that the dispatcher has not passed, and those after an unfinished one', async () => {
    for (let n = 0; n < 4; n++) collectors.receive(chunk('web', 1));
    await collectors.work(0);
    await collectors.work(1);
    await collectors.work(1);
    await collectors.persist('dmz');
    await baselinesAt(3);
    collectors.clock.now += 100 * HOUR;
    expect(await rollUp()).toMatchObject({ deleted: 1 });
    expect(await idsIn('ledger')).toEqual(['dmz.000000000002', 'dmz.000000000003']);
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  });

  it.each([
    { name: 'younger than two days', age: 47, baselines: 2, left: 3 },
    { name: 'older than two days', age: 49, baselines: 2, left: 0 },
    { name: 'that the baselines have not read', age: 49, baselines: 0, left: 2 },
    { name: 'of a collector the baselines never looked at', age: 49, baselines: undefined, left: 3 },
  ])('keeps rows or not: $name', async ({ age, baselines, left }) => {
    for (let n = 0; n < 3; n++) collectors.receive(chunk('web', 2));
    await finish(3);
    if (baselines !== undefined) await baselinesAt(baselines);
    collectors.clock.now += age * HOUR;
    await rollUp();
    expect(await idsIn('ledger')).toHaveLength(left);
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  });

  it('counts a chunk that a stale queue brings again once, and deletes its second row', async () => {
    for (let n = 0; n < 3; n++) collectors.receive(chunk('web', 2));
    await finish(3);
    await baselinesAt(2);
    expect(await collectors.redeliver(1)).toBe(false);
    collectors.clock.now += 60 * HOUR;
    await rollUp();
    expect(await collectors.redeliver(1)).toBe(true);
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
    expect(await rollUp()).toMatchObject({ folded: 0, deleted: 1 });
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  });

  it('counts nothing twice that a restarted collector tells again, and deletes it again', async () => {
    collectors.receive(chunk('web', 2));
    collectors.clock.now += 2 * HOUR;
    collectors.receive(chunk('web', 3));
    await finish(2);
    await baselinesAt(1);
    collectors.clock.now += 60 * HOUR;
    await rollUp();
    expect(await idsIn('intake')).toHaveLength(1);
    await collectors.restart('dmz');
    expect(await idsIn('intake')).toHaveLength(2);
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
    await rollUp();
    expect(await idsIn('intake')).toHaveLength(1);
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  });

  it('waits with the counts of a collector that was away from the store', async () => {
    collectors.receive(chunk('web', 2));
    await finish(1);
    collectors.clock.now += 2 * HOUR;
    // Received, but neither told nor finished for two days.
    collectors.receive(chunk('web', 3));
    collectors.clock.now += 48 * HOUR;
    await rollUp();
    await collectors.restart('dmz');
    await finish(1);
    collectors.receive(chunk('web', 4));
    collectors.clock.now += 2 * HOUR;
    await finish(1);
    collectors.clock.now += HOUR;
    await rollUp();
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
    expect((await sourceTotals(test.plain)).get('web')).toMatchObject({ received: 9, in: 9 });
  });

  it('makes no account of numbers that no chunk has', async () => {
    const nothing = { in: 0, stored: 0, duplicate: 0, deadLettered: 0, masked: 0, alerts: 0 };
    const gap: LedgerRow = {
      ...{ _id: 'dmz.000000000000', collectorId: 'dmz', seq: 0, sourceId: '(gap)', ...nothing },
      ...{ partitionDay: '2026-11-18', sealedAt: START, processedAt: START },
    };
    await test.plain.insertManyOnce('ledger', [gap, { ...gap, _id: 'dmz.000000000001', seq: 1 }]);
    await baselinesAt(1);
    const later = { doneThrough: async () => 1, now: () => START + 60 * HOUR, log: silentLogger };
    expect(await rollUpAccounts({ store: test.store, ...later })).toEqual({ folded: 2, deleted: 2 });
    expect(await idsIn('accounts')).toEqual([]);
  });

  it('folds and deletes more than fits into one batch', async () => {
    for (let n = 0; n < 2300; n++) {
      collectors.receive(chunk(n % 2 === 0 ? 'web' : 'sso', 1 + (n % 3)));
      collectors.clock.now += 10_000;
    }
    for (let n = 0; n < 2300; n++) await collectors.work(n * 7);
    await collectors.persist('dmz');
    await baselinesAt(2299);
    collectors.clock.now += 60 * HOUR;
    const { folded, deleted } = await rollUp();
    expect(deleted).toBeGreaterThan(2300);
    expect(folded).toBeGreaterThanOrEqual(deleted);
    expect(await idsIn('ledger')).toEqual([]);
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  }, 60_000);

  it('refuses to go on when another process turned the page meanwhile, and nothing is counted twice', async () => {
    for (let n = 0; n < 4; n++) collectors.receive(chunk('web', 2));
    await finish(4);
    collectors.clock.now += HOUR;
    const answers = await Promise.allSettled([rollUp(), rollUp(), rollUp()]);
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict' });
    expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
  });

  it.each([
    { name: 'had read the book', call: 'get', hours: 1 },
    { name: 'had read the book, and rows went', call: 'get', hours: 60 },
    { name: 'had counted the accounts', call: 'countBy', hours: 1 },
    { name: 'had counted the accounts, and rows went', call: 'countBy', hours: 60 },
  ] as const)('shows the right totals to one who $name when it worked', async ({ call, hours }) => {
    for (let n = 0; n < 4; n++) collectors.receive(chunk('web', 2));
    await finish(4);
    await baselinesAt(3);
    collectors.clock.now += 2 * HOUR;
    collectors.receive(chunk('web', 3));
    await finish(1);
    collectors.clock.now += hours * HOUR;
    let asked = false;
    const ask = test.plain[call] as (...question: unknown[]) => Promise<unknown>;
    const interrupted = async (...question: unknown[]): Promise<unknown> => {
      const answer = await ask(...question);
      if (!asked) await rollUp();
      asked = true;
      return answer;
    };
    const reader = { ...test.plain, [call]: interrupted } as Store;
    expect(await sourceTotals(reader)).toEqual(collectors.expected());
    expect(asked).toBe(true);
  });

  it('shows the right totals to whoever looks while it works', async () => {
    for (let n = 0; n < 1500; n++) {
      collectors.receive(chunk(`s${n % 7}`, 1));
      collectors.clock.now += 20_000;
    }
    for (let n = 0; n < 1500; n++) await collectors.work(0);
    await collectors.persist('dmz');
    await baselinesAt(1499);
    collectors.clock.now += 60 * HOUR;
    let working = true;
    let looks = 0;
    const done = rollUp().finally(() => {
      working = false;
    });
    while (working) {
      expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
      looks += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await done;
    expect(looks).toBeGreaterThan(3);
  }, 60_000);

  it('dies before or after any of its writes without losing or doubling anything', async () => {
    for (let n = 0; n < 6; n++) {
      collectors.receive(chunk(n % 2 === 0 ? 'web' : 'sso', n + 1, { deadLettered: n % 2 }));
      collectors.clock.now += 40 * MINUTE;
    }
    await finish(6);
    await baselinesAt(4);
    collectors.clock.now += 60 * HOUR;
    for (let write = 1; ; write++) {
      let died = false;
      for (const moment of ['before', 'after'] as const) {
        collectors.receive(chunk('web', 1));
        await finish(1);
        collectors.clock.now += 2 * HOUR;
        test.dieAt(write, moment);
        died = await rollUp().then(
          () => false,
          () => true,
        );
        expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
        test.revive();
        await rollUp();
        expect(await sourceTotals(test.plain)).toEqual(collectors.expected());
      }
      if (!died) {
        expect(write).toBeGreaterThan(4);
        return;
      }
    }
  });
});
