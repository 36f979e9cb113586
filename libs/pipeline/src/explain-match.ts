import type { StoredEvent } from '@khien/model';
import type { Explanation } from '@khien/sigma';
import type { DetectionRules } from './findings-of-events';

/**
 * Why the rule with this alert id matched the event: which selections, which values, what the event holds. For a correlation, why one of the rules
 * it counts matched. Undefined when the rule is not in force any more or matches no single event (baselines, silence).
 */
export function explainMatch(
  { ruleSet, catalogue }: DetectionRules,
  alertRuleId: string,
  event: StoredEvent,
): Explanation | undefined {
  const sigmaId = [...catalogue].find(([, rule]) => rule.alertRule.id === alertRuleId)?.[0];
  if (sigmaId === undefined) return undefined;
  const correlation = ruleSet.correlations.find(({ info }) => info.id === sigmaId);
  const candidates = correlation ? correlation.ruleIds : [sigmaId];
  return candidates.map((id) => ruleSet.explain(event, id)).find((explanation) => explanation.matched);
}
