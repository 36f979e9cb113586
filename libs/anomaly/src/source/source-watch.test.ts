import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendar, FeedDigest } from '@khien/model';
import fc from 'fast-check';
import { parse } from 'yaml';
import { judgeHour } from './judge-hour';
import { sourceExampleFires } from './source-example';
import {
  closeHour,
  expectedAt,
  expectedBetween,
  foldChunk,
  hourToJudge,
  lagP95,
  newPattern,
  slotOf,
} from './source-pattern';
import { SourceRule } from './source-rule';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RULES = join(__dirname, '../../../../rules/anomaly');
const rules = readdirSync(RULES)
  .filter((file) => file.startsWith('source-'))
  .map((file) => SourceRule.parse(parse(readFileSync(join(RULES, file), 'utf8'))));
/** Monday 2026-03-02, 00:00 in Viet Nam. */
const START = Date.UTC(2026, 2, 1, 17);
const CALENDAR: Calendar = {
  timezone: 'Asia/Ho_Chi_Minh',
  workingHours: { days: [1, 2, 3, 4, 5], spans: [] },
  holidays: [{ day: '2026-03-12', name: 'mẫu', citation: 'mẫu' }],
  workingDays: [{ day: '2026-03-14', citation: 'mẫu' }],
};

describe('the shipped rules on sources', () => {
  it('are six', () => expect(rules).toHaveLength(6));
  it.each(
    rules.flatMap((rule) => rule.examples.map((example) => [rule.id, example.name, rule, example] as const)),
  )('%s: %s', (_id, _name, rule, example) => {
    expect(sourceExampleFires(rule, example)).toBe(example.fires);
  });
});

it('writes its figures as each language does', () => {
  const pattern = newPattern('s', START);
  const end = START + 14 * DAY;
  for (let at = START; at < end; at += HOUR) closeHour(pattern, hourToJudge(pattern, at, 21_000), CALENDAR);
  const half = rules.find(({ id }) => id === 'source-volume-half') as SourceRule;
  const hour = hourToJudge(pattern, end + 9 * HOUR, 2112);
  const said = JSON.stringify(judgeHour(half, { pattern, hour, calendar: CALENDAR }));
  expect(said).toContain('Nhận 2.112 bản ghi trong một giờ; giờ này trong tuần thường có 21.000,');
  expect(said).toContain('2,112 records in an hour; this hour of the week usually has 21,000:');
});

/** Weeks of a source that sends 900 in office hours and 30 otherwise, 5 on holidays. */
function learnt(days: number) {
  const pattern = newPattern('s', START);
  for (let at = START; at < START + days * DAY; at += HOUR) {
    const slot = slotOf(at, CALENDAR);
    const hour = Number(slot.slice(1)) % 24;
    const office = slot.startsWith('w') && Number(slot.slice(1)) < 5 * 24 && hour >= 8 && hour < 17;
    closeHour(pattern, hourToJudge(pattern, at, slot.startsWith('h') ? 5 : office ? 900 : 30), CALENDAR);
  }
  return pattern;
}

describe('what is usual', () => {
  const at = (day: number, hour: number) => START + day * DAY + hour * HOUR;
  it.each([
    ['nothing is known before seven days', 6, at(6, 9), undefined],
    ['a Monday morning after one week', 7, at(7, 9), 900],
    ['a Monday night', 7, at(7, 2), 30],
    ['a Saturday morning', 14, at(19, 9), 30],
    ['a Saturday that is worked', 14, Date.parse('2026-03-14T09:00:00+07:00'), 900],
    ['a holiday nobody has seen', 9, Date.parse('2026-03-12T09:00:00+07:00'), undefined],
    ['a holiday that was seen', 20, Date.parse('2026-03-12T09:00:00+07:00'), 5],
    ['after a month', 30, at(32, 10), 900],
  ])('%s', (_, days, when, expected) => {
    expect(expectedAt(learnt(days), when, { calendar: CALENDAR })).toBe(expected);
  });
});

it('adds up what is usual between two instants', () => {
  const night = START + 14 * DAY + 7.5 * HOUR;
  const calendar = CALENDAR;
  expect(expectedBetween(learnt(14), { from: night, to: night + HOUR }, calendar)).toBe(15 + 450);
  expect(
    expectedBetween(learnt(6), { from: night - 8 * DAY, to: night - 8 * DAY + HOUR }, calendar),
  ).toBeUndefined();
});

const feed = (counters: Array<[first: number, last: number, missing?: number]>): FeedDigest => ({
  timed: 0,
  delays: new Array(12).fill(0),
  counters: counters.map(([first, last, missing = 0]) => ({
    key: 'k',
    first,
    last,
    seen: last - first + 1 - missing,
    missing,
  })),
});
const chunk = (seq: number, digest: FeedDigest) => ({
  collectorId: 'c',
  seq,
  sealedAt: START,
  finished: 10,
  parsed: 10,
  feed: digest,
});

describe('sequence numbers', () => {
  it.each<[string, FeedDigest[], number]>([
    ['that follow one another', [feed([[1, 10]]), feed([[11, 20]])], 0],
    ['missing between chunks', [feed([[1, 10]]), feed([[16, 20]])], 5],
    ['missing within a chunk', [feed([[1, 10, 3]])], 3],
    ['that begin anew', [feed([[5000, 5010]]), feed([[1, 10]]), feed([[11, 20]])], 0],
    ['told twice', [feed([[1, 10]]), feed([[5, 12]]), feed([[13, 14]])], 0],
    ['of another counter altogether', [feed([[1, 10]]), feed([[900_000_000, 900_000_001]])], 0],
  ])('%s', (_, digests, missing) => {
    const pattern = newPattern('s', START);
    for (const [seq, digest] of digests.entries()) foldChunk(pattern, chunk(seq, digest));
    expect(pattern.hours[0]?.missing).toBe(missing);
  });
});

describe('folding', () => {
  it('a chunk again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { minLength: 1, maxLength: 20 }), (steps) => {
        let at = 1;
        const chunks = steps.map(([length, step], seq) => {
          const made = chunk(seq, feed([[at, at + length]]));
          at += length + step + 1;
          return made;
        });
        const once = newPattern('s', START);
        for (const one of chunks) foldChunk(once, one);
        const twice = newPattern('s', START);
        for (const one of chunks) foldChunk(twice, one);
        for (const one of chunks) foldChunk(twice, one);
        expect(twice).toEqual(once);
      }),
    );
  });
  it.each([
    [[10], 1],
    [[95, 5], 1],
    [[94, 6], 5],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], Number.POSITIVE_INFINITY],
    [[], undefined],
  ])('95 %% of %j', (delays, seconds) => {
    expect(lagP95({ delays })).toBe(seconds);
  });
});
