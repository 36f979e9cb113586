import { type Day, dayOf, derivedId, type EvidenceRef, type Store } from '@khien/model';
import type { Evidence, Finding } from '@khien/record';
import { type CorrelationRule, correlationKeys, evaluateCorrelation } from '@khien/sigma';
import { type Detection, type DetectionRules, placeOf, windowStartOf } from './findings-of-events';

/** One base event of a correlation, stored once: the state of all correlations, so a restart forgets nothing. */
interface CorrelationHit {
  _id: string;
  /** Correlation rule and group, as the Sigma engine names it. */
  key: string;
  ruleId: string;
  baseRuleId: string;
  time: number;
  eventId: string;
  /** Partition the event is in, and the chunk that brought it. */
  day: Day;
  chunkId: string;
  entity: Finding['entity'];
  place: ReturnType<typeof placeOf>;
  value?: string | number;
}

/** Hits read per group and window at most; far above any threshold a rule states, it bounds what one hostile group can cost. */
const MAX_HITS = 5000;
/** Events older than this when they came are kept by year. */
const LONG_AGO_MS = 60 * 86_400_000;
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
    const evidence: Evidence[] = [];
    for (const ofGroup of groupBy(hits, (hit) => hit.key).values())
      evidence.push(...(await judgeGroup(ofGroup, rules, chunk.day)));
    return evidence;
  }

  async function judgeGroup(
    own: CorrelationHit[],
    rules: DetectionRules,
    receivedOn: Day,
  ): Promise<Evidence[]> {
    const first = own[0];
    const rule = first && rules.ruleSet.correlations.find((candidate) => candidate.info.id === first.ruleId);
    const catalogued = first && rules.catalogue.get(first.ruleId);
    if (!first || !rule || !catalogued?.alerts) return [];
    const width = Math.max(catalogued.windowMs, rule.timespanMs);
    const evidence: Evidence[] = [];
    for (const start of windowsTouched(own, width, rule.timespanMs)) {
      const end = start + width + rule.timespanMs;
      const firedKey = `${first.key}|${start}`;
      const known = fired.has(firedKey);
      const all = known
        ? own.filter((hit) => hit.time >= start && hit.time < end)
        : await readHits(first.key, { start, end }, receivedOn);
      if (!known && !meets(rule, all, start, width)) continue;
      if (fired.size > FIRED_LIMIT) fired.clear();
      fired.add(firedKey);
      // Evidence is one row per chunk, whichever chunk completes the picture, so counts come out the same in any order.
      for (const [chunkId, ofChunk] of groupBy(all, (hit) => hit.chunkId)) {
        evidence.push({
          evaluationId: `${chunkId}|${first.key}`,
          finding: findingOf(ofChunk, catalogued.alertRule, { start, end: start + width }),
        });
      }
    }
    return evidence;
  }

  async function readHits(
    key: string,
    { start, end }: Finding['window'],
    receivedOn: Day,
  ): Promise<CorrelationHit[]> {
    const hits: CorrelationHit[] = [];
    for (const days of partitionsOf(start, end, receivedOn)) {
      const page = await store.find<CorrelationHit>('correlation_hits', {
        filter: { key, time: { gte: start, lt: end } },
        sort: [['time', 'desc']],
        days,
        limit: MAX_HITS,
      });
      hits.push(...page.docs);
    }
    return hits
      .reverse()
      .sort((a, b) => a.time - b.time)
      .slice(-MAX_HITS);
  }

  return { correlate };
}

/** A day has a partition of its own; long ago a year has, or every day that a broken or hostile clock can name would make one. */
function partitionOf(time: number, receivedOn: Day): Day {
  return Date.parse(receivedOn) - time > LONG_AGO_MS ? newYearOf(time) : dayOf(time);
}

/** Where hits of a window can be: also those that came when it was long ago already, unless that is still far off. */
function partitionsOf(start: number, end: number, receivedOn: Day): Array<{ from: Day; to: Day }> {
  const days = { from: dayOf(start), to: dayOf(end) };
  if (Date.parse(receivedOn) - start < LONG_AGO_MS / 2) return [days];
  const years = [...new Set([newYearOf(start), newYearOf(end)])].filter(
    (day) => day < days.from || day > days.to,
  );
  return [days, ...years.map((day) => ({ from: day, to: day }))];
}

function newYearOf(time: number): Day {
  return `${dayOf(time).slice(0, 4)}-01-01`;
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

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
