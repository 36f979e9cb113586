import type { SourceState, Totals } from '../api/views';
import type { Verdict } from '../ui/shapes';

/** The right-hand side of the equation, in its order. */
export const PARTS = ['stored', 'duplicate', 'deadLettered', 'shed', 'inFlight'] as const;
export type Part = (typeof PARTS)[number];

/** Records that are missing (positive) or counted twice (negative): received − everything accounted for. */
export function missing(totals: Totals & { inFlight: number }): number {
  return totals.received - PARTS.reduce((sum, part) => sum + totals[part], 0);
}

export const STATE_VERDICTS: Record<SourceState, Verdict> = { alive: 'good', silent: 'bad', never: 'unsure' };
