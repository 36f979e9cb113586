import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  type AccountBaseline,
  AnomalyRule,
  type DigestEntry,
  exampleFires,
  foldEntry,
  hourOfWeek,
  markFolded,
  networkOf,
  newBaseline,
} from './index';

const HOUR = 3_600_000;
const folder = join(__dirname, '../../../rules/anomaly');
const rules = readdirSync(folder)
  .filter((file) => file.startsWith('account-'))
  .map((file) => AnomalyRule.parse(parse(readFileSync(join(folder, file), 'utf8'))));

describe.each(rules)('$id', (rule) => {
  it.each(rule.examples)('$name', (example) => {
    expect(exampleFires(rule, example)).toBe(example.fires);
  });
});

describe('foldEntry', () => {
  const entry = (hour: number, events: number): DigestEntry => ({
    account: 'a',
    hour,
    events,
    rows: 0,
    sources: [{ value: '10.0.0.1', at: hour, id: `e${hour}` }],
    datasets: [],
    first: { at: hour, id: `e${hour}` },
  });
  const replay = (entries: DigestEntry[], twice: boolean): { baseline: AccountBaseline; found: string[] } => {
    const baseline = newBaseline('a', 0);
    const found: string[] = [];
    entries.forEach((item, seq) => {
      for (let again = 0; again < (twice ? 2 : 1); again++) {
        for (const finding of foldEntry(
          baseline,
          { entry: item, collectorId: 'c', seq, day: '2026-03-02' },
          rules,
        ))
          found.push(`${finding.rule.id}@${finding.window.start}`);
        markFolded(baseline, 'c', seq);
      }
    });
    return { baseline, found };
  };

  it('gives the same baseline and findings when every chunk is folded twice', () => {
    const hour = fc.record({
      hour: fc.integer({ min: 0, max: 2000 }).map((n) => n * HOUR),
      events: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 120 }), (items) => {
        const entries = items.map((item) => entry(item.hour, item.events));

        expect(replay(entries, true)).toEqual(replay(entries, false));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps bounded state however long an account lives', () => {
    const baseline = newBaseline('a', 0);
    for (let seq = 0; seq < 3000; seq++) {
      const at = seq * HOUR;
      foldEntry(
        baseline,
        {
          entry: { ...entry(at, 5), sources: [{ value: `10.0.${seq % 250}.${seq % 199}`, at, id: 'x' }] },
          collectorId: 'c',
          seq,
          day: '2026-03-02',
        },
        rules,
      );
      markFolded(baseline, 'c', seq);
    }

    expect(baseline.sources.length).toBeLessThanOrEqual(64);
    expect(Object.values(baseline.slots).every((values) => values.length <= 8)).toBe(true);
    expect(baseline.open.length).toBeLessThanOrEqual(3);
  });
});

describe('networkOf', () => {
  it.each([
    { address: '10.0.0.1', network: '10.0.0.1' },
    { address: '2001:db8:1:2::a', network: '2001:db8:1:2::/64' },
    { address: '2001:db8:1:2:aaaa:bbbb:cccc:dddd', network: '2001:db8:1:2::/64' },
    { address: '2001:0db8:0001:0002::1', network: '2001:db8:1:2::/64' },
    { address: 'fe80::1%eth0', network: 'fe80:0:0:0::/64' },
    { address: '::1', network: '0:0:0:0::/64' },
  ])('$address is of $network', ({ address, network }) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('hourOfWeek', () => {
  it.each([
    { at: '2026-03-01T17:00:00Z', hour: 0, name: 'Monday midnight in Viet Nam' },
    { at: '2026-03-02T02:30:00Z', hour: 9, name: 'Monday half past nine' },
    { at: '2026-03-01T16:59:59Z', hour: 167, name: 'the last hour of Sunday' },
  ])('$name', ({ at, hour }) => {
    expect(hourOfWeek(Date.parse(at))).toBe(hour);
  });
});
