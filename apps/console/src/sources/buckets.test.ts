import fc from 'fast-check';
import type { MinuteRow } from '../api/views-sources';
import { bucketMinutes, heightOf, roundUp } from './buckets';

const MINUTE = 60_000;
const row = (minute: number, received: number): MinuteRow => ({
  minute,
  received,
  stored: received,
  duplicate: 0,
  deadLettered: 0,
  shed: 0,
});

it.each([
  { hours: 1, width: 1, bars: 60 },
  { hours: 8, width: 5, bars: 96 },
  { hours: 24, width: 15, bars: 96 },
  { hours: 168, width: 120, bars: 84 },
])('$hours hours make $bars bars of $width minutes', ({ hours, width, bars }) => {
  const found = bucketMinutes([], 0, hours * 60 * MINUTE);
  expect(found.width).toBe(width);
  expect(found.bars).toHaveLength(bars);
});

it('counts every record of the period once and stays under the top', () => {
  const minutes = fc.array(fc.record({ at: fc.nat(2_000), n: fc.nat(1_000) }));
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 2_001 }), (given, span) => {
      const rows = given.map(({ at, n }) => row(at * MINUTE, n));
      const { bars, top } = bucketMinutes(rows, 0, span * MINUTE);
      const covered = bars.length * (bars[1] ? bars[1].minute - (bars[0]?.minute ?? 0) : span * MINUTE);
      const inside = rows.filter(({ minute }) => minute < Math.max(covered, span * MINUTE));
      const sum = (all: MinuteRow[]) => all.reduce((total, { received }) => total + received, 0);
      expect(sum(bars)).toBe(sum(inside));
      expect(bars.length).toBeLessThanOrEqual(121);
      for (const bar of bars) expect(heightOf(bar)).toBeLessThanOrEqual(top);
    }),
  );
});

it.each([
  { value: 0, top: 1 },
  { value: 3, top: 3 },
  { value: 7, top: 8 },
  { value: 10, top: 10 },
  { value: 11, top: 20 },
  { value: 1100, top: 2000 },
  { value: 6100, top: 8000 },
])('rounds $value up to $top', ({ value, top }) => expect(roundUp(value)).toBe(top));
