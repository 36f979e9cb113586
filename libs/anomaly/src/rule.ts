import { type AlertRule, Bilingual, Severity } from '@khien/model';
import { z } from 'zod';

const days = z.number().int().positive();

/** Example carried by the rule file: a history, one new observation, and whether it must fire. */
const Example = z.strictObject({
  name: z.string(),
  /** Hourly values on past days, oldest first; each item is one day's activity. */
  history: z.strictObject({
    days: z.number().int().nonnegative(),
    perHour: z.number().nonnegative(),
    hours: z.array(z.number().int().min(0).max(23)),
    source: z.string().default('10.0.0.1'),
    dataset: z.string().default('a'),
  }),
  observed: z.strictObject({
    hour: z.number().int().min(0).max(23),
    value: z.number().nonnegative(),
    source: z.string().default('10.0.0.1'),
    dataset: z.string().default('a'),
  }),
  fires: z.boolean(),
});

const base = {
  id: z.string().regex(/^anomaly-[a-z0-9-]+$/),
  title: Bilingual,
  level: Severity,
  triage: Bilingual,
  citations: z.array(z.string()).min(1),
  tags: z.array(z.string()).default([]),
  /** Most alerts of this rule a day; what comes after is counted as suppressed. */
  dailyBudget: z.number().int().positive(),
  /** Days with activity an account needs before it is judged. */
  minimumHistoryDays: days,
  examples: z.array(Example).min(2),
};

/** Hourly rows (or events, where no rows are stated) of an account far above its own history. */
export const VolumeRule = z.strictObject({
  ...base,
  detector: z.literal('account_volume'),
  /** Below this an hour never fires, however unusual. */
  floor: z.number().positive(),
  /** Robust z over median and MAD, and times the median: both must be passed. */
  z: z.number().positive(),
  ratio: z.number().positive(),
});

/** An address (IPv6: its /64) or dataset an account has never used. */
export const FirstSeenRule = z.strictObject({
  ...base,
  detector: z.enum(['first_source', 'first_dataset']),
  minimumEvents: z.number().int().positive(),
  /** Accounts that are known from more values than this roam by nature and are not judged. */
  maximumKnown: z.number().int().positive(),
});

/** Access outside working time by an account that hardly ever does that. */
export const OffHoursRule = z.strictObject({
  ...base,
  detector: z.literal('off_hours'),
  floor: z.number().int().positive(),
  /** Share of past active days with off-hours activity, above which it counts as normal for the account. */
  maximumShare: z.number().min(0).max(1),
});

/** A rule file under `rules/anomaly/`. */
export const AnomalyRule = z.discriminatedUnion('detector', [VolumeRule, FirstSeenRule, OffHoursRule]);
export type AnomalyRule = z.infer<typeof AnomalyRule>;

/** The rule as it travels with an alert. */
export function alertRuleOf(rule: AnomalyRule): AlertRule {
  return {
    id: rule.id,
    kind: 'anomaly',
    title: rule.title,
    level: rule.level,
    author: 'Khiên',
    license: 'Apache-2.0',
    tags: rule.tags,
    triage: rule.triage,
    citations: rule.citations,
  };
}
