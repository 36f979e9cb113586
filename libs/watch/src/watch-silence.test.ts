import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeHour, hourToJudge, newPattern } from '@khien/anomaly';
import { SourceSilenceRule } from '@khien/compliance';
import {
  type Alert,
  type Calendar,
  type IntakeRow,
  type Source,
  type System,
  silentLogger,
} from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import { parse } from 'yaml';
import { openTestStore, type TestStore } from '../test/test-store';
import { watchSilence } from './watch-silence';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-20T03:00:00.000Z');
const rule = SourceSilenceRule.parse(
  parse(readFileSync(join(__dirname, '../../../rules/compliance/source-silent.yml'), 'utf8')),
);
const ENOUGH = rule.minimumRecords;

const WEB: Source = {
  ...{ id: 'web', name: { vi: 'Cổng', en: 'Portal' }, profile: 'ecs-json', systemId: 'portal' },
  ...{ transport: { kind: 'replay' }, timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8', silenceMinutes: 15 },
};
const PORTAL: System = {
  ...{ id: 'portal', name: WEB.name, agencyId: 'so-tttt', level: 3, dossier: { state: 'approved' } },
  ...{ networks: [], hosts: [], domains: [], datasets: [] },
};

let test: TestStore;
let now: number;
beforeEach(() => {
  test = openTestStore();
  now = START;
});
afterEach(() => test.close());

/** Minutes are counted from START. */
async function came(minute: number, received: number): Promise<void> {
  const at = START + minute * MINUTE;
  const row: IntakeRow = {
    ...{ _id: `web|${at}|dmz|0`, sourceId: 'web', collectorId: 'dmz', segment: 0, minute: at },
    ...{ received, bytes: received, shed: 0 },
  };
  await test.plain.put('intake', [row]);
}

/** The monitor looks at a minute, as a process of its own. */
async function lookAt(minute: number, given: SourceSilenceRule | undefined = rule): Promise<number> {
  now = START + minute * MINUTE;
  const recorder = createAlertRecorder({ store: test.store, log: silentLogger, now: () => now });
  const found = await watchSilence({
    ...{ store: test.store, sources: [WEB], systems: new Map([['portal', PORTAL]]), recorder },
    ...{ rule: () => given, now: () => now },
  });
  await recorder.drain();
  return found;
}

const alerts = async (): Promise<Alert[]> =>
  (await test.plain.find<Alert>('alerts', { sort: [['firstSeen', 'asc']] })).docs;

describe('watchSilence', () => {
  it('stays quiet while the source speaks, and when it was hardly ever heard', async () => {
    await came(0, ENOUGH);
    expect(await lookAt(16)).toBe(0);
    await came(17, 1);
    expect(await lookAt(30)).toBe(0);
    expect(await alerts()).toEqual([]);
  });

  it('says nothing of a source that has given too little to tell, or was never heard', async () => {
    expect(await lookAt(0)).toBe(0);
    await came(0, ENOUGH - 1);
    expect(await lookAt(600)).toBe(0);
  });

  it('raises one alert per silence, and keeps it current', async () => {
    await came(0, ENOUGH);
    for (const minute of [17, 18, 40, 90, 200]) expect(await lookAt(minute)).toBe(1);
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      rule: { id: rule.id, kind: 'health' },
      entity: { kind: 'khien.source_id', value: 'web' },
      ...{ systemId: 'portal', systemLevel: 3, agencyId: 'so-tttt', sourceId: 'web' },
      window: { start: START + MINUTE, end: START + MINUTE },
      ...{ firstSeen: START + 16 * MINUTE, lastSeen: START + 200 * MINUTE },
      reason: { observed: 0, expected: 15, history: ENOUGH, unit: 'records' },
    });
    expect(alert?.reason?.sentence.vi).toContain('199 phút');
  });

  it('raises another when the source has spoken in between', async () => {
    await came(0, ENOUGH);
    await lookAt(20);
    await came(21, 3);
    expect(await lookAt(22)).toBe(0);
    await lookAt(60);
    expect((await alerts()).map((alert) => alert.window.start)).toEqual([
      START + MINUTE,
      START + 22 * MINUTE,
    ]);
  });

  it('keeps a silence of days one alert, with a row of evidence an hour', async () => {
    await came(0, ENOUGH);
    for (let minute = 20; minute < 3 * 24 * 60; minute += 30) await lookAt(minute);
    expect(await alerts()).toHaveLength(1);
    const { docs } = await test.plain.find('alert_hits', { limit: 5000 });
    expect(docs).toHaveLength(72);
  });

  it('knows the quiet hours of a source, for a day, and says what rests on it', async () => {
    const calendar: Calendar = {
      ...{ timezone: 'Asia/Ho_Chi_Minh', workingHours: { days: [1], spans: [] } },
      ...{ holidays: [], workingDays: [] },
    };
    const pattern = newPattern('web', START - 8 * DAY);
    for (let at = START - 8 * DAY; at < START; at += HOUR)
      closeHour(pattern, hourToJudge(pattern, at, at % DAY < 12 * HOUR ? 600 : 1), calendar);
    await test.plain.put('state', [pattern]);
    await came(0, ENOUGH);
    const look = async (minute: number): Promise<number> => {
      now = START + minute * MINUTE;
      const recorder = createAlertRecorder({ store: test.store, log: silentLogger, now: () => now });
      const found = await watchSilence({
        ...{ store: test.store, sources: [WEB], systems: new Map([['portal', PORTAL]]), recorder, calendar },
        ...{
          rule: () => rule,
          rests: () => ({ vi: 'Dựa vào nguồn này: 2 quy tắc.', en: 'x' }),
          now: () => now,
        },
      });
      await recorder.drain();
      return found;
    };
    expect(await look(30)).toBe(1);
    expect((await alerts())[0]?.reason?.sentence.vi).toContain('2 quy tắc');
    // 03:00 UTC is busy, 13:00 to 23:00 UTC is quiet.
    await came(10 * 60, 1);
    expect(await look(14 * 60)).toBe(0);
    expect(await look(10 * 60 + 25 * 60)).toBe(1);
  });

  it('looks at nothing without its rule', async () => {
    await came(0, ENOUGH);
    now = START + 600 * MINUTE;
    const recorder = createAlertRecorder({ store: test.store, log: silentLogger, now: () => now });
    const deps = { store: test.store, sources: [WEB], systems: new Map(), recorder, now: () => now };
    expect(await watchSilence({ ...deps, rule: () => undefined })).toBe(0);
  });

  it('raises its alert once when it died half way', async () => {
    await came(0, ENOUGH);
    for (let write = 1; write <= 3; write++) {
      test.dieAt(write, 'after');
      await lookAt(20).catch(() => undefined);
      test.revive();
    }
    await lookAt(21);
    expect(await alerts()).toHaveLength(1);
    expect((await alerts())[0]).toMatchObject({ count: 1 });
  });
});
