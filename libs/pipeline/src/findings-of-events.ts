import { accountOf } from '@khien/enrich';
import type { Day, StoredEvent } from '@khien/model';
import type { Finding } from '@khien/record';
import type { EventLogsource, Match, RuleSet } from '@khien/sigma';
import { fieldText } from './event-field';
import type { CataloguedRule } from './rule-catalogue';

/** Vietnam has one zone and no summer time; windows of a day are Vietnamese days. */
const VIETNAM_OFFSET = 7 * 3_600_000;
/** Clocks further ahead than this are wrong; their events count at the time they came. */
const MAX_AHEAD_MS = 5 * 60_000;

/** Rules as one value, so that a reload swaps all of them at once. */
export interface DetectionRules {
  ruleSet: RuleSet;
  catalogue: ReadonlyMap<string, CataloguedRule>;
}

export interface Detection {
  /** Alerts these events give evidence for. */
  findings: Finding[];
  /** Matches of every rule, for correlation: events in order, each with what it matched. */
  matched: Array<{ event: StoredEvent; time: number; matches: Match[] }>;
}

/** Matches one chunk's new events against the rules. Pure: the same events always give the same findings. */
export function detect(
  events: readonly StoredEvent[],
  day: Day,
  rules: DetectionRules,
  logsourceOf: (event: StoredEvent) => EventLogsource | undefined,
): Detection {
  const findings: Finding[] = [];
  const matched: Detection['matched'] = [];
  for (const event of events) {
    const matches = rules.ruleSet.match(event, logsourceOf(event));
    if (matches.length === 0) continue;
    const time = windowTimeOf(event);
    matched.push({ event, time, matches });
    for (const match of matches) {
      const rule = rules.catalogue.get(match.rule.id);
      if (rule?.alerts) findings.push(findingOf(event, day, time, rule));
    }
  }
  return { findings, matched };
}

/** Event time, unless the device's clock is ahead of ours. Milliseconds since the epoch. */
export function windowTimeOf(event: StoredEvent): number {
  const at = Date.parse(event['@timestamp']);
  const received = Date.parse(event.khien.received_at);
  return at > received + MAX_AHEAD_MS ? received : at;
}

/** Start of the tumbling window an instant falls in, aligned to the Vietnamese day. */
export function windowStartOf(time: number, windowMs: number): number {
  return Math.floor((time + VIETNAM_OFFSET) / windowMs) * windowMs - VIETNAM_OFFSET;
}

function findingOf(event: StoredEvent, day: Day, time: number, rule: CataloguedRule): Finding {
  const start = windowStartOf(time, rule.windowMs);
  return {
    rule: rule.alertRule,
    entity: entityOf(event, rule.entityFields),
    window: { start, end: start + rule.windowMs },
    ...placeOf(event),
    count: 1,
    firstSeen: time,
    lastSeen: time,
    evidence: [{ day, id: event._id }],
  };
}

/** Which system, agency and source an event is of. */
export function placeOf(
  event: Pick<StoredEvent, 'khien'>,
): Pick<Finding, 'systemId' | 'systemLevel' | 'agencyId' | 'sourceId'> {
  const { system_id, system_level, agency_id, source_id } = event.khien;
  return {
    ...(system_id !== undefined && { systemId: system_id }),
    ...(system_level !== undefined && { systemLevel: system_level }),
    ...(agency_id !== undefined && { agencyId: agency_id }),
    sourceId: source_id,
  };
}

function entityOf(event: StoredEvent, fields: readonly string[]): Finding['entity'] {
  for (const kind of fields) {
    // An account is named with its agency, as the baselines name it: two agencies may each have a «nguyen.an».
    const value = (kind === 'user.name' ? accountOf(event) : undefined) ?? fieldText(event, kind);
    if (value !== undefined) return { kind, value };
  }
  return { kind: 'khien.source_id', value: event.khien.source_id };
}
