import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BusHalf, busKeyOf } from '@khien/compliance';
import { type Alert, dayOf, type Source, type Store, silentLogger } from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import { COLLECTIONS, createMongoStore, createSqliteStore } from '@khien/store';
import { watchBus } from '@khien/watch';
import fc from 'fast-check';
import { rules } from '../integration/chunk-fixture';
import { describeWith } from '../services/describe-with';
import { type MongoService, mongoMissing, mongoService } from '../services/mongo';
import { CURSOR_KEY } from './store-fixture';

const MINUTE = 60_000;
/** A quarter of an hour before midnight of UTC, so that halves of one exchange come on two days. */
const START = Date.parse('2026-11-20T23:45:00.000Z');
const NOW = START + 90 * MINUTE;
const SPECS = COLLECTIONS.filter(({ name }) =>
  ['bus_halves', 'state', 'alerts', 'alert_hits'].includes(name),
);
const SOURCES: Source[] = ['client', 'producer'].map((id) => ({
  ...{ id, name: { vi: id, en: id }, profile: 'xroad-messages', systemId: 'lgsp', silenceMinutes: 15 },
  ...{ transport: { kind: 'replay' }, timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8' },
}));

function halfOf(
  message: string,
  side: BusHalf['side'],
  minute: number,
  more: Partial<BusHalf> = {},
): BusHalf {
  const ends = { client: 'client|H32/mot-cua', producer: 'producer|G01/ho-tich' };
  const late = side === 'producer' ? 3 * MINUTE : 0;
  const half: BusHalf = {
    _id: '',
    ...{ eventId: `${message}-${side}`, day: dayOf(START + minute * MINUTE + late), key: busKeyOf(message) },
    ...{ messageId: message, side, time: START + minute * MINUTE, sourceId: side, systemId: 'lgsp' },
    ...{ teller: ends[side], partner: ends[side === 'client' ? 'producer' : 'client'] },
    ...{ client: 'VN/GOV/H32/mot-cua', service: 'VN/GOV/G01/ho-tich', serviceCode: 'tra-cuu' },
    ...more,
  };
  return { ...half, _id: busKeyOf(message) + half.eventId };
}

/** Twenty exchanges in three quarters of an hour: the 4th and 11th without a producer's half, the 8th told differently, and a last one that ends it. */
const HALVES: BusHalf[] = Array.from({ length: 20 }, (_none, n) => n).flatMap((n) => [
  halfOf(`m${n}`, 'client', n * 2),
  ...(n === 4 || n === 11 ? [] : [halfOf(`m${n}`, 'producer', n * 2, n === 8 ? { outcome: 'failure' } : {})]),
  ...(n === 8 ? [halfOf('m8', 'client', 16, { eventId: 'm8-answer', outcome: 'success' })] : []),
]);
const ALL = [...HALVES, halfOf('end', 'client', 70), halfOf('end', 'producer', 70)];

/** Puts the halves as workers do: chunk after chunk, some of them done again. */
async function put(store: Store, halves: readonly BusHalf[]): Promise<void> {
  for (const day of new Set(halves.map((half) => half.day)))
    await store.insertManyOnce(
      'bus_halves',
      halves.filter((half) => half.day === day),
      day,
    );
}

async function alertsOf(store: Store, times = 1): Promise<Array<[string, number, string[]]>> {
  const recorder = createAlertRecorder({ store, log: silentLogger, now: () => NOW });
  for (let time = 0; time < times; time++)
    await watchBus({ store, sources: SOURCES, rules: () => rules.bus, recorder, now: () => NOW });
  await recorder.drain();
  const { docs } = await store.find<Alert>('alerts', { limit: 100 });
  return docs
    .map(({ rule, count, evidence }): [string, number, string[]] => [
      rule.id,
      count,
      evidence.map(({ id }) => id).sort(),
    ])
    .sort(([a, , [x = '']], [b, , [y = '']]) => `${a}${x}`.localeCompare(`${b}${y}`));
}

// One alert an hour: the 4th exchange was before midnight, the 8th and the 11th after it.
const EXPECTED = [
  ['bus-half-missing', 1, ['m11-client']],
  ['bus-half-missing', 1, ['m4-client']],
  ['bus-halves-disagree', 1, ['m8-answer', 'm8-client', 'm8-producer']],
];

function pairing(open: () => Store, runs: number): void {
  it('finds the halves of a message on whichever days they came, and each once', async () => {
    const store = open();
    await put(store, ALL);
    await put(store, [...ALL].reverse());
    const { docs } = await store.find<BusHalf>('bus_halves', {
      filter: { _id: { prefix: busKeyOf('m7') } },
      days: { from: '2026-11-20', to: '2026-11-21' },
    });
    expect(docs.map(({ eventId, day }) => [eventId, day]).sort()).toEqual([
      ['m7-client', '2026-11-20'],
      ['m7-producer', '2026-11-21'],
    ]);
    await store.close();
  });

  it('comes to the same alerts in whatever order and however often halves come, looked at once or twice', async () => {
    const arrivals = fc
      .tuple(
        fc.shuffledSubarray(ALL, { minLength: ALL.length }),
        fc.subarray(ALL),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([once, again, size]) => ({ halves: [...once, ...again], size }));
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 2 }), async ({ halves, size }, times) => {
        const store = open();
        try {
          for (let at = 0; at < halves.length; at += size * 5)
            await put(store, halves.slice(at, at + size * 5));
          expect(await alertsOf(store, times)).toEqual(EXPECTED);
        } finally {
          await store.close();
        }
      }),
      { numRuns: runs },
    );
  });
}

describe('halves of exchanges over the bus on SQLite', () => {
  const root = mkdtempSync(join(tmpdir(), 'khien-bus-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  pairing(
    () =>
      createSqliteStore({
        directory: mkdtempSync(join(root, 'd')),
        cursorKey: CURSOR_KEY,
        collections: SPECS,
      }),
    25,
  );
});

describeWith(mongoMissing(), 'halves of exchanges over the bus on MongoDB', () => {
  let service: MongoService;
  let databases = 0;
  beforeAll(async () => {
    const started = await mongoService();
    if ('skip' in started) throw new Error(started.skip);
    service = started;
  });
  afterAll(() => service.stop());
  pairing(() => {
    databases += 1;
    return createMongoStore({
      ...{ uri: service.uri, database: `khien_bus_${process.pid}_${databases}`, cursorKey: CURSOR_KEY },
      ...{ collections: SPECS, log: silentLogger },
    });
  }, 5);
});
