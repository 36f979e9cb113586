import { LedgerRow } from '@khien/model';
import { gapRows } from './gap-rows';

it('gives one valid, empty row per number of the gap', () => {
  const rows = gapRows('c1', { from: 7, to: 9 }, Date.UTC(2026, 10, 21));
  expect(rows.map((row) => LedgerRow.parse(row)._id)).toEqual([
    'c1.000000000007',
    'c1.000000000008',
    'c1.000000000009',
  ]);
  expect(rows.every((row) => row.in === row.stored + row.duplicate + row.deadLettered)).toBe(true);
});
