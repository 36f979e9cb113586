import { type AlertRule, Bilingual, Severity } from '@khien/model';
import { z } from 'zod';

const share = z.number().min(0).max(1);

/** What one hour of a source was like, in the words of an example. */
const HourExample = z.strictObject({
  received: z.number().nonnegative().default(1000),
  /** Share of finished records that could be read. */
  parsed: share.default(1),
  /** Seconds between an event and its storing. */
  lagSeconds: z.number().nonnegative().default(2),
  /** Seconds from the device's clock to ours; below nought its clock is ahead. */
  clockSeconds: z.number().default(1),
  /** Sequence numbers seen, and missing between them. */
  seen: z.number().int().nonnegative().default(0),
  missing: z.number().int().nonnegative().default(0),
});

const base = {
  id: z.string().regex(/^source-[a-z0-9-]+$/),
  title: Bilingual,
  level: Severity,
  triage: Bilingual,
  citations: z.array(z.string()).min(1),
  /** Days a source must have been heard before it is judged against its own past. */
  minimumHistoryDays: z.number().int().nonnegative(),
  examples: z
    .array(
      z.strictObject({
        name: z.string(),
        /** Days of hours like this one, before the hour that is judged. */
        history: z.strictObject({ days: z.number().int().nonnegative(), ...HourExample.shape }),
        hour: HourExample,
        fires: z.boolean(),
      }),
    )
    .min(2),
};

/** Fewer records in an hour than this source usually has at that hour of the week. */
export const SourceVolumeRule = z.strictObject({
  ...base,
  detector: z.literal('source_volume'),
  /** Share that is missing: at least, and below (where a graver rule begins). */
  dropAtLeast: share,
  dropBelow: z.number().min(0).max(2).default(2),
  /** Hours in which fewer are usual are not judged. */
  minimumExpected: z.number().positive(),
});

/** More records than usual cannot be read: the format of the source has changed. */
export const SourceParseRule = z.strictObject({
  ...base,
  detector: z.literal('source_parse_rate'),
  /** How far the share of readable records lies below the usual. */
  dropAtLeast: share,
  minimumRecords: z.number().int().positive(),
});

/** The device's clock is ahead of ours, or behind it by more than usual. */
export const SourceClockRule = z.strictObject({
  ...base,
  detector: z.literal('source_clock'),
  aheadSeconds: z.number().positive(),
  behindSeconds: z.number().positive(),
  minimumRecords: z.number().int().positive(),
});

/** Sequence numbers are missing where they usually follow one another. */
export const SourceGapRule = z.strictObject({
  ...base,
  detector: z.literal('source_gap'),
  minimumMissing: z.number().int().positive(),
  /** Sources that usually miss a larger share number more than they send. */
  usualShare: share,
});

/** Events reach us late: the 95th percentile of the time from event to storing. */
export const SourceLagRule = z.strictObject({
  ...base,
  detector: z.literal('source_lag'),
  p95Seconds: z.number().positive(),
  /** And this many times the usual. */
  ratio: z.number().positive(),
  minimumRecords: z.number().int().positive(),
});

/** A rule file on how a source does, judged hour by hour against what it usually does. */
export const SourceRule = z.discriminatedUnion('detector', [
  SourceVolumeRule,
  SourceParseRule,
  SourceClockRule,
  SourceGapRule,
  SourceLagRule,
]);
export type SourceRule = z.infer<typeof SourceRule>;

export const SOURCE_DETECTORS: ReadonlySet<string> = new Set(
  SourceRule.options.map(({ shape }) => shape.detector.value),
);

/** The rule as it travels with an alert. */
export function sourceAlertRule(rule: SourceRule): AlertRule {
  const { id, title, level, triage, citations } = rule;
  return {
    id,
    kind: 'health',
    title,
    level,
    author: 'Khiên',
    license: 'Apache-2.0',
    tags: [],
    triage,
    citations,
  };
}
