import { textAt, textsAt } from '../rule/parse-metadata';
import { RuleProblem } from '../rule/problem';
import type { Logsource } from '../rule/rule-model';
import type { YamlMap } from '../rule/yaml-node';
import type { PipelineCondition } from './pipeline-model';

type Place = 'rule' | 'detection_item' | 'field_name';

/** Which condition may stand where. */
const ALLOWED: Record<Place, ReadonlySet<string>> = {
  rule: new Set([
    'logsource',
    'contains_field',
    'contains_detection_item',
    'is_sigma_rule',
    'is_sigma_correlation_rule',
    'tag',
    'rule_attribute',
    'processing_item_applied',
    'processing_state',
  ]),
  detection_item: new Set([
    'match_string',
    'match_value',
    'is_null',
    'processing_item_applied',
    'processing_state',
  ]),
  field_name: new Set(['include_fields', 'exclude_fields', 'processing_item_applied', 'processing_state']),
};

/** Reads one condition of a processing item. Throws RuleProblem for types it does not know. */
export function parsePipelineCondition(map: YamlMap, place: Place): PipelineCondition {
  const type = textAt(map, 'type') ?? '';
  if (!ALLOWED[place].has(type))
    throw new RuleProblem(`condition type "${type}" is not supported here`, map.line);
  const need = (key: string): string => {
    const text = textAt(map, key);
    if (text === undefined) throw new RuleProblem(`condition "${type}" needs "${key}"`, map.line);
    return text;
  };
  const all = (textAt(map, 'cond') ?? 'any') === 'all';
  switch (type) {
    case 'logsource':
      return { type, logsource: readLogsource(map) };
    case 'contains_field':
      return { type, field: need('field') };
    case 'contains_detection_item':
      return { type, field: need('field'), value: need('value') };
    case 'tag':
      return { type, tag: need('tag') };
    case 'rule_attribute':
      return { type, attribute: need('attribute'), value: need('value'), operator: readOperator(map) };
    case 'processing_item_applied':
      return { type, id: need('processing_item_id') };
    case 'processing_state':
      return { type, key: need('key'), value: need('val') };
    case 'include_fields':
    case 'exclude_fields':
      return { type, fields: textsAt(map, 'fields'), regex: (textAt(map, 'mode') ?? 'plain') === 're' };
    case 'match_string':
      return {
        type,
        all,
        pattern: toPattern(need('pattern'), map.line),
        negated: textAt(map, 'negate') === 'true',
      };
    case 'match_value':
      return { type, all, value: need('value') };
    case 'is_null':
      return { type, all };
    case 'is_sigma_rule':
      return { type };
    default:
      return { type: 'is_sigma_correlation_rule' };
  }
}

/** Category, product and service written directly in a map. */
export function readLogsource(map: YamlMap): Logsource {
  const out: Logsource = {};
  for (const dimension of ['category', 'product', 'service'] as const) {
    const text = textAt(map, dimension);
    if (text !== undefined) out[dimension] = text.toLowerCase();
  }
  return out;
}

/** Pipelines are the operator's own configuration, so V8's engine is fine here. */
export function toPattern(source: string, line: number): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    throw new RuleProblem(
      `regular expression "${source}": ${error instanceof Error ? error.message : ''}`,
      line,
    );
  }
}

function readOperator(map: YamlMap): string {
  const operator = textAt(map, 'op') ?? 'eq';
  if (!['eq', 'ne', 'in', 'not_in', 'gte', 'gt', 'lte', 'lt'].includes(operator)) {
    throw new RuleProblem(`operator "${operator}" is unknown`, map.line);
  }
  return operator;
}
