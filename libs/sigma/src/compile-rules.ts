import type { ParsedCorrelation } from './correlation/parse-correlation';
import { resolveCorrelations } from './correlation/resolve-correlations';
import type { Expr } from './evaluate/matcher';
import { applyPipelines } from './pipeline/apply-pipelines';
import type { PipelineDefinition } from './pipeline/pipeline-model';
import { applyFilters } from './rule/apply-filters';
import { lowerBody } from './rule/lower-rule';
import { type ParsedRule, parseRule } from './rule/parse-rule';
import { type RuleError, RuleProblem } from './rule/problem';
import type { DetectionRule, FilterRule } from './rule/rule-model';
import { loadYaml } from './rule/yaml-node';
import { RuleSet } from './rule-set';

/** Rule text as the caller read it. `file` is only a name for messages; the text may hold several documents. */
export interface RuleSource {
  file: string;
  text: string;
}

export interface CompileOptions {
  /** Field mappings and the like, applied in ascending `priority`. */
  pipeline?: PipelineDefinition[];
  /** Values for `%name%` in values with the `expand` modifier. */
  placeholders?: Record<string, string[]>;
  /** Run regexes on V8's engine instead of the linear-time one. Only for rules a person has reviewed. */
  trustedRegex?: boolean;
  /** When given, a rule that names any other field (after the pipeline) is refused: it could never match. */
  fieldNames?: ReadonlySet<string>;
  /** Microseconds, monotonic. When given, `counters()` reports the time each rule took. */
  clock?: () => number;
}

export interface CompileResult {
  ruleSet: RuleSet;
  /** Documents and rules that were refused. The rule set holds all the others. */
  errors: RuleError[];
  /** Accepted, but probably not what its author meant. */
  warnings: RuleError[];
}

/** Compiles rule texts into an immutable set. Never throws for what a text contains. */
export function compileRules(sources: RuleSource[], options: CompileOptions = {}): CompileResult {
  const errors: RuleError[] = [];
  const warnings: RuleError[] = [];
  const parsed = uniqueIds(
    sources.flatMap((source) => parseSource(source, errors)),
    errors,
  );
  const detections = parsed.filter((rule): rule is DetectionRule => rule.kind === 'detection');
  const correlations = parsed.filter((rule): rule is ParsedCorrelation => rule.kind === 'correlation');
  const filters = parsed.filter((rule): rule is FilterRule => rule.kind === 'filter');
  const filtered = applyFilters(detections, filters, errors, warnings);
  const mapped = applyPipelines(filtered, correlations, options.pipeline ?? [], errors);
  const compiled: Array<{ rule: DetectionRule; expr: Expr; conditionText: string }> = [];
  for (const { rule, bodies } of mapped.detections) {
    const expr = lowerRule(rule, bodies, options, errors);
    if (expr) compiled.push({ rule, expr, conditionText: conditionOf(bodies) });
  }
  const resolved = resolveCorrelations(
    mapped.correlations,
    compiled.map(({ rule }) => rule.info),
  );
  errors.push(...resolved.errors);
  const rules = compiled.map(({ rule, expr }) => ({
    info: rule.info,
    expr,
    conditionText: rule.body.conditionText,
  }));
  return { ruleSet: new RuleSet(rules, resolved.correlations, options.clock), errors, warnings };
}

/** Checks rule texts without keeping the result. `rules` counts what was accepted. */
export function checkRules(
  sources: RuleSource[],
  options: CompileOptions = {},
): { rules: number; errors: RuleError[]; warnings: RuleError[] } {
  const { ruleSet, errors, warnings } = compileRules(sources, options);
  return { rules: ruleSet.rules.length, errors, warnings };
}

function parseSource(source: RuleSource, errors: RuleError[]): ParsedRule[] {
  const out: ParsedRule[] = [];
  loadYaml(source.text).forEach((document, index) => {
    try {
      if ('problem' in document) throw document.problem;
      out.push(parseRule(document.node, source.file, `${source.file}#${index + 1}`));
    } catch (error) {
      errors.push(toRuleError(error, source.file));
    }
  });
  return out;
}

/** Two rules with one id cannot both be named by an alert: the later one is refused. */
function uniqueIds(rules: ParsedRule[], errors: RuleError[]): ParsedRule[] {
  const seen = new Map<string, string>();
  return rules.filter((rule) => {
    if (rule.kind === 'filter') return true;
    const { id, file, line } = rule.info;
    const other = seen.get(id);
    if (other === undefined) seen.set(id, file);
    else errors.push({ file, line, message: `id "${id}" is already used in ${other}` });
    return other === undefined;
  });
}

function lowerRule(
  rule: DetectionRule,
  bodies: DetectionRule['body'][],
  options: CompileOptions,
  errors: RuleError[],
): Expr | null {
  try {
    const lower = { placeholders: options.placeholders ?? {}, trustedRegex: options.trustedRegex ?? false };
    const parts = bodies.map((body) => lowerBody(body, lower));
    const expr: Expr = { op: 'and', children: parts };
    if (options.fieldNames) checkFields(expr, options.fieldNames, rule.body.line);
    return expr;
  } catch (error) {
    errors.push(toRuleError(error, rule.info.file));
    return null;
  }
}

/** The rule's own condition, with those of filters and pipelines that were added to it. */
function conditionOf(bodies: DetectionRule['body'][]): string {
  if (bodies.length === 1) return bodies[0]?.conditionText ?? '';
  return bodies.map(({ conditionText }) => `(${conditionText})`).join(' and ');
}

function checkFields(expr: Expr, known: ReadonlySet<string>, line: number): void {
  if (expr.op === 'keyword') return;
  if (expr.op === 'field') {
    if (!known.has(expr.field))
      throw new RuleProblem(`field "${expr.field}" is not a field of these events`, line);
    return;
  }
  const inner = expr.label?.line ?? line;
  const children = expr.op === 'not' ? [expr.child] : expr.children;
  for (const child of children) checkFields(child, known, inner);
}

function toRuleError(error: unknown, file: string): RuleError {
  if (error instanceof RuleProblem) return { file, line: error.line, message: error.message };
  const text = error instanceof Error ? error.message : String(error);
  return { file, line: 1, message: error instanceof RangeError ? 'rule is nested too deeply' : text };
}
