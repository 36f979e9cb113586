import type { ConditionNode } from './condition';
import type { RuleError } from './problem';
import type { DetectionBody, DetectionRule, FilterRule, Logsource } from './rule-model';

export interface FilteredRule {
  rule: DetectionRule;
  /** The rule's own body first, then one per filter: all must be true. */
  bodies: DetectionBody[];
}

/**
 * Attaches filters to the rules they name: `(rule) and (filter condition)`, as the reference implementation does,
 * so that authors write `condition: not selection`. A filter touches a rule only when its logsource contains the
 * rule's. Each body keeps its own selection names, so patterns like `1 of filter_*` never mix.
 */
export function applyFilters(
  rules: DetectionRule[],
  filters: FilterRule[],
  errors: RuleError[],
  warnings: RuleError[],
): FilteredRule[] {
  const out = rules.map((rule) => ({ rule, bodies: [rule.body] }));
  for (const filter of filters) {
    const report = (list: RuleError[], message: string) =>
      list.push({ file: filter.file, line: filter.line, message: `filter "${filter.title}": ${message}` });
    if (!hasNot(filter.body.condition))
      report(warnings, 'condition has no "not", so it keeps instead of suppressing');
    const named = out.filter(({ rule }) => isNamed(filter, rule));
    for (const name of unknownNames(filter, rules)) report(errors, `rule "${name}" does not exist`);
    const covered = named.filter(({ rule }) => contains(filter.logsource, rule.info.logsource));
    for (const target of covered) target.bodies.push(filter.body);
    if (filter.rules !== 'any' && covered.length < named.length) {
      report(warnings, 'logsource differs from that of a rule it names; that rule is not filtered');
    }
  }
  return out;
}

function isNamed(filter: FilterRule, rule: DetectionRule): boolean {
  if (filter.rules === 'any') return true;
  return filter.rules.some((name) => name === rule.info.id || name === rule.info.name);
}

function unknownNames(filter: FilterRule, rules: DetectionRule[]): string[] {
  if (filter.rules === 'any') return [];
  return filter.rules.filter(
    (name) => !rules.some((rule) => rule.info.id === name || rule.info.name === name),
  );
}

/** Every dimension the outer logsource sets, the inner one sets to the same. */
export function contains(outer: Logsource, inner: Logsource): boolean {
  return (['category', 'product', 'service'] as const).every(
    (dimension) => outer[dimension] === undefined || outer[dimension] === inner[dimension],
  );
}

function hasNot(node: ConditionNode): boolean {
  if (node.op === 'not') return true;
  return (node.op === 'and' || node.op === 'or') && node.children.some(hasNot);
}
