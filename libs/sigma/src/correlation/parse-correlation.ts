import { type ConditionNode, parseCondition } from '../rule/condition';
import { toSigmaScalar } from '../rule/parse-detection';
import { childOf, parseMetadata, textAt, textsAt } from '../rule/parse-metadata';
import { RuleProblem } from '../rule/problem';
import type { RuleInfo } from '../rule/rule-model';
import type { YamlMap, YamlNode } from '../rule/yaml-node';
import type { CorrelationType, CountCondition, CountOperator } from './correlation-model';

/** A correlation as written: references are still names or ids. */
export interface ParsedCorrelation {
  kind: 'correlation';
  info: RuleInfo;
  type: CorrelationType;
  references: string[];
  generate: boolean;
  groupBy: string[];
  timespanMs: number;
  condition: CountCondition | { kind: 'boolean'; node: ConditionNode; text: string };
  fields: string[];
  percentile: number;
  aliases: Array<{ alias: string; byReference: Array<{ reference: string; field: string }> }>;
  line: number;
}

const TYPES: Record<string, CorrelationType> = {
  event_count: 'event_count',
  value_count: 'value_count',
  temporal: 'temporal',
  temporal_ordered: 'temporal_ordered',
  temporal_extended: 'temporal',
  temporal_ordered_extended: 'temporal_ordered',
  value_sum: 'value_sum',
  value_avg: 'value_avg',
  value_percentile: 'value_percentile',
  value_median: 'value_median',
};
const KNOWN_KEYS = new Set([
  'type',
  'rules',
  'group-by',
  'timespan',
  'condition',
  'aliases',
  'generate',
  'field',
]);
const OPERATORS: readonly CountOperator[] = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];
const UNIT_MS: Record<string, number> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/** Reads a document with a `correlation:` map. Throws RuleProblem for anything the specification does not define. */
export function parseCorrelation(map: YamlMap, file: string, fallbackId: string): ParsedCorrelation {
  const body = childOf(map, 'correlation');
  if (body?.kind !== 'map') throw new RuleProblem('correlation must be a map', map.line);
  for (const entry of body.entries) {
    if (!KNOWN_KEYS.has(entry.key))
      throw new RuleProblem(`unknown correlation key "${entry.key}"`, entry.line);
  }
  const typeText = textAt(body, 'type') ?? '';
  const type = Object.hasOwn(TYPES, typeText) ? TYPES[typeText] : undefined;
  if (!type) throw new RuleProblem(`correlation type "${typeText}" is unknown`, body.line);
  const condition = parseCorrelationCondition(childOf(body, 'condition'), type, body);
  const parsed: ParsedCorrelation = {
    kind: 'correlation',
    info: parseMetadata(map, file, fallbackId, 'correlation'),
    type,
    references: textsAt(body, 'rules'),
    generate: generateFlag(body) || generateFlag(map),
    groupBy: textsAt(body, 'group-by'),
    timespanMs: parseTimespan(textAt(body, 'timespan'), body.line),
    condition: condition.condition,
    fields: condition.fields,
    percentile: condition.percentile,
    aliases: parseAliases(childOf(body, 'aliases')),
    line: body.line,
  };
  return checkWhole(parsed);
}

function checkWhole(parsed: ParsedCorrelation): ParsedCorrelation {
  const { condition, line } = parsed;
  if (condition.kind === 'boolean') {
    const named = referencesOf(condition.node);
    if (parsed.references.length === 0) parsed.references = named;
    for (const name of named) {
      if (!parsed.references.includes(name))
        throw new RuleProblem(`condition names "${name}", which is not in "rules"`, line);
    }
    const unused = parsed.references.find((reference) => !named.includes(reference));
    if (unused) throw new RuleProblem(`rule "${unused}" is not used in the condition`, line);
  }
  if (parsed.references.length === 0) throw new RuleProblem('correlation names no rules', line);
  if (new Set(parsed.references).size !== parsed.references.length)
    throw new RuleProblem('a rule is named twice', line);
  if (parsed.type.startsWith('value_') && parsed.fields.length === 0) {
    throw new RuleProblem(`${parsed.type} needs "field" in its condition`, line);
  }
  if (parsed.type !== 'value_count' && parsed.fields.length > 1) {
    throw new RuleProblem('only value_count takes several fields', line);
  }
  return parsed;
}

function generateFlag(map: YamlMap): boolean {
  const node = childOf(map, 'generate');
  if (!node) return false;
  const scalar = node.kind === 'scalar' ? toSigmaScalar(node) : null;
  if (scalar?.kind !== 'boolean') throw new RuleProblem('generate must be true or false', node.line);
  return scalar.text === 'true';
}

/** `90m` and the like, in ms. The specification gives s, m, h, d; w is taken too. */
export function parseTimespan(text: string | undefined, line: number): number {
  const found = /^(\d{1,6})([smhdw])$/.exec(text ?? '');
  const ms = Number(found?.[1] ?? 0) * (UNIT_MS[found?.[2] ?? ''] ?? 0);
  if (!(ms > 0))
    throw new RuleProblem(`timespan "${text ?? ''}" is not a number and one of s, m, h, d, w`, line);
  return ms;
}

interface ParsedCondition {
  condition: ParsedCorrelation['condition'];
  fields: string[];
  percentile: number;
}

function parseCorrelationCondition(
  node: YamlNode | undefined,
  type: CorrelationType,
  body: YamlMap,
): ParsedCondition {
  const temporal = type === 'temporal' || type === 'temporal_ordered';
  const fields = textsAt(body, 'field');
  if (!node) {
    if (!temporal) throw new RuleProblem(`${type} needs a condition`, body.line);
    return { condition: { kind: 'count', bounds: [] }, fields, percentile: 50 };
  }
  if (node.kind === 'scalar') {
    if (!temporal)
      throw new RuleProblem('a boolean condition is for temporal and temporal_ordered only', node.line);
    return {
      condition: { kind: 'boolean', node: parseCondition(node.text, node.line), text: node.text },
      fields,
      percentile: 50,
    };
  }
  if (node.kind !== 'map') throw new RuleProblem('correlation condition must be a map or text', node.line);
  return parseBounds(node, fields, type);
}

function parseBounds(node: YamlMap, outerFields: string[], type: CorrelationType): ParsedCondition {
  const bounds: CountCondition['bounds'] = [];
  let percentile = 50;
  for (const entry of node.entries) {
    const operator = OPERATORS.find((known) => known === entry.key);
    if (operator) bounds.push({ operator, value: numberOf(entry.value, entry.key) });
    else if (entry.key === 'percentile') percentile = numberOf(entry.value, entry.key);
    else if (entry.key !== 'field') throw new RuleProblem(`unknown condition key "${entry.key}"`, entry.line);
  }
  if (bounds.length === 0) throw new RuleProblem('correlation condition has no bound', node.line);
  if (bounds.length > 2) throw new RuleProblem('correlation condition has more than two bounds', node.line);
  if (percentile < 0 || percentile > 100)
    throw new RuleProblem('percentile must be between 0 and 100', node.line);
  const fields = textsAt(node, 'field');
  if (type === 'temporal_ordered')
    throw new RuleProblem('temporal_ordered takes no count: all its rules must appear', node.line);
  return {
    condition: { kind: 'count', bounds },
    fields: fields.length > 0 ? fields : outerFields,
    percentile,
  };
}

function numberOf(node: YamlNode, key: string): number {
  const value = node.kind === 'scalar' && node.text !== '' ? Number(node.text) : Number.NaN;
  if (!Number.isFinite(value)) throw new RuleProblem(`"${key}" must be a number`, node.line);
  return value;
}

function parseAliases(node: YamlNode | undefined): ParsedCorrelation['aliases'] {
  if (!node) return [];
  if (node.kind !== 'map') throw new RuleProblem('aliases must be a map', node.line);
  return node.entries.map(({ key, value, line }) => {
    if (value.kind !== 'map') throw new RuleProblem(`alias "${key}" must map rule names to fields`, line);
    const byReference = value.entries.map((entry) => {
      if (entry.value.kind !== 'scalar')
        throw new RuleProblem(`alias "${key}" must name one field per rule`, entry.line);
      return { reference: entry.key, field: entry.value.text };
    });
    return { alias: key, byReference };
  });
}

/** Names used in a boolean condition, in order of appearance. Throws for `x of`. */
export function referencesOf(node: ConditionNode): string[] {
  if (node.op === 'name') return [node.name];
  if (node.op === 'of') throw new RuleProblem('"of" is not allowed in a correlation condition', 1);
  const children = node.op === 'not' ? [node.child] : node.children;
  return [...new Set(children.flatMap(referencesOf))];
}
