import { AnomalyRule, budgetId } from '@khien/anomaly';
import {
  type Alert,
  type ChunkDigest,
  chunkIdOf,
  dayOf,
  type LedgerRow,
  type SystemDay,
  silentLogger,
} from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import { openTestStore, type TestStore } from '../test/test-store';
import { createBaselineEvaluator } from './evaluate-baselines';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, nine o'clock in Viet Nam. */
const START = Date.parse('2026-11-16T02:00:00.000Z');
const NOW = START + 30 * DAY;

const example = {
  name: 'x',
  history: { days: 0, perHour: 0, hours: [] },
  observed: { hour: 9, value: 1 },
  fires: false,
};
const base = {
  title: { vi: 'Thử', en: 'Test' },
  level: 'medium',
  triage: { vi: 'Xem', en: 'Look' },
  citations: ['R17'],
  minimumHistoryDays: 3,
  examples: [example, example],
};
const FIRST_SOURCE = AnomalyRule.parse({
  ...{ ...base, id: 'anomaly-first-source', detector: 'first_source' },
  ...{ dailyBudget: 2, minimumEvents: 3, maximumKnown: 8 },
});
const VOLUME = AnomalyRule.parse({
  ...{ ...base, id: 'anomaly-volume', detector: 'account_volume' },
  ...{ dailyBudget: 5, floor: 20, z: 4, ratio: 3 },
});

interface Access {
  account: string;
  at: number;
  events?: number;
  source?: string;
}

let test: TestStore;
let done: number;
beforeEach(() => {
  test = openTestStore();
  done = Number.MAX_SAFE_INTEGER;
});
afterEach(() => test.close());

/** Seven events of one system, with a host that no card holds. */
function aboutSystem(seq: number): NonNullable<ChunkDigest['systems']>[number] {
  const at = START + seq * HOUR;
  return {
    ...{
      systemId: 'kho',
      day: '2026-11-01',
      events: 7,
      lockouts: 1,
      publicSources: 0,
      maxSkewMs: 0,
      malwareFindings: 0,
      lapsedRun: 0,
    },
    byLayer: { network: 0, application: 7, database: 0, endpoint: 0 },
    signIns: { success: 2, failure: 1, mfa: 1, privileged: 1, privilegedMfa: 0 },
    ...{
      publicSeen: [],
      dataClasses: [],
      datasets: [],
      consumers: [],
      accountMarks: ['aaaaaaaa'],
      runs: [],
      ended: [],
    },
    backups: { success: 0, failure: 0 },
    names: [{ value: 'host:la', first: at, last: at, count: 7, eventId: `e${seq}` }],
  };
}

/** One chunk with its digest and ledger row, as a worker leaves them. */
async function worked(seq: number, accesses: Access[], collectorId = 'dmz', on = test): Promise<void> {
  const day = dayOf(START + seq * HOUR);
  const chunk = { _id: chunkIdOf(collectorId, seq), collectorId, seq, sourceId: 'sso', partitionDay: day };
  const entries = accesses.map(({ account, at, events = 2, source = '10.1.0.1' }, index) => {
    const id = `${collectorId}-${seq}-${index}`;
    const seen = [{ value: source, at, id }];
    return {
      account,
      systemId: 'kho',
      hour: at,
      events,
      rows: 0,
      sources: seen,
      datasets: [],
      first: { at, id },
    };
  });
  if (entries.length > 0)
    await on.plain.insertManyOnce(
      'digests',
      [{ ...chunk, entries, systems: [aboutSystem(seq)] } satisfies ChunkDigest],
      day,
    );
  const row: LedgerRow = {
    ...{ ...chunk, in: 10, stored: 10, duplicate: 0, deadLettered: 0, masked: 0, alerts: 0 },
    ...{ sealedAt: START, processedAt: START },
  };
  await on.plain.insertManyOnce('ledger', [row]);
}

/** Six usual days of two accounts, then what is unusual: new addresses, more than the budget allows, and a flood. */
async function history(on = test): Promise<void> {
  let seq = 0;
  for (let day = 0; day < 6; day++)
    for (const account of ['lan', 'minh'])
      await worked(seq++, [{ account, at: START + day * DAY }], 'dmz', on);
  const at = START + 7 * DAY;
  for (const source of ['10.9.0.1', '10.9.0.2', '10.9.0.3'])
    await worked(seq++, [{ account: 'lan', at, source }], 'dmz', on);
  await worked(seq++, [{ account: 'minh', at, events: 500 }], 'dmz', on);
  await worked(seq++, [], 'dmz', on);
  await worked(0, [{ account: 'hoa', at }], 'inside', on);
}

/** A scheduler process: evaluator and recorder on the same store. */
function startProcess(on = test) {
  const recorder = createAlertRecorder({
    ...{ store: on.store, log: silentLogger, now: () => NOW, foldEveryMs: 3_600_000 },
  });
  const evaluator = createBaselineEvaluator({
    ...{ store: on.store, recorder, log: silentLogger, systems: () => new Map(), registered: () => false },
    rules: () => [FIRST_SOURCE, VOLUME],
    doneThrough: async () => done,
  });
  return { evaluator, recorder };
}

async function evaluate(on = test): Promise<number> {
  const { evaluator, recorder } = startProcess(on);
  const chunks = await evaluator.evaluate();
  await recorder.drain();
  return chunks;
}

async function docsOf(on: TestStore, collection: string): Promise<unknown[]> {
  return (await on.plain.find(collection, { limit: 5000 })).docs;
}
const alerts = async (on = test): Promise<Alert[]> => (await docsOf(on, 'alerts')) as Alert[];

/** All that the evaluation leaves behind. How often an alert was held back is told in the log, and may be told again after a crash. */
async function outcome(on = test): Promise<unknown> {
  const state = (await docsOf(on, 'state')) as Array<Record<string, unknown>>;
  return {
    alerts: (await alerts(on)).map(({ version: _version, ...alert }) => alert),
    hits: await docsOf(on, 'alert_hits'),
    baselines: await docsOf(on, 'baselines'),
    systemDays: await docsOf(on, 'system_days'),
    state: state.map(({ suppressed: _suppressed, ...doc }) => doc),
  };
}

describe('the days of systems', () => {
  it('add up what chunks say, keep strangers, and see an account that was away for long', async () => {
    await history();
    await worked(100, [{ account: 'lan', at: START + 60 * DAY }]);
    await evaluate();
    const days = (await docsOf(test, 'system_days')) as SystemDay[];
    const main = days.find(({ _id }) => _id === 'kho|2026-11-01');
    expect(main).toMatchObject({
      lockouts: (main?.events ?? 0) / 7,
      accounts: 1,
      unknown: [{ value: 'host:la' }],
    });
    expect(main?.events).toBeGreaterThan(7 * 15);
    expect(days.find(({ systemId }) => systemId === '-')?.unknown).toMatchObject([{ value: 'host:la' }]);
    expect(days.flatMap(({ idleUsed }) => idleUsed.map(({ value }) => value))).toEqual(['lan']);
  });
});

describe('the baseline evaluator', () => {
  it('finds what is unusual for an account, within the budget of its rule', async () => {
    await history();
    expect(await evaluate()).toBe(18);
    const found = (await alerts()).map(({ rule, entity }) => `${rule.id}: ${entity.value}`);
    expect(found.sort()).toEqual([
      'anomaly-first-source: lan → 10.9.0.1',
      'anomaly-first-source: lan → 10.9.0.2',
      'anomaly-volume: minh',
    ]);
    const budget = await test.plain.get('state', budgetId(FIRST_SOURCE.id, dayOf(START + 7 * DAY)));
    expect(budget).toMatchObject({ suppressed: 1 });
    expect(await evaluate()).toBe(0);
  });

  it('learns the same and finds the same, however often it is asked in between', async () => {
    const other = openTestStore();
    try {
      await history();
      await evaluate();
      await history(other);
      for (done = 0; done < 20; done += 1) await evaluate(other);
      expect(await outcome(other)).toEqual(await outcome());
    } finally {
      await other.close();
    }
  });

  it('stops at the first chunk that is not done, and passes numbers that no chunk has', async () => {
    await worked(0, [{ account: 'lan', at: START }]);
    await worked(5, [{ account: 'lan', at: START + HOUR }]);
    await worked(9, [{ account: 'lan', at: START + 2 * HOUR }]);
    done = 8;
    expect(await evaluate()).toBe(2);
    expect(await test.plain.get('state', 'baselines:dmz')).toMatchObject({ seq: 5 });
    expect(await test.plain.get('baselines', 'lan')).toMatchObject({ events: 4, through: { dmz: 5 } });
    done = 9;
    expect(await evaluate()).toBe(1);
    expect(await test.plain.get('baselines', 'lan')).toMatchObject({ events: 6, through: { dmz: 9 } });
  });

  it('forgets nothing of a page it could not finish when the rows before it are gone', async () => {
    await history();
    await evaluate();
    await test.plain.deleteMany('ledger', { collectorId: 'dmz', seq: { lte: 16 } });
    await worked(17, [{ account: 'lan', at: START + 8 * DAY }]);
    expect(await evaluate()).toBe(1);
    expect(await test.plain.get('baselines', 'lan')).toMatchObject({ through: { dmz: 17 } });
  });

  describe.each([
    { name: 'a new process goes on', restart: true },
    { name: 'the store refuses once and the same process goes on', restart: false },
  ])('when $name', ({ restart }) => {
    it('leaves what an undisturbed run leaves, whichever write failed', async () => {
      await history();
      test.revive();
      await evaluate();
      const writes = test.writes();
      const undisturbed = await outcome();
      // Hits, alerts, folds, budgets, baselines and two cursors.
      expect(writes).toBeGreaterThan(6);
      for (const moment of ['before', 'after'] as const)
        for (let write = 1; write <= writes; write++) {
          const own = openTestStore();
          try {
            await history(own);
            let process = startProcess(own);
            own.dieAt(write, moment);
            await process.evaluator.evaluate().catch(() => undefined);
            await process.recorder.drain();
            own.revive();
            if (restart) {
              process = startProcess(own);
              await process.recorder.refreshSince(0);
            }
            await process.evaluator.evaluate();
            await process.recorder.drain();
            expect({ write, moment, left: await outcome(own) }).toEqual({ write, moment, left: undisturbed });
          } finally {
            await own.close();
          }
        }
    }, 60_000);
  });
});
