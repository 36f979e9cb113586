import type { RuleInfo } from '../rule/rule-model';

export type CorrelationType =
  | 'event_count'
  | 'value_count'
  | 'temporal'
  | 'temporal_ordered'
  | 'value_sum'
  | 'value_avg'
  | 'value_percentile'
  | 'value_median';

export type CountOperator = 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq';

/** Boolean condition over rule references (Sigma 2.2). */
export type ReferenceExpr =
  | { op: 'and' | 'or'; children: ReferenceExpr[] }
  | { op: 'not'; child: ReferenceExpr }
  | { op: 'rule'; ruleId: string };

/** All bounds must hold, so two of them are a range. */
export interface CountCondition {
  kind: 'count';
  bounds: Array<{ operator: CountOperator; value: number }>;
}
export type CorrelationCondition = CountCondition | { kind: 'boolean'; expr: ReferenceExpr; text: string };

/** A correlation whose references are resolved to rule ids. */
export interface CorrelationRule {
  info: RuleInfo;
  type: CorrelationType;
  /** Ids of the referenced rules, in the order given: what temporal_ordered follows. */
  ruleIds: string[];
  groupBy: string[];
  timespanMs: number;
  condition: CorrelationCondition;
  /** Fields measured by the value_* types; several make a tuple (value_count only). */
  fields: string[];
  /** 0-100, for value_percentile. */
  percentile: number;
  /** alias -> rule id -> field name. */
  aliases: Record<string, Record<string, string>>;
}

/** One matched event (or fired correlation) as a correlation sees it. `time` is event time in ms since 1970, UTC. */
export interface CorrelationHit {
  time: number;
  eventId: string;
  ruleId: string;
  value?: string | number;
}

/**
 * One firing: an unbroken stretch of hits at each of which the condition held over the timespan before it.
 * `firedAt` is the time of the first such hit; `value` what was measured there.
 */
export interface Firing {
  firstTime: number;
  lastTime: number;
  firedAt: number;
  eventIds: string[];
  /** Number of events in the stretch. */
  count: number;
  value: number;
}
