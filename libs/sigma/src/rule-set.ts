import type { CorrelationRule } from './correlation/correlation-model';
import { type Check, compileExpr } from './evaluate/compile-expr';
import { type Explanation, explainRule } from './evaluate/explain';
import type { Expr } from './evaluate/matcher';
import { EventView, FieldTable } from './event/event-view';
import { CandidateSet } from './index/candidate-set';
import { type IndexedRule, Partition } from './index/partition';
import { countUsage, witnessesOf } from './index/witness';
import type { Logsource, RuleInfo } from './rule/rule-model';

/** A detection match for one event. */
export interface Match {
  rule: RuleInfo;
}

/** Work done per rule since the set was compiled. `microseconds` stays 0 when no clock was given. */
export interface RuleCounters {
  ruleId: string;
  evaluated: number;
  matched: number;
  microseconds: number;
}

export interface CompiledRule {
  info: RuleInfo;
  expr: Expr;
  conditionText: string;
}

/** Kinds of events (logsources) whose index is kept. Sources choose it, so an attacker must not be able to fill memory. */
const MAX_PARTITIONS = 256;

/** A compiled, immutable set of rules. To reload, compile a new set and swap the reference. */
export class RuleSet {
  readonly rules: RuleInfo[];
  readonly correlations: CorrelationRule[];
  private readonly checks: Check[];
  private readonly fields = new FieldTable();
  private readonly view: EventView;
  private readonly indexed: IndexedRule[];
  private readonly everything: Partition;
  private readonly partitions = new Map<string, Partition>();
  private readonly candidates: CandidateSet;
  private readonly evaluated: Float64Array;
  private readonly matched: Float64Array;
  private readonly microseconds: Float64Array;

  constructor(
    private readonly compiled: CompiledRule[],
    correlations: CorrelationRule[],
    private readonly clock?: () => number,
  ) {
    this.checks = compiled.map(({ expr }) => compileExpr(expr, this.fields));
    const usage = countUsage(compiled.map(({ expr }) => expr));
    this.indexed = compiled.map(({ expr }, position) => ({ position, witnesses: witnessesOf(expr, usage) }));
    this.everything = this.partitionOf(this.indexed);
    this.view = new EventView(this.fields);
    this.candidates = new CandidateSet(compiled.length);
    this.correlations = correlations;
    this.rules = [...compiled.map(({ info }) => info), ...correlations.map(({ info }) => info)];
    this.evaluated = new Float64Array(compiled.length);
    this.matched = new Float64Array(compiled.length);
    this.microseconds = new Float64Array(compiled.length);
  }

  /** Rules that match the event, in the order they were given. Without a logsource, every rule is asked. */
  match(event: object, logsource?: EventLogsource): Match[] {
    this.view.begin(event);
    this.candidates.begin();
    const partition = this.partitionFor(logsource);
    partition.candidates(this.view, this.candidates);
    const out: Match[] = [];
    for (const index of this.candidates.inOrder()) {
      if (this.evaluate(index)) out.push({ rule: (this.compiled[index] as CompiledRule).info });
    }
    return out;
  }

  /** Partitions are built when the first event of a kind comes; the number of kinds is bounded. */
  private partitionFor(logsource: EventLogsource | undefined): Partition {
    if (!logsource) return this.everything;
    const key = isList(logsource) ? logsource.map(keyOf).join('\f') : keyOf(logsource);
    const known = this.partitions.get(key);
    if (known) return known;
    const own = this.indexed.filter(({ position }) => !conflicts(this.logsourceOf(position), logsource));
    const partition = this.partitionOf(own);
    if (this.partitions.size >= MAX_PARTITIONS) this.partitions.clear();
    this.partitions.set(key, partition);
    return partition;
  }

  private logsourceOf(position: number): Logsource {
    return this.compiled[position]?.info.logsource ?? {};
  }

  private partitionOf(rules: IndexedRule[]): Partition {
    return new Partition(rules, (field) => this.fields.slot(field));
  }

  /** The same answer without the index: the reference that `match` is tested against. */
  matchFull(event: object, logsource?: EventLogsource): Match[] {
    this.view.begin(event);
    const out: Match[] = [];
    this.compiled.forEach(({ info }, index) => {
      if (!conflicts(info.logsource, logsource) && this.evaluate(index)) out.push({ rule: info });
    });
    return out;
  }

  /** Why one rule matches an event, or does not. Throws for an unknown or correlation rule id. */
  explain(event: object, ruleId: string, logsource?: EventLogsource): Explanation {
    const found = this.compiled.find(({ info }) => info.id === ruleId);
    if (!found) throw new Error(`sigma: no detection rule has the id "${ruleId}"`);
    return explainRule(found, event, conflicts(found.info.logsource, logsource));
  }

  counters(): RuleCounters[] {
    return this.compiled.map(({ info }, i) => ({
      ruleId: info.id,
      evaluated: this.evaluated[i] ?? 0,
      matched: this.matched[i] ?? 0,
      microseconds: this.microseconds[i] ?? 0,
    }));
  }

  private evaluate(index: number): boolean {
    const start = this.clock?.() ?? 0;
    const matches = this.checks[index]?.(this.view) ?? false;
    if (this.clock) this.microseconds[index] = (this.microseconds[index] ?? 0) + this.clock() - start;
    this.evaluated[index] = (this.evaluated[index] ?? 0) + 1;
    if (matches) this.matched[index] = (this.matched[index] ?? 0) + 1;
    return matches;
  }
}

/** Where an event comes from; several when it belongs to more than one category. */
export type EventLogsource = Logsource | readonly Logsource[];

function isList(logsource: EventLogsource): logsource is readonly Logsource[] {
  return Array.isArray(logsource);
}

function keyOf({ category, product, service }: Logsource): string {
  return `${category ?? ''}\n${product ?? ''}\n${service ?? ''}`;
}

/**
 * A rule is skipped only when both sides set a dimension and differ; an absent dimension means "any". Of several
 * logsources of an event, one that agrees is enough.
 */
export function conflicts(rule: Logsource, event: EventLogsource | undefined): boolean {
  if (!event) return false;
  if (isList(event)) return event.length > 0 && event.every((one) => conflicts(rule, one));
  return (
    differs(rule.category, event.category) ||
    differs(rule.product, event.product) ||
    differs(rule.service, event.service)
  );
}

function differs(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right && left !== right.toLowerCase();
}
