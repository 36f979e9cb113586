import type { SourceState, Totals } from '../api/views-sources';
import type { Verdict } from '../ui/shapes';

/** The right-hand side of the equation, in its order. */
export const PARTS = ['stored', 'duplicate', 'deadLettered', 'shed', 'inFlight'] as const;
export type Part = (typeof PARTS)[number];

/** Everything that reached us: what the journal took (`received`) and what was refused or lost before it (`shed`). */
export function arrived({ received, shed }: Pick<Totals, 'received' | 'shed'>): number {
  return received + shed;
}

/** Records that are missing (positive) or counted twice (negative): arrived − everything accounted for. */
export function missing(totals: Totals & { inFlight: number }): number {
  return arrived(totals) - PARTS.reduce((sum, part) => sum + totals[part], 0);
}

export const STATE_VERDICTS: Record<SourceState, Verdict> = { alive: 'good', silent: 'bad', never: 'unsure' };
