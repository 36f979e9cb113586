import type { RuleInfo } from '../rule/rule-model';
import { correlationKeys } from './correlation-keys';
import type { CorrelationHit, CorrelationRule, Firing } from './correlation-model';
import { firingOf } from './evaluate-correlation';
import { GroupWindow } from './group-window';
import { compareHits } from './hit-order';
import { ReorderBuffer } from './reorder-buffer';

export interface CorrelatorOptions {
  /**
   * How far behind the newest event another may be and still count. Hits wait this long in event time, so the answer
   * is the same in whatever order they come; 0 (the default) answers at once and wants events in order.
   */
  allowedLatenessMs?: number;
  /** Live groups kept over all correlations; the one untouched longest goes first. Default 100,000. */
  maxGroups?: number;
  /** Hits remembered per group; the oldest go first. Default 10,000, and never fewer than a rule's own bound. */
  maxHitsPerGroup?: number;
}

/** A correlation that started to hold. The firing covers the window at that moment. */
export interface CorrelationMatch extends Firing {
  rule: RuleInfo;
  group: Record<string, string>;
  /** Unique per correlation and group. */
  key: string;
}

interface PlacedHit extends CorrelationHit {
  key: string;
  group: Record<string, string>;
  correlation: number;
}
interface Group {
  correlation: number;
  key: string;
  group: Record<string, string>;
  window: GroupWindow;
}

/** All that a correlator knows, as plain JSON data. */
export interface CorrelatorSnapshot {
  version: 1;
  newest: number | null;
  late: number;
  evicted: number;
  pending: Array<Omit<PlacedHit, 'correlation'> & { correlationId: string }>;
  groups: Array<{
    ruleId: string;
    key: string;
    group: Record<string, string>;
    holding: boolean;
    hits: CorrelationHit[];
  }>;
}

/** Only what the correlator needs of a rule set. */
export interface Correlations {
  correlations: readonly CorrelationRule[];
}

/** Creates the streaming face of the correlations of a rule set. Keeps state; give one stream of events to one. */
export function createCorrelator(rules: Correlations, options: CorrelatorOptions = {}): Correlator {
  return new Correlator(rules, options);
}

export class Correlator {
  private readonly correlations: readonly CorrelationRule[];
  /** Positions of the correlations that reference a rule id. */
  private readonly byRule = new Map<string, number[]>();
  private readonly lateness: number;
  private readonly maxGroups: number;
  private readonly maxHits: number;
  private groups = new Map<string, Group>();
  private pending = new ReorderBuffer<PlacedHit>(comparePlaced);
  private newest = Number.NEGATIVE_INFINITY;
  private late = 0;
  private evicted = 0;

  constructor(rules: Correlations, options: CorrelatorOptions) {
    this.correlations = rules.correlations;
    this.lateness = options.allowedLatenessMs ?? 0;
    this.maxGroups = options.maxGroups ?? 100_000;
    this.maxHits = options.maxHitsPerGroup ?? 10_000;
    this.correlations.forEach((rule, index) => {
      for (const id of rule.ruleIds) this.byRule.set(id, [...(this.byRule.get(id) ?? []), index]);
    });
  }

  /**
   * Takes the detection matches of one event. `timeMs` is event time; an event further behind the newest one than
   * the allowed lateness is counted in `stats().late` and left out. Returns the correlations that fire now.
   */
  push(
    event: object,
    timeMs: number,
    eventId: string,
    matches: ReadonlyArray<{ rule: RuleInfo }>,
  ): CorrelationMatch[] {
    if (timeMs < this.newest - this.lateness) {
      if (matches.length > 0) this.late++;
      return [];
    }
    if (timeMs > this.newest) this.newest = timeMs;
    const out: CorrelationMatch[] = [];
    for (const match of matches) {
      for (const correlation of this.byRule.get(match.rule.id) ?? []) {
        const hit = this.place(correlation, event, match.rule, timeMs, eventId);
        if (!hit) continue;
        if (this.lateness === 0) this.take(hit, out);
        else this.pending.push(hit);
      }
    }
    if (this.lateness > 0) this.release(this.newest - this.lateness, out);
    return out;
  }

  /** Says that event time has reached `timeMs` although no event came, so that waiting hits can be answered. */
  advance(timeMs: number): CorrelationMatch[] {
    if (timeMs > this.newest) this.newest = timeMs;
    const out: CorrelationMatch[] = [];
    this.release(this.newest - this.lateness, out);
    return out;
  }

  /** Answers everything that waits. Call it at the end of a stream. */
  flush(): CorrelationMatch[] {
    const out: CorrelationMatch[] = [];
    this.release(Number.POSITIVE_INFINITY, out);
    return out;
  }

  /** Live groups, waiting hits, hits that came too late, groups given up because of `maxGroups`. */
  stats(): { groups: number; pending: number; late: number; evicted: number } {
    return { groups: this.groups.size, pending: this.pending.size, late: this.late, evicted: this.evicted };
  }

  snapshot(): CorrelatorSnapshot {
    const groups = [...this.groups.values()].map(({ correlation, key, group, window }) => ({
      ruleId: this.correlations[correlation]?.info.id ?? '',
      key,
      group,
      holding: window.holding,
      hits: window.current(),
    }));
    const newest = Number.isFinite(this.newest) ? this.newest : null;
    const { late, evicted } = this;
    const pending = this.pending.contents().map(({ correlation, ...hit }) => ({
      ...hit,
      correlationId: this.correlations[correlation]?.info.id ?? '',
    }));
    return { version: 1, newest, late, evicted, pending, groups };
  }

  /** Continues where a snapshot was taken. Groups of correlations that no longer exist are dropped. */
  restore(snapshot: CorrelatorSnapshot): void {
    this.newest = snapshot.newest ?? Number.NEGATIVE_INFINITY;
    this.late = snapshot.late;
    this.evicted = snapshot.evicted;
    this.groups = new Map();
    this.pending = new ReorderBuffer<PlacedHit>(comparePlaced);
    const position = new Map(this.correlations.map((rule, index) => [rule.info.id, index]));
    for (const { correlationId, ...hit } of snapshot.pending) {
      const correlation = position.get(correlationId);
      if (correlation !== undefined) this.pending.push({ ...hit, correlation });
    }
    for (const saved of snapshot.groups) {
      const correlation = position.get(saved.ruleId);
      const rule = correlation === undefined ? undefined : this.correlations[correlation];
      if (!rule || correlation === undefined) continue;
      const window = new GroupWindow(rule, this.maxHitsFor(rule));
      for (const hit of saved.hits) window.push(hit);
      window.holding = saved.holding;
      this.groups.set(saved.key, { correlation, key: saved.key, group: saved.group, window });
    }
  }

  private place(
    correlation: number,
    event: object,
    matched: RuleInfo,
    time: number,
    eventId: string,
  ): PlacedHit | null {
    const rule = this.correlations[correlation];
    const keys = rule ? correlationKeys(rule, event, { rule: matched }) : null;
    if (!keys) return null;
    const hit: PlacedHit = {
      time,
      eventId,
      ruleId: matched.id,
      key: keys.key,
      group: keys.group,
      correlation,
    };
    if (keys.value !== undefined) hit.value = keys.value;
    return hit;
  }

  /** Hits at the watermark itself still wait: another event of the same instant may come. */
  private release(watermark: number, out: CorrelationMatch[]): void {
    for (;;) {
      const next = this.pending.peek();
      if (!next || next.time >= watermark) return;
      this.pending.pop();
      this.take(next, out);
    }
  }

  private take(hit: PlacedHit, out: CorrelationMatch[]): void {
    const group = this.groupFor(hit);
    if (!group.window.push(hit)) return;
    const rule = this.correlations[group.correlation];
    if (!rule) return;
    const firing = firingOf(group.window.current(), group.window.value);
    out.push({ rule: rule.info, group: hit.group, key: hit.key, ...firing });
    this.chain(rule.info, hit, out);
  }

  /** A firing is itself a hit for the correlations that build on it, at the time it fired. */
  private chain(fired: RuleInfo, hit: PlacedHit, out: CorrelationMatch[]): void {
    for (const correlation of this.byRule.get(fired.id) ?? []) {
      const higher = this.place(correlation, hit.group, fired, hit.time, `${hit.key}@${hit.time}`);
      if (higher) this.take(higher, out);
    }
  }

  private groupFor(hit: PlacedHit): Group {
    const known = this.groups.get(hit.key);
    if (known) {
      // Re-inserting keeps the map in order of last use, so the first entry is always the coldest.
      this.groups.delete(hit.key);
      this.groups.set(hit.key, known);
      return known;
    }
    this.forgetCold(hit.time);
    const rule = this.correlations[hit.correlation] as CorrelationRule;
    const window = new GroupWindow(rule, this.maxHitsFor(rule));
    const group: Group = { correlation: hit.correlation, key: hit.key, group: hit.group, window };
    this.groups.set(hit.key, group);
    return group;
  }

  /** Drops the coldest groups: for free when their hits have expired, counted when the limit forces it. */
  private forgetCold(now: number): void {
    for (let tries = 0; tries < 4; tries++) {
      const coldest = this.groups.entries().next().value;
      if (!coldest) return;
      const [key, { window, correlation }] = coldest;
      const span = this.correlations[correlation]?.timespanMs ?? 0;
      const expired = window.lastTime < now - span;
      if (!expired && this.groups.size < this.maxGroups) return;
      this.groups.delete(key);
      if (!expired) this.evicted++;
    }
  }

  private maxHitsFor(rule: CorrelationRule): number {
    const bounds =
      rule.condition.kind === 'count' && rule.type === 'event_count' ? rule.condition.bounds : [];
    return Math.max(this.maxHits, ...bounds.map(({ value }) => Math.ceil(value) + 1));
  }
}

/** Hits of one event in several correlations keep the order of the correlations. */
function comparePlaced(a: PlacedHit, b: PlacedHit): number {
  return compareHits(a, b) || a.correlation - b.correlation;
}
