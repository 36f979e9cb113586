import { type AlertRule, Bilingual, Severity } from '@khien/model';
import { z } from 'zod';

/** What both halves say and can be held against each other. */
export const ComparedField = z.enum([
  'messageId',
  'client',
  'service',
  'serviceCode',
  'user',
  'caseId',
  'outcome',
  'requestBytes',
  'responseBytes',
]);
export type ComparedField = z.infer<typeof ComparedField>;

/** A half as an example gives it: what it leaves out, both sides left out or the example does not turn on. */
const ExampleHalf = z.strictObject({
  side: z.enum(['client', 'producer']),
  afterSeconds: z.number().default(0),
  messageId: z.string().default('m-1'),
  requestId: z.string().optional(),
  client: z.string().default('VN/GOV/H32/mot-cua'),
  service: z.string().default('VN/GOV/G01/ho-tich'),
  serviceCode: z.string().default('tra-cuu'),
  user: z.string().optional(),
  caseId: z.string().optional(),
  outcome: z.enum(['success', 'failure']).optional(),
  requestBytes: z.number().optional(),
  responseBytes: z.number().optional(),
  fault: z.string().optional(),
});
export type ExampleHalf = z.infer<typeof ExampleHalf>;

const common = {
  id: z.string(),
  title: Bilingual,
  level: Severity,
  triage: Bilingual,
  citations: z.array(z.string()).min(1),
};
const examples = z
  .array(z.strictObject({ name: z.string(), halves: z.array(ExampleHalf).min(1), fires: z.boolean() }))
  .min(2);

/** `rules/compliance/bus-half-missing.yml`: only one end of an exchange logged it, and the other end's log was heard beyond that time. */
export const HalfMissingRule = z.strictObject({
  ...common,
  detector: z.literal('bus_half_missing'),
  /** How far the other end's source has to be past an exchange before its half is missing. */
  graceMinutes: z.number().int().positive(),
  /** Days after which a source that stopped is no longer waited for. */
  giveUpDays: z.number().int().positive().max(30),
  /** Beginnings of fault codes of exchanges that never left the client's end: their one half is whole. */
  localFaults: z.array(z.string().min(1)),
  /** Service codes that one end answers by itself. */
  localServices: z.array(z.string().min(1)),
  examples,
});
export type HalfMissingRule = z.infer<typeof HalfMissingRule>;

/** `rules/compliance/bus-halves-disagree.yml`: the two ends logged the same exchange differently. */
export const HalvesDisagreeRule = z.strictObject({
  ...common,
  detector: z.literal('bus_halves_disagree'),
  /** How far apart the two ends may have logged the same request. */
  toleranceSeconds: z.number().positive(),
  compare: z.array(ComparedField).min(1),
  examples,
});
export type HalvesDisagreeRule = z.infer<typeof HalvesDisagreeRule>;

/** `rules/compliance/bus-partner-unheard.yml`: an end that exchanges data and of whose log nothing reaches Khiên, so that nothing can be paired. */
export const PartnerUnheardRule = z.strictObject({
  ...common,
  detector: z.literal('bus_partner_unheard'),
  /** Said once in so many days for each end. */
  repeatDays: z.number().int().positive(),
  /** Ends of which it is known: `member/subsystem`, or `member` for all of its subsystems. */
  known: z.array(z.string().min(1)),
  examples: z.array(z.strictObject({ name: z.string(), partner: z.string(), fires: z.boolean() })).min(2),
});
export type PartnerUnheardRule = z.infer<typeof PartnerUnheardRule>;

export const BusRule = z.discriminatedUnion('detector', [
  HalfMissingRule,
  HalvesDisagreeRule,
  PartnerUnheardRule,
]);
export type BusRule = z.infer<typeof BusRule>;

export const BUS_DETECTORS: ReadonlySet<string> = new Set(
  BusRule.options.map((option) => option.shape.detector.value),
);

/** The rules of the bus that are in force; without `missing` nothing is paired, because it says how long to wait. */
export interface BusRules {
  missing?: HalfMissingRule;
  disagree?: HalvesDisagreeRule;
  unheard?: PartnerUnheardRule;
}

export function busRulesOf(rules: readonly BusRule[]): BusRules {
  const found: BusRules = {};
  for (const rule of rules) {
    if (rule.detector === 'bus_half_missing') found.missing = rule;
    else if (rule.detector === 'bus_halves_disagree') found.disagree = rule;
    else found.unheard = rule;
  }
  return found;
}

/** The rule as it travels with an alert. */
export function busAlertRule({ id, detector, title, level, triage, citations }: BusRule): AlertRule {
  return {
    id,
    kind: detector === 'bus_partner_unheard' ? 'health' : 'compliance',
    title,
    level,
    author: 'Khiên',
    license: 'Apache-2.0',
    tags: [],
    triage,
    citations,
  };
}

/** Whether it is worth saying that this end (`client|member/subsystem`) is not heard. */
export function partnerCounts({ known }: PartnerUnheardRule, partner: string): boolean {
  const end = partner.slice(partner.indexOf('|') + 1);
  return !known.some((name) => end === name || end.startsWith(`${name}/`));
}
