import { EventView, FieldTable } from '../event/event-view';
import type { RuleInfo } from '../rule/rule-model';
import { compileExpr } from './compile-expr';
import { type Expr, isLeaf, type Leaf } from './matcher';

/** One `field|modifiers` item against the event. */
export interface ExplainedItem {
  item: string;
  line: number;
  matched: boolean;
  /** Null for keywords, which read the whole event. */
  field: string | null;
  absent: boolean;
  /** What the event holds, cut to a readable length. */
  actual: string | null;
  /** The rule's values that matched, or all of them when none did; at most ten. */
  values: string[];
}

export interface ExplainedSelection {
  name: string;
  line: number;
  matched: boolean;
  items: ExplainedItem[];
}

export interface Explanation {
  rule: RuleInfo;
  matched: boolean;
  /** The rule is for another log source, so `match` would not even ask it. */
  otherLogsource: boolean;
  condition: string;
  selections: ExplainedSelection[];
}

interface Explainable {
  info: RuleInfo;
  expr: Expr;
  conditionText: string;
}
const MAX_SHOWN = 10;
const MAX_TEXT = 300;

/** Evaluates every selection of a rule on its own, so that the reader sees which one decided. */
export function explainRule(rule: Explainable, event: object, otherLogsource: boolean): Explanation {
  const selections: ExplainedSelection[] = [];
  const explainer = new Explainer(event);
  explainer.collect(rule.expr, selections);
  return {
    rule: rule.info,
    matched: !otherLogsource && explainer.holds(rule.expr),
    otherLogsource,
    condition: rule.conditionText,
    selections,
  };
}

class Explainer {
  constructor(private readonly event: object) {}

  holds(expr: Expr): boolean {
    const fields = new FieldTable();
    const check = compileExpr(expr, fields);
    const view = new EventView(fields);
    view.begin(this.event);
    return check(view);
  }

  collect(expr: Expr, into: ExplainedSelection[]): void {
    if (isLeaf(expr)) return;
    const { label } = expr;
    if (label?.kind === 'selection') {
      if (into.some(({ name, line }) => name === label.text && line === label.line)) return;
      const items: ExplainedItem[] = [];
      this.items(expr, items);
      into.push({ name: label.text, line: label.line, matched: this.holds(expr), items });
      return;
    }
    for (const child of expr.op === 'not' ? [expr.child] : expr.children) this.collect(child, into);
  }

  private items(expr: Expr, into: ExplainedItem[]): void {
    if (isLeaf(expr)) return;
    if (expr.label?.kind === 'item') into.push(this.item(expr, expr.label.text, expr.label.line));
    else for (const child of expr.op === 'not' ? [expr.child] : expr.children) this.items(child, into);
  }

  private item(expr: Expr, text: string, line: number): ExplainedItem {
    const tests = leaves(expr);
    const first = tests[0];
    const field = first?.op === 'field' ? first.field : null;
    const actual = field === null ? null : this.actual(field);
    const matching = tests.flatMap((test) => this.matchingValues(test));
    const values = matching.length > 0 ? matching : tests.flatMap(({ shown }) => shown);
    return {
      item: text,
      line,
      matched: this.holds(expr),
      field,
      absent: field !== null && actual === undefined,
      actual: actual ?? null,
      values: values.slice(0, MAX_SHOWN).map(cut),
    };
  }

  /** A merged test holds many values: each is tried alone. */
  private matchingValues(test: Leaf): string[] {
    const { matcher, shown } = test;
    if (!('values' in matcher)) return this.holds(test) ? shown : [];
    const matching: string[] = [];
    matcher.values.forEach((value, i) => {
      if (matching.length >= MAX_SHOWN) return;
      if (this.holds({ ...test, matcher: { ...matcher, values: [value] } }))
        matching.push(shown[i] ?? shown[0] ?? value);
    });
    return matching;
  }

  private actual(field: string): string | undefined {
    const fields = new FieldTable();
    const slot = fields.slot(field);
    const view = new EventView(fields);
    view.begin(this.event);
    const raw = view.raw(slot);
    if (raw === undefined) return undefined;
    return cut(typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? String(raw)));
  }
}

function leaves(expr: Expr): Leaf[] {
  if (isLeaf(expr)) return [expr];
  return expr.op === 'not' ? leaves(expr.child) : expr.children.flatMap(leaves);
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
