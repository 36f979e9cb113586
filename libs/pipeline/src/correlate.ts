import { type Day, derivedId, type EvidenceRef, type Store } from '@khien/model';
import type { Evidence, Finding } from '@khien/record';
import { type CorrelationRule, correlationKeys, evaluateCorrelation } from '@khien/sigma';
import {
  type CorrelationHit,
  groupBy,
  type HitWindow,
  nameOf,
  partitionOf,
  readHits,
} from './correlation-hits';
import { type Detection, type DetectionRules, placeOf, windowStartOf } from './findings-of-events';

/** Alerts known to have fired: their window needs no evaluation again. */
const FIRED_LIMIT = 50_000;

export interface Correlator {
  /** Stores the chunk's base events and returns the evidence it gives for correlation alerts. Doing it again gives the same. */
  correlate(
    detection: Detection,
    rules: DetectionRules,
    chunk: { chunkId: string; day: Day },
  ): Promise<Evidence[]>;
}

/**
 * Correlation over stored hits, in event time. A rule with timespan T raises one alert per group and tumbling window W (at least T):
 * the one in which some span of length T that *starts* in the window meets the condition. That is a function of the complete set of hits, so
 * order of arrival, redelivery, crashes and the number of workers do not change which alerts there are.
 */
export function createCorrelator({ store }: { store: Store }): Correlator {
  const fired = new Set<string>();

  async function correlate(
    detection: Detection,
    rules: DetectionRules,
    chunk: { chunkId: string; day: Day },
  ) {
    const hits = hitsOf(detection, rules, chunk);
    if (hits.length === 0) return [];
    for (const [day, ofDay] of groupBy(hits, (hit) => partitionOf(hit.time, chunk.day)))
      await store.insertManyOnce('correlation_hits', ofDay, day);
    const groups = [...groupBy(hits, (hit) => hit.key).values()].flatMap((own) => groupOf(own, rules));
    const unknown = groups.flatMap(({ windows }) => windows).filter((window) => !fired.has(nameOf(window)));
    const stored = await readHits(store, unknown, chunk.day);
    return groups.flatMap((group) => judgeGroup(group, stored));
  }

  function judgeGroup(
    { rule, alertRule, width, own, windows }: Group,
    stored: ReadonlyMap<string, CorrelationHit[]>,
  ): Evidence[] {
    const evidence: Evidence[] = [];
    for (const window of windows) {
      const { key, start, end } = window;
      const all = stored.get(nameOf(window));
      if (all && !meets(rule, all, start, width)) continue;
      if (fired.size > FIRED_LIMIT) fired.clear();
      fired.add(nameOf(window));
      const counted = all ?? own.filter((hit) => hit.time >= start && hit.time < end);
      // Evidence is one row per chunk, whichever chunk completes the picture, so counts come out the same in any order.
      for (const [chunkId, ofChunk] of groupBy(counted, (hit) => hit.chunkId)) {
        evidence.push({
          evaluationId: `${chunkId}|${key}`,
          finding: findingOf(ofChunk, alertRule, { start, end: start + width }),
        });
      }
    }
    return evidence;
  }

  return { correlate };
}

/** A chunk's hits of one group, and the windows they can matter to. */
interface Group {
  rule: CorrelationRule;
  alertRule: Finding['rule'];
  width: number;
  own: CorrelationHit[];
  windows: HitWindow[];
}

/** None for a rule that raises no alert by itself, or was taken out of force meanwhile. */
function groupOf(own: CorrelationHit[], { ruleSet, catalogue }: DetectionRules): Group[] {
  const first = own[0];
  const rule = first && ruleSet.correlations.find((candidate) => candidate.info.id === first.ruleId);
  const catalogued = first && catalogue.get(first.ruleId);
  if (!first || !rule || !catalogued?.alerts) return [];
  const width = Math.max(catalogued.windowMs, rule.timespanMs);
  const windows = windowsTouched(own, width, rule.timespanMs).map((start) => ({
    key: first.key,
    start,
    end: start + width + rule.timespanMs,
  }));
  return [{ rule, alertRule: catalogued.alertRule, width, own, windows }];
}

function hitsOf(
  { matched }: Detection,
  { ruleSet, catalogue }: DetectionRules,
  chunk: { chunkId: string; day: Day },
): CorrelationHit[] {
  const hits: CorrelationHit[] = [];
  for (const { event, time, matches } of matched) {
    for (const match of matches) {
      for (const rule of ruleSet.correlations) {
        const keys = correlationKeys(rule, event, match);
        if (!keys) continue;
        const { key } = keys;
        hits.push({
          _id: derivedId('correlation-hit', key, match.rule.id, event._id),
          key,
          ruleId: rule.info.id,
          baseRuleId: match.rule.id,
          time,
          eventId: event._id,
          ...chunk,
          entity: entityOf(keys.group, catalogue.get(rule.info.id)?.entityFields ?? []),
          place: placeOf(event),
          ...(keys.value !== undefined && { value: keys.value }),
        });
      }
    }
  }
  return hits;
}

/** Starts of the windows in which a span that contains one of the hits can start. */
function windowsTouched(hits: readonly CorrelationHit[], width: number, timespanMs: number): number[] {
  const starts = new Set<number>();
  for (const { time } of hits) {
    starts.add(windowStartOf(time - timespanMs, width));
    starts.add(windowStartOf(time, width));
  }
  return [...starts].sort((a, b) => a - b);
}

function meets(
  rule: CorrelationRule,
  hits: readonly CorrelationHit[],
  start: number,
  width: number,
): boolean {
  const input = hits.map((hit) => ({
    time: hit.time,
    eventId: hit.eventId,
    ruleId: hit.baseRuleId,
    ...(hit.value !== undefined && { value: hit.value }),
  }));
  return evaluateCorrelation(rule, input).some(
    (found) => found.firstTime >= start && found.firstTime < start + width,
  );
}

/** The group's value of the rule's entity field; the whole group where the rule names none of its fields. */
function entityOf(group: Record<string, string>, fields: readonly string[]): Finding['entity'] {
  const kind = fields.find((field) => group[field] !== undefined);
  if (kind !== undefined) return { kind, value: group[kind] ?? '' };
  return { kind: Object.keys(group).join(', ') || 'all', value: Object.values(group).join(', ') || '*' };
}

function findingOf(
  hits: readonly CorrelationHit[],
  rule: Finding['rule'],
  window: Finding['window'],
): Finding {
  const evidence: EvidenceRef[] = hits.slice(0, 20).map((hit) => ({ day: hit.day, id: hit.eventId }));
  return {
    rule,
    entity: hits[0]?.entity ?? { kind: 'all', value: '*' },
    window,
    ...hits[0]?.place,
    count: hits.length,
    firstSeen: Math.min(...hits.map((hit) => hit.time)),
    lastSeen: Math.max(...hits.map((hit) => hit.time)),
    evidence,
  };
}
