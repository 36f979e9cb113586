import {
  type SourceHeard,
  type SourceSilenceRule,
  silenceAlertRule,
  silenceFires,
  silenceSentence,
} from '@khien/compliance';
import type { Source, Store, System } from '@khien/model';
import type { AlertRecorder, Evidence } from '@khien/record';
import type { SourceHealth } from './source-health';
import { sourceHealth } from './source-health';

export interface SilenceWatchDeps {
  store: Store;
  sources: readonly Source[];
  systems: ReadonlyMap<string, System>;
  rule: () => SourceSilenceRule | undefined;
  recorder: AlertRecorder;
  now: () => number;
}

/** Raises one alert per silence of a source (R27): its window starts at the last record, so a silence of days stays one alert. */
export async function watchSilence({
  store,
  sources,
  systems,
  rule,
  recorder,
  now,
}: SilenceWatchDeps): Promise<number> {
  const current = rule();
  if (!current) return 0;
  const at = now();
  const health = await sourceHealth(store, sources, at);
  const evidence = sources.flatMap((source) => {
    const found = health.find((item) => item.sourceId === source.id);
    return found ? evidenceOf(current, source, systems.get(source.systemId), found, at) : [];
  });
  return recorder.record(evidence);
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
