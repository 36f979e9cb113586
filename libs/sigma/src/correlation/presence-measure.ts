import type { CorrelationHit, CorrelationRule, ReferenceExpr } from './correlation-model';
import { withinBounds } from './group-window';
import type { Measure } from './measures';

/** One way to satisfy a boolean condition: rules that must appear, in order, and rules that must not. */
interface Term {
  present: string[];
  absent: string[];
}
const MAX_TERMS = 256;

/** temporal and temporal_ordered: which of the referenced rules appear in the window, and in which order. */
export function presenceMeasure(rule: CorrelationRule): Measure {
  const times = new Map<string, TimeQueue>(rule.ruleIds.map((id) => [id, new TimeQueue()]));
  let distinct = 0;
  const holds = presenceCondition(rule, times);
  return {
    add: (hit: CorrelationHit) => {
      const queue = times.get(hit.ruleId);
      if (queue && queue.push(hit.time) === 1) distinct++;
    },
    remove: (hit: CorrelationHit) => {
      const queue = times.get(hit.ruleId);
      if (queue && queue.shift() === 0) distinct--;
    },
    holds: () => holds(distinct),
    value: () => distinct,
  };
}

function presenceCondition(
  rule: CorrelationRule,
  times: Map<string, TimeQueue>,
): (distinct: number) => boolean {
  const { condition, ruleIds } = rule;
  const isPresent = (id: string) => (times.get(id)?.size ?? 0) > 0;
  if (rule.type === 'temporal_ordered') {
    const terms =
      condition.kind === 'boolean' ? toTerms(condition.expr, ruleIds) : [{ present: ruleIds, absent: [] }];
    return () => terms.some(({ present, absent }) => !absent.some(isPresent) && inOrder(present, times));
  }
  if (condition.kind === 'boolean') {
    const { expr } = condition;
    return () => evaluate(expr, isPresent);
  }
  const { bounds } = condition;
  if (bounds.length === 0) return (distinct) => distinct === ruleIds.length;
  return (distinct) => withinBounds(distinct, bounds);
}

export function evaluate(expr: ReferenceExpr, isPresent: (id: string) => boolean): boolean {
  if (expr.op === 'rule') return isPresent(expr.ruleId);
  if (expr.op === 'not') return !evaluate(expr.child, isPresent);
  return expr.op === 'and'
    ? expr.children.every((child) => evaluate(child, isPresent))
    : expr.children.some((child) => evaluate(child, isPresent));
}

/** Earliest-first choice is enough: if any ordered choice exists, this one does. Equal times count as in order. */
function inOrder(ruleIds: string[], times: Map<string, TimeQueue>): boolean {
  let from = Number.NEGATIVE_INFINITY;
  for (const id of ruleIds) {
    const next = times.get(id)?.firstFrom(from);
    if (next === undefined) return false;
    from = next;
  }
  return true;
}

/** Disjunctive form of a boolean condition. Throws when it has too many terms. */
export function toTerms(expr: ReferenceExpr, order: string[]): Term[] {
  const rank = new Map(order.map((id, i) => [id, i]));
  return expand(expr, false).map((term) => ({
    present: [...new Set(term.present)].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)),
    absent: term.absent,
  }));
}

function expand(expr: ReferenceExpr, negated: boolean): Term[] {
  if (expr.op === 'rule') {
    return [negated ? { present: [], absent: [expr.ruleId] } : { present: [expr.ruleId], absent: [] }];
  }
  if (expr.op === 'not') return expand(expr.child, !negated);
  const parts = expr.children.map((child) => expand(child, negated));
  const conjunction = (expr.op === 'and') !== negated;
  return conjunction ? parts.reduce(product) : bounded(parts.flat());
}

function product(left: Term[], right: Term[]): Term[] {
  return bounded(
    left.flatMap((a) =>
      right.map((b) => ({ present: [...a.present, ...b.present], absent: [...a.absent, ...b.absent] })),
    ),
  );
}

function bounded(terms: Term[]): Term[] {
  if (terms.length > MAX_TERMS) throw new Error('boolean condition is too large for an ordered correlation');
  return terms;
}

/** Times in the order they came, oldest leaving first. */
class TimeQueue {
  private times: number[] = [];
  private head = 0;

  get size(): number {
    return this.times.length - this.head;
  }

  push(time: number): number {
    this.times.push(time);
    return this.size;
  }

  shift(): number {
    if (this.size > 0) this.head++;
    if (this.head >= 64 && this.head * 2 >= this.times.length) {
      this.times = this.times.slice(this.head);
      this.head = 0;
    }
    return this.size;
  }

  firstFrom(from: number): number | undefined {
    let low = this.head;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return this.times[low];
  }
}
