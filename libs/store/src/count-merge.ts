import type { Scalar } from '@khien/model';
import { compareScalars } from './scalar-order';

export interface CountRow {
  value: Scalar;
  count: number;
  sums: Record<string, number>;
}

/** Adds up the counts of several partitions; ascending by value. Arrays and objects count under null. */
export function mergeCounts(
  rows: Iterable<{ value: unknown; count: number; sums: number[] }>,
  fields: string[],
): CountRow[] {
  const groups = new Map<Scalar, CountRow>();
  for (const row of rows) {
    const value = scalarOrNull(row.value);
    const group = groups.get(value) ?? { value, count: 0, sums: zeroes(fields) };
    group.count += row.count;
    fields.forEach((field, index) => {
      group.sums[field] = (group.sums[field] ?? 0) + (row.sums[index] ?? 0);
    });
    groups.set(value, group);
  }
  return [...groups.values()].sort((a, b) => compareScalars(a.value, b.value));
}

function scalarOrNull(value: unknown): Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function zeroes(fields: string[]): Record<string, number> {
  return Object.fromEntries(fields.map((field) => [field, 0]));
}
