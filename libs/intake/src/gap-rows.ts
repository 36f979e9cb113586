import { chunkIdOf, dayOf, type LedgerRow } from '@khien/model';
import type { Gap } from './dispatch-state';

/** Source id of rows that stand for no chunk. */
export const GAP_SOURCE = '(gap)';

/**
 * Ledger rows for numbers that no readable chunk has: nothing came in under them, nothing became of it.
 * What was lost shows where it should: the source's intake counts exceed the sum of its ledger.
 */
export function gapRows(collectorId: string, { from, to }: Gap, at: number): LedgerRow[] {
  const nothing = { in: 0, stored: 0, duplicate: 0, deadLettered: 0, masked: 0, alerts: 0 };
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    _id: chunkIdOf(collectorId, from + index),
    collectorId,
    seq: from + index,
    sourceId: GAP_SOURCE,
    partitionDay: dayOf(at),
    ...nothing,
    sealedAt: at,
    processedAt: at,
  }));
}
