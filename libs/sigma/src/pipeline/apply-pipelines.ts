import type { ParsedCorrelation } from '../correlation/parse-correlation';
import type { FilteredRule } from '../rule/apply-filters';
import { parseSelection } from '../rule/parse-detection';
import { type RuleError, RuleProblem } from '../rule/problem';
import type {
  DetectionBody,
  DetectionItem,
  DetectionNode,
  DetectionRule,
  Logsource,
} from '../rule/rule-model';
import type { YamlMap, YamlNode } from '../rule/yaml-node';
import { groupHolds, itemsOf, type Subject } from './pipeline-conditions';
import type { PipelineDefinition, PipelineItem } from './pipeline-model';
import { mapField, transformItem } from './transform-item';

export interface MappedRules {
  detections: FilteredRule[];
  correlations: ParsedCorrelation[];
}

/** Runs pipelines over rules (with their filters attached). A rule that a pipeline refuses is left out and reported. */
export function applyPipelines(
  detections: FilteredRule[],
  correlations: ParsedCorrelation[],
  pipelines: readonly PipelineDefinition[],
  errors: RuleError[],
): MappedRules {
  if (pipelines.length === 0) return { detections, correlations };
  const ordered = [...pipelines].sort((a, b) => a.priority - b.priority);
  const logsources = logsourceLookup(detections, correlations);
  const accepted = <T>(run: () => T, file: string, line: number): T[] => {
    try {
      return [run()];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      errors.push({ file, line: error instanceof RuleProblem ? error.line : line, message });
      return [];
    }
  };
  return {
    detections: detections.flatMap((rule) =>
      accepted(() => mapRule(rule, ordered), rule.rule.info.file, rule.rule.info.line),
    ),
    correlations: correlations.flatMap((rule) =>
      accepted(() => mapCorrelation(rule, ordered, logsources(rule)), rule.info.file, rule.line),
    ),
  };
}

function mapRule(filtered: FilteredRule, pipelines: PipelineDefinition[]): FilteredRule {
  const rule: DetectionRule = { ...filtered.rule, info: { ...filtered.rule.info } };
  const target: FilteredRule = { rule, bodies: filtered.bodies };
  const subject: Subject = {
    info: rule.info,
    logsources: [rule.info.logsource],
    items: () =>
      target.bodies.flatMap((body) => [...body.selections.values()].flatMap((node) => [...itemsOf(node)])),
    state: new Map(),
    applied: new Set(),
  };
  for (const pipeline of pipelines)
    for (const item of pipeline.items) runItem(item, target, subject, pipeline.vars);
  return target;
}

function runItem(
  item: PipelineItem,
  target: FilteredRule,
  subject: Subject,
  vars: Record<string, string[]>,
): void {
  if (!groupHolds(item.rule, subject, { field: null, item: null })) return;
  const { transformation } = item;
  switch (transformation.type) {
    case 'nest':
      for (const inner of transformation.items) runItem(inner, target, subject, vars);
      break;
    case 'set_state':
      subject.state.set(transformation.key, transformation.value);
      break;
    case 'rule_failure':
      throw new RuleProblem(transformation.message, target.rule.info.line);
    case 'change_logsource': {
      const { definition } = target.rule.info.logsource;
      target.rule.info.logsource = {
        ...transformation.logsource,
        ...(definition === undefined ? {} : { definition }),
      };
      subject.logsources = [target.rule.info.logsource];
      break;
    }
    case 'add_condition':
      target.bodies = [...target.bodies, addedBody(transformation, target.rule.info.logsource)];
      break;
    default:
      target.bodies = target.bodies.map((body) => mapBody(body, item, subject, vars));
  }
  subject.applied.add(item.id);
}

function mapBody(
  body: DetectionBody,
  item: PipelineItem,
  subject: Subject,
  vars: Record<string, string[]>,
): DetectionBody {
  const selections = new Map<string, DetectionNode>();
  for (const [name, node] of body.selections) {
    selections.set(
      name,
      mapNode(node, item, subject, vars) ?? { kind: 'and', children: [], line: node.line },
    );
  }
  return { ...body, selections };
}

function mapNode(
  node: DetectionNode,
  item: PipelineItem,
  subject: Subject,
  vars: Record<string, string[]>,
): DetectionNode | null {
  if (node.kind !== 'item') {
    const children = node.children.flatMap((child) => mapNode(child, item, subject, vars) ?? []);
    return children.length === 0 ? null : { ...node, children };
  }
  const at = { field: node.field, item: node };
  if (!groupHolds(item.detectionItem, subject, at)) return node;
  if (!groupHolds(item.fieldName, subject, at)) return node;
  const mapped = transformItem(node, item.transformation, vars);
  return mapped === node || mapped === null ? mapped : markApplied(mapped, item.id);
}

function markApplied(node: DetectionNode, id: string): DetectionNode {
  if (node.kind !== 'item')
    return { ...node, children: node.children.map((child) => markApplied(child, id)) };
  const marked: DetectionItem = { ...node, applied: new Set([...(node.applied ?? []), id]) };
  return marked;
}

function addedBody(
  {
    conditions,
    name,
    negated,
    template,
  }: { conditions: YamlMap; name: string; negated: boolean; template: boolean },
  logsource: Logsource,
): DetectionBody {
  const filled = template ? fillTemplate(conditions, logsource) : conditions;
  const named = { op: 'name' as const, name };
  return {
    selections: new Map([[name, parseSelection(filled, name)]]),
    condition: negated ? { op: 'not', child: named } : named,
    conditionText: negated ? `not ${name}` : name,
    line: conditions.line,
  };
}

function fillTemplate(node: YamlNode, logsource: Logsource): YamlNode {
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => fillTemplate(item, logsource)) };
  if (node.kind === 'map') {
    return { ...node, entries: node.entries.map((e) => ({ ...e, value: fillTemplate(e.value, logsource) })) };
  }
  const text = node.text.replace(
    /\$\{?(category|product|service)\}?/g,
    (_, key: keyof Logsource) => logsource[key] ?? '',
  );
  return { ...node, text };
}

/** Correlations name fields too: group-by, the measured fields and the fields behind aliases. */
function mapCorrelation(
  rule: ParsedCorrelation,
  pipelines: PipelineDefinition[],
  logsources: Logsource[],
): ParsedCorrelation {
  const out = { ...rule, info: { ...rule.info } };
  const subject: Subject = {
    info: out.info,
    logsources,
    items: () => [],
    state: new Map(),
    applied: new Set(),
  };
  const aliases = new Set(rule.aliases.map(({ alias }) => alias));
  const run = (item: PipelineItem): void => {
    if (!groupHolds(item.rule, subject, { field: null, item: null })) return;
    if (item.transformation.type === 'nest') item.transformation.items.forEach(run);
    if (item.transformation.type === 'set_state')
      subject.state.set(item.transformation.key, item.transformation.value);
    const rename = (field: string) => renameOne(item, subject, field, rule.line);
    out.groupBy = out.groupBy.map((field) => (aliases.has(field) ? field : rename(field)));
    out.fields = out.fields.map((field) => (aliases.has(field) ? field : rename(field)));
    out.aliases = out.aliases.map(({ alias, byReference }) => ({
      alias,
      byReference: byReference.map((entry) => ({ ...entry, field: rename(entry.field) })),
    }));
    subject.applied.add(item.id);
  };
  for (const pipeline of pipelines) for (const item of pipeline.items) run(item);
  return out;
}

function renameOne(item: PipelineItem, subject: Subject, field: string, line: number): string {
  if (!groupHolds(item.fieldName, subject, { field, item: null })) return field;
  const targets = mapField(item.transformation, field);
  if (!targets) return field;
  const only = targets[0];
  if (targets.length === 1 && only !== undefined) return only;
  throw new RuleProblem(`pipeline maps field "${field}" of a correlation to several fields`, line);
}

function logsourceLookup(
  detections: FilteredRule[],
  correlations: ParsedCorrelation[],
): (rule: ParsedCorrelation) => Logsource[] {
  const known = new Map<string, Logsource | ParsedCorrelation>();
  const add = (info: { id: string; name?: string }, value: Logsource | ParsedCorrelation) => {
    known.set(info.id, value);
    if (info.name !== undefined) known.set(info.name, value);
  };
  for (const { rule } of detections) add(rule.info, rule.info.logsource);
  for (const rule of correlations) add(rule.info, rule);
  const collect = (rule: ParsedCorrelation, seen: Set<ParsedCorrelation>): Logsource[] => {
    if (seen.has(rule)) return [];
    seen.add(rule);
    return rule.references.flatMap((reference) => {
      const found = known.get(reference);
      if (!found) return [];
      return 'references' in found ? collect(found, seen) : [found];
    });
  };
  return (rule) => collect(rule, new Set());
}
