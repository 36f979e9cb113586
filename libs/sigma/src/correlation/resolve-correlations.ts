import type { ConditionNode } from '../rule/condition';
import type { RuleError } from '../rule/problem';
import type { RuleInfo } from '../rule/rule-model';
import type { CorrelationCondition, CorrelationRule, ReferenceExpr } from './correlation-model';
import type { ParsedCorrelation } from './parse-correlation';
import { evaluate, toTerms } from './presence-measure';

export interface ResolvedCorrelations {
  /** Lower correlations before those that build on them. */
  correlations: CorrelationRule[];
  errors: RuleError[];
}

type Lookup = Map<string, RuleInfo>;

/**
 * Replaces names by ids, refuses unknown, ambiguous and circular references, orders chains bottom-up and takes
 * `generate` from the rules that only serve a correlation.
 */
export function resolveCorrelations(parsed: ParsedCorrelation[], rules: RuleInfo[]): ResolvedCorrelations {
  const errors: RuleError[] = [];
  let accepted = parsed;
  // A refused correlation may be what another one builds on, so refusals are carried up until nothing changes.
  for (;;) {
    const lookup = lookupOf([...rules, ...accepted.map((rule) => rule.info)]);
    const refused = accepted.filter((rule) => {
      const message = problemOf(rule, lookup);
      if (message) errors.push({ file: rule.info.file, line: rule.line, message });
      return message !== null;
    });
    if (refused.length === 0) return finish(accepted, lookup, errors);
    accepted = accepted.filter((rule) => !refused.includes(rule));
  }
}

const AMBIGUOUS: Pick<RuleInfo, 'id'> = { id: '' };

function lookupOf(rules: RuleInfo[]): Lookup {
  const lookup: Lookup = new Map();
  for (const rule of rules) lookup.set(rule.id, rule);
  const names = new Map<string, RuleInfo>();
  for (const rule of rules) {
    if (rule.name === undefined || lookup.get(rule.name) === rule) continue;
    names.set(rule.name, names.has(rule.name) ? (AMBIGUOUS as RuleInfo) : rule);
  }
  for (const [name, rule] of names) if (!lookup.has(name)) lookup.set(name, rule);
  return lookup;
}

function problemOf(rule: ParsedCorrelation, lookup: Lookup): string | null {
  const aliased = rule.aliases.flatMap((alias) => alias.byReference.map((entry) => entry.reference));
  for (const reference of [...rule.references, ...aliased]) {
    const target = lookup.get(reference);
    if (!target) return `correlation refers to unknown rule "${reference}"`;
    if (target.id === '') return `correlation refers to "${reference}", a name that several rules carry`;
    if (target.id === rule.info.id) return 'correlation refers to itself';
  }
  const ids = new Set(rule.references.map((reference) => lookup.get(reference)?.id));
  if (ids.size !== rule.references.length) return 'a rule is named twice';
  return conditionProblem(rule, lookup);
}

function conditionProblem(rule: ParsedCorrelation, lookup: Lookup): string | null {
  if (rule.condition.kind !== 'boolean') return null;
  const expr = toExpr(rule.condition.node, lookup);
  if (evaluate(expr, () => false)) return 'correlation condition is true without any event';
  try {
    toTerms(expr, []);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return null;
}

function finish(accepted: ParsedCorrelation[], lookup: Lookup, errors: RuleError[]): ResolvedCorrelations {
  const byId = new Map(accepted.map((rule) => [rule.info.id, rule]));
  const done = new Map<string, CorrelationRule | null>();
  const ordered: CorrelationRule[] = [];
  const visit = (rule: ParsedCorrelation): boolean => {
    const known = done.get(rule.info.id);
    if (known !== undefined) return known !== null;
    done.set(rule.info.id, null);
    const ids = rule.references.map((reference) => lookup.get(reference)?.id ?? reference);
    const lower = ids.flatMap((id) => byId.get(id) ?? []);
    if (!lower.every(visit)) {
      errors.push({
        file: rule.info.file,
        line: rule.line,
        message: 'correlation is part of, or builds on, a circle',
      });
      return false;
    }
    const resolved = resolve(rule, ids, lookup);
    done.set(rule.info.id, resolved);
    ordered.push(resolved);
    return true;
  };
  for (const rule of accepted) visit(rule);
  settleGenerate(
    accepted.filter((rule) => done.get(rule.info.id)),
    lookup,
  );
  return { correlations: ordered, errors };
}

function resolve(rule: ParsedCorrelation, ruleIds: string[], lookup: Lookup): CorrelationRule {
  const aliases: CorrelationRule['aliases'] = {};
  for (const { alias, byReference } of rule.aliases) {
    const byRule = Object.fromEntries(
      byReference.map((e) => [lookup.get(e.reference)?.id ?? e.reference, e.field]),
    );
    aliases[alias] = byRule;
  }
  const condition: CorrelationCondition =
    rule.condition.kind === 'count'
      ? rule.condition
      : { kind: 'boolean', expr: toExpr(rule.condition.node, lookup), text: rule.condition.text };
  const { info, type, groupBy, timespanMs, fields, percentile } = rule;
  return { info, type, ruleIds, groupBy, timespanMs, condition, fields, percentile, aliases };
}

function toExpr(node: ConditionNode, lookup: Lookup): ReferenceExpr {
  if (node.op === 'name') return { op: 'rule', ruleId: lookup.get(node.name)?.id ?? node.name };
  if (node.op === 'not') return { op: 'not', child: toExpr(node.child, lookup) };
  if (node.op === 'of') return { op: 'or', children: [] };
  return { op: node.op, children: node.children.map((child) => toExpr(child, lookup)) };
}

/** A rule that some correlation references is silent by itself unless one of them says `generate: true`. */
function settleGenerate(parsed: ParsedCorrelation[], lookup: Lookup): void {
  const wanted = new Map<RuleInfo, boolean>();
  for (const rule of parsed) {
    for (const reference of rule.references) {
      const target = lookup.get(reference);
      if (target) wanted.set(target, (wanted.get(target) ?? false) || rule.generate);
    }
  }
  for (const [info, generate] of wanted) info.generate = generate;
}
