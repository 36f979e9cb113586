import { type Alert, derivedId } from '@khien/model';

/**
 * `_id` of the alert for a rule, the thing it is about, and the start of its window (milliseconds since the epoch).
 * A crash, a redelivery or a replay therefore meets the alert that is already there.
 */
export function alertIdOf(ruleId: string, entity: Alert['entity'], windowStart: number): string {
  return derivedId('alert', ruleId, entity.kind, entity.value, String(windowStart));
}

/** `_id` of the evidence that one chunk, or one scheduled evaluation, gives for one alert. */
export function alertHitIdOf(alertId: string, evaluationId: string): string {
  return derivedId('hit', alertId, evaluationId);
}
