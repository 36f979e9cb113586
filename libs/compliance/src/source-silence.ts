import { type AlertRule, Bilingual, Severity } from '@khien/model';
import { z } from 'zod';

const MINUTE = 60_000;

/** `rules/compliance/source-silent.yml`: a source that used to speak and stopped (R27, R31). */
export const SourceSilenceRule = z.strictObject({
  id: z.string(),
  detector: z.literal('source_silence'),
  title: Bilingual,
  level: Severity,
  triage: Bilingual,
  citations: z.array(z.string()).min(1),
  /** A source needs to have given this many records before its silence means anything. */
  minimumRecords: z.number().int().positive(),
  examples: z
    .array(
      z.strictObject({
        name: z.string(),
        silenceMinutes: z.number(),
        lastRecordMinutesAgo: z.number(),
        records: z.number(),
        fires: z.boolean(),
      }),
    )
    .min(2),
});
export type SourceSilenceRule = z.infer<typeof SourceSilenceRule>;

export interface SourceHeard {
  /** Minutes without a record after which the source counts as silent. */
  silenceMinutes: number;
  /** When the collector last had a record of it, milliseconds since the epoch; undefined when never. */
  lastRecordAt?: number;
  /** Records ever received. */
  records: number;
}

export type SourceState = 'alive' | 'silent' | 'never';

/** Nguồn còn tín hiệu hay không, at `now`. */
export function sourceState(heard: SourceHeard, now: number): SourceState {
  if (heard.lastRecordAt === undefined || heard.records === 0) return 'never';
  return now - heard.lastRecordAt > heard.silenceMinutes * MINUTE ? 'silent' : 'alive';
}

/** Whether the source's silence deserves an alert now. The alert's window starts at the last record: one alert per silence, however long. */
export function silenceFires(rule: SourceSilenceRule, heard: SourceHeard, now: number): boolean {
  return heard.records >= rule.minimumRecords && sourceState(heard, now) === 'silent';
}

/** The rule as it travels with an alert. */
export function silenceAlertRule(rule: SourceSilenceRule): AlertRule {
  return {
    id: rule.id,
    kind: 'health',
    title: rule.title,
    level: rule.level,
    author: 'Khiên',
    license: 'Apache-2.0',
    tags: [],
    triage: rule.triage,
    citations: rule.citations,
  };
}

/** The sentence a person reads. */
export function silenceSentence(heard: SourceHeard, now: number): Bilingual {
  const minutes = Math.floor((now - (heard.lastRecordAt ?? now)) / MINUTE);
  return {
    vi: `Không nhận được bản ghi nào trong ${minutes} phút; ngưỡng của nguồn là ${heard.silenceMinutes} phút.`,
    en: `No record for ${minutes} minutes; the source's threshold is ${heard.silenceMinutes} minutes.`,
  };
}
