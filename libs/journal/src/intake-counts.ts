import type { IntakeRow } from '@khien/model';
import { intakeRowOf } from './segment-index';
import type { Segment } from './segments';

/** Which counts changed since they were last told. */
export interface IntakeCounts {
  touch(segment: Segment, keys: Iterable<string>): void;
  /** Changed rows, each with its whole count, so that writing it again changes nothing. */
  takeRows(): IntakeRow[];
  /** Forgets the counts of released segments once they were told. */
  settle(segments: readonly Segment[]): void;
}

export function createIntakeCounts(collectorId: string): IntakeCounts {
  let changed = new Map<Segment, Set<string>>();

  function touch(segment: Segment, keys: Iterable<string>): void {
    const known = changed.get(segment) ?? new Set<string>();
    changed.set(segment, known);
    for (const key of keys) known.add(key);
  }

  function takeRows(): IntakeRow[] {
    const rows: IntakeRow[] = [];
    for (const [{ index }, keys] of changed) {
      for (const key of keys) {
        const count = index.counts.get(key);
        if (count) rows.push(intakeRowOf(collectorId, index.segment, count));
      }
    }
    const told = [...changed.keys()];
    changed = new Map();
    settle(told);
    return rows;
  }

  function settle(segments: readonly Segment[]): void {
    for (const segment of segments) {
      if (segment.released && !changed.has(segment)) segment.index.counts.clear();
    }
  }

  return { touch, takeRows, settle };
}
