import type { CorrelationHit } from './correlation-model';

/** Order that makes an answer independent of arrival: event time, then event id, then rule id. */
export function compareHits(a: CorrelationHit, b: CorrelationHit): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.eventId !== b.eventId) return a.eventId < b.eventId ? -1 : 1;
  if (a.ruleId === b.ruleId) return 0;
  return a.ruleId < b.ruleId ? -1 : 1;
}
