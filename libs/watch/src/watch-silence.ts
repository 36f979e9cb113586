import { expectedBetween, patternIdOf, type SourcePattern } from '@khien/anomaly';
import {
  type SourceHeard,
  type SourceSilenceRule,
  silenceAlertRule,
  silenceFires,
  silenceSentence,
} from '@khien/compliance';
import type { Bilingual, Calendar, Source, Store, System } from '@khien/model';
import type { AlertRecorder, Evidence } from '@khien/record';
import type { SourceHealth } from './source-health';
import { sourceHealth } from './source-health';

export interface SilenceWatchDeps {
  store: Store;
  sources: readonly Source[];
  systems: ReadonlyMap<string, System>;
  rule: () => SourceSilenceRule | undefined;
  recorder: AlertRecorder;
  /** With it, a silence in which this source usually says next to nothing is none. */
  calendar?: Calendar;
  /** What cannot be seen while the source is silent, as a sentence. */
  rests?: (source: Source) => Bilingual | undefined;
  now: () => number;
}

const DAY = 24 * 3_600_000;
/** Fewer than this many records usually come in such a time: that none came says nothing. */
const LEAST_EXPECTED = 10;

/** Raises one alert per silence of a source (R27): its window starts at the last record, so a silence of days stays one alert. */
export async function watchSilence(deps: SilenceWatchDeps): Promise<number> {
  const { store, sources, systems, rule, recorder, now } = deps;
  const current = rule();
  if (!current) return 0;
  const at = now();
  const health = await sourceHealth(store, sources, at);
  const evidence: Evidence[] = [];
  for (const source of sources) {
    const found = health.find((item) => item.sourceId === source.id);
    if (found?.state !== 'silent' || (await isUsual(deps, found, at))) continue;
    const told = evidenceOf(current, source, systems.get(source.systemId), found, at);
    evidence.push(...told.map((one) => withRests(one, deps.rests?.(source))));
  }
  return recorder.record(evidence);
}

/** Nights and holidays of a source whose cadence is known. After a day a silence is one whatever was usual. */
async function isUsual(
  { store, calendar }: SilenceWatchDeps,
  { sourceId, lastRecordAt }: SourceHealth,
  now: number,
): Promise<boolean> {
  if (!calendar || lastRecordAt === undefined || now - lastRecordAt > DAY) return false;
  const pattern = await store.get<SourcePattern>('state', patternIdOf(sourceId));
  const expected = pattern && expectedBetween(pattern, { from: lastRecordAt, to: now }, calendar);
  return expected !== undefined && expected < LEAST_EXPECTED;
}

function withRests(evidence: Evidence, rests: Bilingual | undefined): Evidence {
  const { reason } = evidence.finding;
  if (!rests || !reason) return evidence;
  const sentence = { vi: `${reason.sentence.vi} ${rests.vi}`, en: `${reason.sentence.en} ${rests.en}` };
  return { ...evidence, finding: { ...evidence.finding, reason: { ...reason, sentence } } };
}

function evidenceOf(
  rule: SourceSilenceRule,
  source: Source,
  system: System | undefined,
  health: SourceHealth,
  now: number,
): Evidence[] {
  const { lastRecordAt } = health;
  if (lastRecordAt === undefined) return [];
  const heard: SourceHeard = {
    silenceMinutes: source.silenceMinutes,
    lastRecordAt,
    records: health.totals.received,
  };
  if (!silenceFires(rule, heard, now)) return [];
  const minutes = Math.floor((now - lastRecordAt) / 60_000);
  return [
    {
      // Once an hour of silence, so the alert's «last seen» and sentence stay current without a row a minute.
      evaluationId: `silence:${source.id}:${lastRecordAt}:${Math.floor(minutes / 60)}`,
      finding: {
        rule: silenceAlertRule(rule),
        entity: { kind: 'khien.source_id', value: source.id },
        window: { start: lastRecordAt, end: lastRecordAt },
        systemId: source.systemId,
        ...(system && {
          agencyId: system.agencyId,
          ...(system.level !== undefined && { systemLevel: system.level }),
        }),
        sourceId: source.id,
        count: 1,
        firstSeen: lastRecordAt + source.silenceMinutes * 60_000,
        lastSeen: now,
        evidence: [],
        reason: {
          observed: 0,
          expected: source.silenceMinutes,
          history: health.totals.received,
          unit: 'records',
          sentence: silenceSentence(heard, now),
        },
      },
    },
  ];
}
