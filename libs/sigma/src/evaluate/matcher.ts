import type { CidrRange } from './cidr';
import type { Glob } from './glob';
import type { CompiledRegex } from './regex';
import type { TimeUnit } from './time-part';

export type Where = 'contains' | 'startswith' | 'endswith';
export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';

/** One test on one field. Strings are already folded unless `cased`. */
export type Matcher =
  | { kind: 'equals'; values: string[]; cased: boolean }
  | { kind: 'substring'; where: Where; values: string[]; cased: boolean }
  | { kind: 'glob'; glob: Glob; cased: boolean }
  | { kind: 'regex'; regex: CompiledRegex }
  | { kind: 'cidr'; range: CidrRange }
  | { kind: 'compare'; operator: CompareOperator; value: number; part: TimeUnit | null }
  | { kind: 'timepart'; unit: TimeUnit; value: number }
  | { kind: 'null' }
  | { kind: 'exists'; expected: boolean }
  | { kind: 'fieldref'; other: string; where: Where | 'equals'; cased: boolean };

/** A rule as a tree of tests. Labelled nodes are what `explain` shows. */
export type Expr =
  | { op: 'and' | 'or'; children: Expr[]; label?: ExprLabel }
  | { op: 'not'; child: Expr; label?: ExprLabel }
  | Leaf;

/** A test of one field, or of every value of the event. `shown` is what the rule's author wrote. */
export type Leaf =
  | { op: 'field'; field: string; matcher: Matcher; shown: string[] }
  | { op: 'keyword'; matcher: Matcher; shown: string[] };

export function isLeaf(expr: Expr): expr is Leaf {
  return expr.op === 'field' || expr.op === 'keyword';
}

/** Where in the rule a node comes from: a selection, or one `field|modifiers` item of it. */
export interface ExprLabel {
  kind: 'selection' | 'item';
  text: string;
  line: number;
}
