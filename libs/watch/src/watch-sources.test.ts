import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patternIdOf, type SourcePattern, SourceRule } from '@khien/anomaly';
import {
  type Alert,
  type Calendar,
  type ChunkDigest,
  dayOf,
  type FeedDigest,
  type IntakeRow,
  type LedgerRow,
  type Source,
  type System,
  silentLogger,
} from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import { parse } from 'yaml';
import { openTestStore, type TestStore } from '../test/test-store';
import { watchSources } from './watch-sources';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday 2026-11-02, 00:00 in Viet Nam. */
const START = Date.parse('2026-11-01T17:00:00.000Z');
const RULES = join(__dirname, '../../../rules/anomaly');
const rules = readdirSync(RULES)
  .filter((file) => file.startsWith('source-'))
  .map((file) => SourceRule.parse(parse(readFileSync(join(RULES, file), 'utf8'))));
const CALENDAR: Calendar = {
  timezone: 'Asia/Ho_Chi_Minh',
  workingHours: { days: [1, 2, 3, 4, 5], spans: [] },
  holidays: [],
  workingDays: [],
};
const FW: Source = {
  ...{ id: 'fw', name: { vi: 'Tường lửa', en: 'Firewall' }, profile: 'fortigate', systemId: 'dc' },
  ...{ transport: { kind: 'replay' }, timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8', silenceMinutes: 5 },
};
const DC: System = {
  ...{ id: 'dc', name: FW.name, agencyId: 'ttdl', level: 3, dossier: { state: 'approved' } },
  ...{ networks: [], hosts: [], domains: [], datasets: [] },
};

let test: TestStore;
let now: number;
let seq: number;
beforeEach(() => {
  test = openTestStore();
  now = START;
  seq = 0;
});
afterEach(() => test.close());

interface Sent {
  received?: number;
  deadLettered?: number;
  feed?: Partial<FeedDigest>;
}

/** One hour of the source, as collector and worker tell it. */
async function hour(
  number: number,
  { received = 1000, deadLettered = 0, feed = {} }: Sent = {},
): Promise<void> {
  const at = START + number * HOUR;
  const chunkId = `dmz.${String(seq).padStart(12, '0')}`;
  const day = dayOf(at);
  const row: IntakeRow = {
    ...{ _id: `fw|${at}|dmz|0`, sourceId: 'fw', collectorId: 'dmz', segment: 0, minute: at },
    ...{ received, bytes: received, shed: 0 },
  };
  const ledger = {
    ...{ _id: chunkId, collectorId: 'dmz', seq, sourceId: 'fw', partitionDay: day, sealedAt: at + MINUTE },
    ...{ in: received, stored: received - deadLettered, duplicate: 0, deadLettered, masked: 0 },
    ...{ processedAt: at + 2 * MINUTE },
  } as LedgerRow;
  const delays = [received, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const digest: ChunkDigest = {
    ...{ _id: chunkId, collectorId: 'dmz', seq, sourceId: 'fw', entries: [], partitionDay: day },
    feed: { timed: received, delays, leastDelayMs: 500, counters: [], ...feed },
  };
  seq++;
  await test.plain.put('intake', [row]);
  await test.plain.put('ledger', [ledger]);
  await test.plain.put('digests', [digest], day);
}

/** The monitor looks when the hour is over, as a process of its own. */
async function lookAfter(number: number): Promise<number> {
  now = START + (number + 1) * HOUR + 6 * MINUTE;
  const recorder = createAlertRecorder({ store: test.store, log: silentLogger, now: () => now });
  const hours = await watchSources({
    ...{ store: test.store, sources: () => [FW], systems: () => new Map([['dc', DC]]), recorder },
    ...{ calendar: () => CALENDAR, rules: () => rules, doneThrough: async () => seq - 1, now: () => now },
    rests: () => ({ vi: 'Dựa vào nguồn này: 3 quy tắc.', en: 'Resting on this source: 3 rules.' }),
  });
  await recorder.drain();
  return hours;
}

async function learn(days: number): Promise<number> {
  for (let one = 0; one < days * 24; one++) {
    await hour(one);
    if (one % 24 === 23) await lookAfter(one);
  }
  return days * 24;
}

const alerts = async (): Promise<Alert[]> => (await test.plain.find<Alert>('alerts', {})).docs;

describe('watchSources', () => {
  it('says nothing of a source that does as always', async () => {
    const next = await learn(9);
    await hour(next, { received: 900 });
    expect(await lookAfter(next)).toBe(1);
    expect(await lookAfter(next)).toBe(0);
    expect(await alerts()).toEqual([]);
  });

  it.each<[string, Sent, string, RegExp]>([
    ['sends a third', { received: 330 }, 'source-volume-half', /330 bản ghi.*1\.000.*67 %/],
    ['is nearly gone', { received: 30 }, 'source-volume-nearly-gone', /giảm 97 %/],
    ['cannot be read', { deadLettered: 200 }, 'source-parse-rate-drop', /80 %/],
    ['is ten minutes ahead', { feed: { leastDelayMs: -600_000 } }, 'source-clock-skew', /nhanh 600 giây/],
    [
      'misses numbers',
      { feed: { counters: [{ key: 'k', first: 9001, last: 9100, seen: 50, missing: 50 }] } },
      'source-sequence-gap',
      /Thiếu \d+ số thứ tự/,
    ],
    [
      'is late',
      { feed: { delays: [0, 0, 0, 0, 0, 0, 0, 0, 1000, 0, 0, 0] } },
      'source-lag-high',
      /1800 giây/,
    ],
  ])('tells of a source that %s', async (_, sent, rule, sentence) => {
    for (let one = 0; one < 9 * 24; one++) {
      const first = one * 10;
      await hour(one, {
        feed: { counters: [{ key: 'k', first: first + 1, last: first + 10, seen: 10, missing: 0 }] },
      });
      if (one % 24 === 23) await lookAfter(one);
    }
    await hour(9 * 24, sent);
    await lookAfter(9 * 24);
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      rule: { id: rule, kind: 'health' },
      entity: { kind: 'khien.source_id', value: 'fw' },
      ...{ systemId: 'dc', systemLevel: 3, agencyId: 'ttdl' },
      window: { start: START + 9 * DAY, end: START + 10 * DAY },
    });
    expect(alert?.reason?.sentence.vi).toMatch(sentence);
    expect(alert?.reason?.sentence.vi).toContain('Dựa vào nguồn này');
  });

  it('keeps hours of one day one alert', async () => {
    const next = await learn(8);
    for (const one of [0, 1, 2]) {
      await hour(next + one, { received: 300 });
      await lookAfter(next + one);
    }
    expect(await alerts()).toHaveLength(1);
    expect((await test.plain.find('alert_hits', {})).docs).toHaveLength(3);
  });

  it('knows nothing before seven days', async () => {
    const next = await learn(6);
    await hour(next, { received: 10 });
    await lookAfter(next);
    expect(await alerts()).toEqual([]);
  });

  it('learns and tells each hour once when it died half way', async () => {
    const next = await learn(8);
    await hour(next, { received: 300 });
    for (let write = 1; write <= 4; write++) {
      test.dieAt(write, 'after');
      await lookAfter(next).catch(() => undefined);
      test.revive();
    }
    await lookAfter(next);
    expect(await alerts()).toHaveLength(1);
    expect((await test.plain.find('alert_hits', {})).docs).toHaveLength(1);
    const pattern = await test.plain.get<SourcePattern>('state', patternIdOf('fw'));
    expect(pattern?.hours.filter((one) => one.hour === START + next * HOUR)).toHaveLength(1);
    expect(pattern?.hours.at(-1)?.finished).toBe(300);
  });

  it('learns nothing of hours nobody has counts of any more', async () => {
    await hour(0);
    await lookAfter(0);
    await lookAfter(30 * 24);
    const pattern = await test.plain.get<SourcePattern>('state', patternIdOf('fw'));
    expect(pattern?.hours.length).toBeLessThan(60);
  });
});
