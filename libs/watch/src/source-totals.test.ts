import { type AccountDay, type IntakeRow, type LedgerRow, silentLogger } from '@khien/model';
import fc from 'fast-check';
import { type ChunkFacts, createTestCollectors, type TestCollectors } from '../test/collectors';
import { openTestStore, type TestStore } from '../test/test-store';
import { rollUpAccounts } from './roll-up-accounts';
import { sourceTotals } from './source-totals';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-18T22:30:00.000Z');
const COLLECTORS = ['dmz', 'inside'];

type Step =
  | { kind: 'receive'; facts: ChunkFacts }
  | { kind: 'shed'; collectorId: string; sourceId: string; count: number }
  | { kind: 'work'; nth: number; times: number }
  | { kind: 'persist' | 'restart' | 'baselines'; collectorId: string }
  | { kind: 'redeliver'; nth: number }
  | { kind: 'wait'; minutes: number }
  | { kind: 'rollUp'; deadly: { write: number; moment: 'before' | 'after' } | undefined };

const collectorId = fc.constantFrom(...COLLECTORS);
const sourceId = fc.constantFrom('web', 'sso', 'lgsp');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('receive' as const),
      facts: fc.record({
        ...{ collectorId, sourceId },
        ...{ stored: fc.integer({ min: 1, max: 500 }), duplicate: fc.nat(9), deadLettered: fc.nat(9) },
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('shed' as const), collectorId, sourceId, count: fc.nat(99) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('work' as const),
      nth: fc.nat(5),
      times: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('persist' as const, 'baselines' as const), collectorId }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), collectorId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redeliver' as const), nth: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.constantFrom(1, 5, 11, 61, 300, 1440, 2881),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('rollUp' as const),
      deadly: fc.option(
        fc.record({
          write: fc.integer({ min: 1, max: 9 }),
          moment: fc.constantFrom('before' as const, 'after' as const),
        }),
        { nil: undefined },
      ),
    }),
  },
);

type World = { test: TestStore; collectors: TestCollectors };

async function rollUp({ test, collectors }: World): Promise<void> {
  const { doneThrough, clock } = collectors;
  await rollUpAccounts({ store: test.store, doneThrough, now: () => clock.now, log: silentLogger });
}

async function baselinesAt(seq: number, collectorId: string, { test }: World): Promise<void> {
  await test.plain.put('state', [{ _id: `baselines:${collectorId}`, seq } as never]);
}

async function play(world: World, one: Step): Promise<void> {
  switch (one.kind) {
    case 'receive':
      return world.collectors.receive(one.facts);
    case 'shed':
      return world.collectors.shed(one.collectorId, one.sourceId, one.count);
    case 'work':
      for (let done = 0; done < one.times; done++) await world.collectors.work(one.nth);
      return;
    case 'persist':
      return world.collectors.persist(one.collectorId);
    case 'restart':
      return world.collectors.restart(one.collectorId);
    case 'baselines':
      return baselinesAt(await world.collectors.doneThrough(one.collectorId), one.collectorId, world);
    case 'redeliver':
      return void (await world.collectors.redeliver(one.nth));
    case 'wait':
      world.collectors.clock.now += one.minutes * MINUTE;
      return;
    case 'rollUp':
      if (one.deadly) world.test.dieAt(one.deadly.write, one.deadly.moment);
      await rollUp(world).catch(() => undefined);
      world.test.revive();
  }
}

/** Whoever needs single rows still finds them. */
async function expectRowsKept({ test: on, collectors: from }: World): Promise<void> {
  const rows = (await on.plain.find<LedgerRow>('ledger', { limit: 5000 })).docs;
  for (const id of COLLECTORS) {
    const done = await from.doneThrough(id);
    const seqs = rows.filter((row) => row.collectorId === id).map((row) => row.seq);
    const cursor = await on.plain.get<{ _id: string; seq: number }>('state', `baselines:${id}`);
    for (let seq = (cursor?.seq ?? -1) + 1; seq <= done; seq++) expect(seqs).toContain(seq);
  }
}

describe('the accounts', () => {
  it('give the plain sums of everything ever written, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const own = openTestStore();
        try {
          const world: World = { test: own, collectors: createTestCollectors(own.plain, START) };
          for (const one of steps) {
            await play(world, one);
            expect(await sourceTotals(own.plain)).toEqual(world.collectors.expected());
          }
          await expectRowsKept(world);
          await settleEverything(world);
        } finally {
          await own.close();
        }
      }),
      { numRuns: 40 },
    );
  }, 180_000);
});

/** Once all is finished and old, the rows are gone and the sums are still there. */
async function settleEverything(world: World): Promise<void> {
  const { collectors: from, test: on } = world;
  while (from.unfinished() > 0) await from.work(0);
  for (const id of COLLECTORS) {
    await from.persist(id);
    await baselinesAt(await from.doneThrough(id), id, world);
  }
  from.clock.now += 72 * HOUR;
  await rollUp(world);
  expect((await on.plain.find('ledger', {})).docs).toEqual([]);
  expect(await sourceTotals(on.plain)).toEqual(from.expected());
  const left = (await on.plain.find<IntakeRow>('intake', { limit: 5000 })).docs;
  const days = (await on.plain.find<AccountDay>('accounts', { limit: 5000 })).docs;
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
  const came = sum(days.map((one) => one.received)) + sum(left.map((row) => row.received));
  expect(came).toBe(sum([...from.expected().values()].map((one) => one.received)));
}
