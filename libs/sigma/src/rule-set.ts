import type { CorrelationRule } from './correlation/correlation-model';
import { type Check, compileExpr } from './evaluate/compile-expr';
import { type Explanation, explainRule } from './evaluate/explain';
import type { Expr } from './evaluate/matcher';
import { EventView, FieldTable } from './event/event-view';
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

/** A compiled, immutable set of rules. To reload, compile a new set and swap the reference. */
export class RuleSet {
  readonly rules: RuleInfo[];
  readonly correlations: CorrelationRule[];
  private readonly checks: Check[];
  private readonly view: EventView;
  private readonly evaluated: Float64Array;
  private readonly matched: Float64Array;
  private readonly microseconds: Float64Array;

  constructor(
    private readonly compiled: CompiledRule[],
    correlations: CorrelationRule[],
    private readonly clock?: () => number,
  ) {
    const fields = new FieldTable();
    this.checks = compiled.map(({ expr }) => compileExpr(expr, fields));
    this.view = new EventView(fields);
    this.correlations = correlations;
    this.rules = [...compiled.map(({ info }) => info), ...correlations.map(({ info }) => info)];
    this.evaluated = new Float64Array(compiled.length);
    this.matched = new Float64Array(compiled.length);
    this.microseconds = new Float64Array(compiled.length);
  }

  /** Rules that match the event, in the order they were given. Without a logsource, every rule is asked. */
  match(event: object, logsource?: Logsource): Match[] {
    return this.matchFull(event, logsource);
  }

  /** The same answer without the index: the reference that `match` is tested against. */
  matchFull(event: object, logsource?: Logsource): Match[] {
    this.view.begin(event);
    const out: Match[] = [];
    this.compiled.forEach(({ info }, index) => {
      if (!conflicts(info.logsource, logsource) && this.evaluate(index)) out.push({ rule: info });
    });
    return out;
  }

  /** Why one rule matches an event, or does not. Throws for an unknown or correlation rule id. */
  explain(event: object, ruleId: string, logsource?: Logsource): Explanation {
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

/** A rule is skipped only when both sides set a dimension and differ; an absent dimension means "any". */
export function conflicts(rule: Logsource, event: Logsource | undefined): boolean {
  if (!event) return false;
  return (
    differs(rule.category, event.category) ||
    differs(rule.product, event.product) ||
    differs(rule.service, event.service)
  );
}

function differs(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right && left !== right.toLowerCase();
}
