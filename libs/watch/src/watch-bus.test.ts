import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BusHalf, BusRule, busKeyOf } from '@khien/compliance';
import { type Alert, type AlertHit, dayOf, type Source, silentLogger } from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import { parse } from 'yaml';
import { openTestStore, type TestStore } from '../test/test-store';
import { watchBus } from './watch-bus';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-20T03:00:00.000Z');
const shipped = ['bus-half-missing', 'bus-halves-disagree', 'bus-partner-unheard'].map((file) =>
  BusRule.parse(parse(readFileSync(join(__dirname, `../../../rules/compliance/${file}.yml`), 'utf8'))),
);
const SOURCES: Source[] = ['asking', 'answering', 'third'].map((id) => ({
  ...{ id, name: { vi: id, en: id }, profile: 'xroad-messages', systemId: 'lgsp', silenceMinutes: 15 },
  ...{ transport: { kind: 'replay' }, timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8' },
}));

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.close());

interface Told {
  message: string;
  minute: number;
  side: BusHalf['side'];
  sourceId?: string;
  more?: Partial<BusHalf>;
  /** Minute it reached Khiên; else at once. */
  came?: number;
}

function halfOf({ message, minute, side, sourceId, more, came = minute }: Told): BusHalf {
  const ends = { client: 'client|H32/mot-cua', producer: 'producer|G01/ho-tich' };
  return {
    ...{
      _id: `${message}-${side}`,
      eventId: `${message}-${side}`,
      day: dayOf(START + came * MINUTE),
      key: busKeyOf(message),
    },
    ...{ messageId: message, requestId: message, side, time: START + minute * MINUTE },
    ...{ sourceId: sourceId ?? (side === 'client' ? 'asking' : 'answering'), systemId: 'lgsp' },
    ...{ teller: ends[side], partner: ends[side === 'client' ? 'producer' : 'client'] },
    ...{ client: 'VN/GOV/H32/mot-cua', service: 'VN/GOV/G01/ho-tich', serviceCode: 'tra-cuu' },
    ...more,
  };
}

async function told(...halves: Told[]): Promise<void> {
  for (const half of halves.map(halfOf)) await test.plain.insertManyOnce('bus_halves', [half], half.day);
}
const both = (message: string, minute: number, more: Partial<BusHalf> = {}): Told[] => [
  { message, minute, side: 'client' },
  { message, minute, side: 'producer', more },
];

/** The monitor looks, as a process of its own. */
async function lookAt(minute: number, rules: readonly BusRule[] = shipped): Promise<number> {
  const now = START + minute * MINUTE;
  const recorder = createAlertRecorder({ store: test.store, log: silentLogger, now: () => now });
  const found = await watchBus({
    ...{ store: test.store, sources: SOURCES, rules: () => rules, recorder, now: () => now },
  });
  await recorder.drain();
  return found;
}

const alerts = async (): Promise<Alert[]> =>
  (await test.plain.find<Alert>('alerts', { sort: [['firstSeen', 'asc']], limit: 500 })).docs;
const summary = async (): Promise<Array<[string, number]>> =>
  (await alerts()).map(({ rule, count }): [string, number] => [rule.id, count]).sort();

describe('watchBus', () => {
  it('says nothing where both ends logged every exchange', async () => {
    await told(...both('m1', 1), ...both('m2', 5), ...both('m3', 60));
    expect(await lookAt(90)).toBe(0);
    expect(await alerts()).toEqual([]);
  });

  it('raises one alert per service and hour with the first ids, and only after the other log is past', async () => {
    await told(...both('old', -30), ...both('m1', 1), ...both('m9', 26));
    const lost = Array.from(
      { length: 7 },
      (_none, n): Told => ({ message: `lost${n}`, minute: 2 + n, side: 'client' }),
    );
    await told(
      ...lost,
      { message: 'lost7', minute: 12, side: 'client' },
      { message: 'x', minute: 55, side: 'client' },
    );
    // The answering end's log is only 16 minutes past the first ten minutes.
    expect(await lookAt(70)).toBe(1);
    expect(await summary()).toEqual([['bus-half-missing', 7]]);
    await told({ message: 'x', minute: 55, side: 'producer' });
    await lookAt(75);

    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      ...{ count: 8, systemId: 'lgsp', window: { start: START, end: START + HOUR } },
      entity: { kind: 'xroad.service', value: 'VN/GOV/H32/mot-cua → VN/GOV/G01/ho-tich · tra-cuu' },
      firstSeen: START + 2 * MINUTE,
      lastSeen: START + 12 * MINUTE,
      reason: { sentence: { vi: expect.stringContaining('lost7') } },
    });
    const [early] = (await test.plain.find<AlertHit>('alert_hits', { sort: [['firstSeen', 'asc']] })).docs;
    expect(early?.reason?.sentence.vi).toContain('Mã thông điệp: lost0, lost1, lost2, lost3, lost4, …');
    expect(alert?.evidence).toHaveLength(8);
    expect(alert?.evidence[0]).toEqual({ day: '2026-11-20', id: 'lost0-client' });
  });

  it('waits for a source that is behind, and believes what it then brings', async () => {
    await told(...both('old', -30));
    await told(...['a', 'b'].map((message): Told => ({ message, minute: 5, side: 'client' })));
    await told({ message: 'later', minute: 100, side: 'client' });
    expect(await lookAt(120)).toBe(0);
    expect(await lookAt(24 * 60)).toBe(0);
    // The next day it catches up, with one of the two.
    await told({ message: 'a', minute: 5, side: 'producer', came: 24 * 60 });
    await told({ message: 'later', minute: 100, side: 'producer', came: 24 * 60 });
    expect(await lookAt(24 * 60 + 5)).toBe(1);
    expect(await summary()).toEqual([['bus-half-missing', 1]]);
    expect((await alerts())[0]?.reason?.sentence.vi).toContain('Mã thông điệp: b.');
  });

  it('does not hold up one end for another that is behind', async () => {
    const third = {
      teller: 'producer|G02/dat-dai',
      partner: 'client|H32/mot-cua',
      service: 'VN/GOV/G02/dat-dai',
    };
    const toThird = { partner: third.teller, service: third.service };
    await told(...both('old', -30), { message: 'old3', minute: -30, side: 'client', more: toThird });
    await told({ message: 'old3', minute: -30, side: 'producer', sourceId: 'third', more: third });
    await told(
      { message: 'a', minute: 5, side: 'client' },
      { message: 'b', minute: 5, side: 'client', more: toThird },
    );
    await told(...both('m', 60));
    await lookAt(80);
    expect((await alerts()).map(({ entity }) => entity.value)).toEqual([
      'VN/GOV/H32/mot-cua → VN/GOV/G01/ho-tich · tra-cuu',
    ]);
    await told({ message: 'new3', minute: 61, side: 'producer', sourceId: 'third', more: third });
    await told({ message: 'new3', minute: 61, side: 'client', more: toThird }, ...both('n', 95));
    await lookAt(120);
    expect((await alerts()).map(({ entity }) => entity.value).sort()).toEqual([
      'VN/GOV/H32/mot-cua → VN/GOV/G01/ho-tich · tra-cuu',
      'VN/GOV/H32/mot-cua → VN/GOV/G02/dat-dai · tra-cuu',
    ]);
  });

  it('says where the two ends differ, with both events', async () => {
    await told(...both('old', -30), ...both('m1', 1, { client: 'VN/GOV/H33/mot-cua', responseBytes: 7 }));
    await told(...both('m2', 2, { time: START + 5 * MINUTE }), ...both('m3', 60));
    await lookAt(90);

    const [alert] = await alerts();
    expect(await summary()).toEqual([['bus-halves-disagree', 2]]);
    expect(alert?.evidence.map(({ id }) => id).sort()).toEqual([
      ...['m1-client', 'm1-producer', 'm2-client', 'm2-producer'],
    ]);
    expect(alert?.reason?.sentence.vi).toContain('bên gọi, thời điểm ở 2 giao dịch');
  });

  it('says once that an end sends no log, however many exchanges there are', async () => {
    const unheard: Partial<BusHalf> = { partner: 'producer|C01/dan-cu', service: 'VN/GOV/C01/dan-cu' };
    for (let n = 0; n < 40; n++)
      await told({ message: `u${n}`, minute: n * 5, side: 'client', more: unheard });
    for (let minute = 30; minute < 260; minute += 30) await lookAt(minute);

    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      ...{ rule: { id: 'bus-partner-unheard', kind: 'health' }, count: 1 },
      entity: { kind: 'organization.id', value: 'C01/dan-cu' },
      reason: {
        sentence: { vi: expect.stringContaining('Phía đối tác C01/dan-cu chưa gửi nhật ký về Khiên') },
      },
    });
    await lookAt(300, [{ ...shipped[0], id: 'other' } as BusRule]);
    expect(await alerts()).toHaveLength(1);
  });

  it('raises a bounded number of alerts where a log names another service on every line', async () => {
    await told(...both('old', -30), ...both('m', 60));
    for (let n = 0; n < 150; n++)
      await told({ message: `i${n}`, minute: 1, side: 'client', more: { serviceCode: `invented-${n}` } });
    await lookAt(90);
    const found = await alerts();
    expect(found).toHaveLength(101);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(150);
    expect(found.find(({ entity }) => entity.value === '…')).toMatchObject({ count: 50 });
  });

  it('tells exchanges apart by their own id where a caller sends every message under the same one', async () => {
    const same = (message: string, minute: number): Told[] => both(message, minute, { messageId: 'test' });
    await told(...same('old', -30), ...same('r1', 1), ...same('r2', 2), ...same('end', 60));
    await told({ message: 'r3', minute: 3, side: 'client', more: { messageId: 'test' } });
    await lookAt(90);
    expect(await summary()).toEqual([['bus-half-missing', 1]]);
  });

  it('says nothing of one id that thousands of halves bear', async () => {
    const half = halfOf({ message: 'test', minute: 1, side: 'client' });
    const all = Array.from({ length: 6000 }, (_none, n) => ({
      ...half,
      _id: `same-${n}`,
      eventId: `same-${n}`,
    }));
    await told(...both('old', -30), ...both('end', 60), { message: 'lost', minute: 2, side: 'client' });
    await test.plain.insertManyOnce('bus_halves', all, half.day);
    await lookAt(90);
    expect(await summary()).toEqual([['bus-half-missing', 1]]);
  });

  it('does not accuse anybody of what was exchanged before the other end began to send', async () => {
    for (let n = 0; n < 5; n++) await told({ message: `before${n}`, minute: n, side: 'client' });
    await told(...both('m1', 61), ...both('m2', 120));
    expect(await lookAt(150)).toBe(0);
  });

  it('no longer waits for a source that stopped a week ago', async () => {
    await told(...both('old', -30), { message: 'a', minute: 5, side: 'client' });
    const day = 24 * 60;
    await told({ message: 'b', minute: 6 * day, side: 'client' });
    expect(await lookAt(6 * day + 60)).toBe(0);
    await told({ message: 'c', minute: 8 * day, side: 'client' });
    await lookAt(8 * day + 60);
    expect(await summary()).toEqual([['bus-partner-unheard', 2]]);
  });

  it('pairs nothing without the rule that says how long to wait', async () => {
    await told(...both('old', -30), { message: 'a', minute: 5, side: 'client' }, ...both('m', 60));
    expect(await lookAt(90, shipped.slice(1))).toBe(0);
    expect(await lookAt(90)).toBe(1);
  });

  it.each([1, 2, 3, 4, 5, 6])('comes to the same when the process dies at write %d', async (write) => {
    await told(
      ...both('old', -30),
      ...both('m1', 1, { user: 'x' }),
      ...both('m2', 41, { client: 'a/b/c/d' }),
    );
    await told({ message: 'a', minute: 5, side: 'client' }, { message: 'b', minute: 15, side: 'producer' });
    await told(...both('m', 75));
    for (const moment of ['before', 'after'] as const) {
      test.dieAt(write, moment);
      await lookAt(100).catch(() => undefined);
      test.revive();
    }
    await lookAt(100);
    await lookAt(105);
    expect(await summary()).toEqual([
      ['bus-half-missing', 1],
      ['bus-half-missing', 1],
      ['bus-halves-disagree', 1],
    ]);
  });
});
