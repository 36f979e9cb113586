import { parseCondition } from '../rule/condition';
import { childOf, textAt, textsAt } from '../rule/parse-metadata';
import { RuleProblem } from '../rule/problem';
import type { YamlMap, YamlNode } from '../rule/yaml-node';
import { loadYaml } from '../rule/yaml-node';
import { parsePipelineCondition } from './parse-pipeline-condition';
import { parseTransformation } from './parse-transformation';
import type { ConditionGroup, PipelineDefinition, PipelineItem } from './pipeline-model';

const TOP_KEYS = new Set([
  'name',
  'priority',
  'transformations',
  'vars',
  'allowed_backends',
  'description',
  'author',
  'license',
]);
const MAX_NESTING = 8;

/**
 * Reads a pipeline in pySigma's YAML form. `file` is only a name for messages.
 * Throws an Error "file:line: what" for anything it would not carry out exactly: a mapping that is half applied
 * makes rules that silently never match.
 */
export function parsePipeline(text: string, file: string): PipelineDefinition {
  try {
    return readPipeline(text, file);
  } catch (error) {
    const line = error instanceof RuleProblem ? error.line : 1;
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}:${line}: ${message}`, { cause: error });
  }
}

function readPipeline(text: string, file: string): PipelineDefinition {
  const documents = loadYaml(text);
  const [document] = documents;
  if (!document || documents.length !== 1)
    throw new RuleProblem('a pipeline file holds exactly one document', 1);
  if ('problem' in document) throw document.problem;
  const map = document.node;
  if (map.kind !== 'map') throw new RuleProblem('a pipeline must be a map', map.line);
  for (const entry of map.entries) {
    if (!TOP_KEYS.has(entry.key))
      throw new RuleProblem(`"${entry.key}" is not supported in a pipeline`, entry.line);
  }
  const priority = Number(textAt(map, 'priority') ?? '0');
  if (!Number.isFinite(priority)) throw new RuleProblem('priority must be a number', map.line);
  return {
    name: textAt(map, 'name') ?? file,
    priority,
    file,
    vars: readVars(childOf(map, 'vars')),
    items: readItems(childOf(map, 'transformations'), map.line, 0),
  };
}

function readVars(node: YamlNode | undefined): Record<string, string[]> {
  if (!node) return {};
  if (node.kind !== 'map') throw new RuleProblem('vars must be a map', node.line);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, textsAt(node, entry.key)]));
}

function readItems(node: YamlNode | undefined, line: number, depth: number): PipelineItem[] {
  if (!node) throw new RuleProblem('transformations are missing', line);
  if (node.kind !== 'list') throw new RuleProblem('transformations must be a list', node.line);
  if (depth > MAX_NESTING) throw new RuleProblem('transformations are nested too deeply', node.line);
  return node.items.map((item, index) => {
    if (item.kind !== 'map') throw new RuleProblem('a transformation must be a map', item.line);
    return readItem(item, index, depth);
  });
}

function readItem(map: YamlMap, index: number, depth: number): PipelineItem {
  const nested = (node: YamlNode | undefined) => readItems(node, map.line, depth + 1);
  return {
    id: textAt(map, 'id') ?? `#${index + 1}`,
    line: map.line,
    transformation: parseTransformation(map, nested),
    rule: readGroup(map, 'rule'),
    detectionItem: readGroup(map, 'detection_item'),
    fieldName: readGroup(map, 'field_name'),
  };
}

function readGroup(map: YamlMap, prefix: 'rule' | 'detection_item' | 'field_name'): ConditionGroup {
  const node = childOf(map, `${prefix}_conditions`);
  const linking = textAt(map, `${prefix}_cond_op`) ?? 'and';
  if (linking !== 'and' && linking !== 'or')
    throw new RuleProblem(`${prefix}_cond_op must be and or or`, map.line);
  const expression = textAt(map, `${prefix}_cond_expr`);
  const conditions = readConditions(node, prefix);
  const parsed = expression === undefined ? null : parseCondition(expression, map.line);
  if (parsed) checkNames(parsed, conditions, map.line);
  return {
    conditions,
    linking,
    negated: textAt(map, `${prefix}_cond_not`)?.toLowerCase() === 'true',
    expression: parsed,
  };
}

function readConditions(
  node: YamlNode | undefined,
  prefix: 'rule' | 'detection_item' | 'field_name',
): ConditionGroup['conditions'] {
  const out: ConditionGroup['conditions'] = new Map();
  if (!node) return out;
  if (node.kind === 'scalar')
    throw new RuleProblem(`${prefix}_conditions must be a list or a map`, node.line);
  const entries =
    node.kind === 'map'
      ? node.entries.map(({ key, value }) => ({ key, value }))
      : node.items.map((value, i) => ({ key: String(i + 1), value }));
  for (const { key, value } of entries) {
    if (value.kind !== 'map') throw new RuleProblem('a condition must be a map', value.line);
    out.set(key, parsePipelineCondition(value, prefix));
  }
  return out;
}

function checkNames(
  node: ReturnType<typeof parseCondition>,
  conditions: ConditionGroup['conditions'],
  line: number,
): void {
  if (node.op === 'of') throw new RuleProblem('"of" is not allowed in a condition expression', line);
  if (node.op === 'name') {
    if (!conditions.has(node.name)) throw new RuleProblem(`condition "${node.name}" does not exist`, line);
    return;
  }
  for (const child of node.op === 'not' ? [node.child] : node.children) checkNames(child, conditions, line);
}
