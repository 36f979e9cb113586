import { childOf, textAt, textsAt } from '../rule/parse-metadata';
import { RuleProblem } from '../rule/problem';
import type { YamlMap, YamlNode } from '../rule/yaml-node';
import { readLogsource, toPattern } from './parse-pipeline-condition';
import type { PipelineItem, Transformation } from './pipeline-model';

type ReadNested = (node: YamlNode | undefined) => PipelineItem[];

/** Reads what a processing item does. Throws RuleProblem for transformations that are not supported. */
export function parseTransformation(map: YamlMap, nested: ReadNested): Transformation {
  const type = textAt(map, 'type') ?? '';
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!reader) throw new RuleProblem(`transformation "${type}" is not supported`, map.line);
  return reader(map, nested);
}

type Reader = (map: YamlMap, nested: ReadNested) => Transformation;

function need(map: YamlMap, key: string): string {
  const text = textAt(map, key);
  if (text === undefined) throw new RuleProblem(`"${key}" is missing`, map.line);
  return text;
}

function isTrue(map: YamlMap, key: string): boolean {
  return textAt(map, key)?.toLowerCase() === 'true';
}

function listOrNull(map: YamlMap, key: string): string[] | null {
  return childOf(map, key) ? textsAt(map, key) : null;
}

/** `from: to` or `from: [to, ...]`. */
function readMapping(map: YamlMap): Map<string, string[]> {
  const node = childOf(map, 'mapping');
  if (node?.kind !== 'map') throw new RuleProblem('"mapping" must be a map', node?.line ?? map.line);
  const out = new Map<string, string[]>();
  for (const entry of node.entries) {
    const targets = textsAt(node, entry.key);
    if (targets.length === 0) throw new RuleProblem(`"${entry.key}" is mapped to nothing`, entry.line);
    out.set(entry.key, targets);
  }
  return out;
}

const READERS: Record<string, Reader> = {
  field_name_mapping: (map) => ({ type: 'field_name_mapping', mapping: readMapping(map) }),
  field_name_prefix_mapping: (map) => ({ type: 'field_name_prefix_mapping', mapping: readMapping(map) }),
  field_name_prefix: (map) => ({ type: 'field_name_prefix', prefix: need(map, 'prefix') }),
  field_name_suffix: (map) => ({ type: 'field_name_suffix', suffix: need(map, 'suffix') }),
  drop_detection_item: () => ({ type: 'drop_detection_item' }),
  hashes_fields: (map) => ({
    type: 'hashes_fields',
    algorithms: textsAt(map, 'valid_hash_algos').map((name) => name.toUpperCase()),
    prefix: textAt(map, 'field_prefix') ?? '',
    dropAlgorithm: isTrue(map, 'drop_algo_prefix'),
    // Our own addition: ECS writes process.hash.sha256 where the reference implementation can only write SHA256.
    lowerCase: isTrue(map, 'lower_case'),
  }),
  add_condition: (map) => {
    const conditions = childOf(map, 'conditions');
    if (conditions?.kind !== 'map') throw new RuleProblem('"conditions" must be a map', map.line);
    const name = textAt(map, 'name') ?? `_cond_${map.line}`;
    return {
      type: 'add_condition',
      conditions,
      name,
      negated: isTrue(map, 'negated'),
      template: isTrue(map, 'template'),
    };
  },
  change_logsource: (map) => ({ type: 'change_logsource', logsource: readLogsource(map) }),
  value_placeholders: (map) => ({
    type: 'value_placeholders',
    include: listOrNull(map, 'include'),
    exclude: listOrNull(map, 'exclude'),
  }),
  wildcard_placeholders: (map) => ({
    type: 'wildcard_placeholders',
    include: listOrNull(map, 'include'),
    exclude: listOrNull(map, 'exclude'),
  }),
  replace_string: (map) => ({
    type: 'replace_string',
    pattern: new RegExp(toPattern(need(map, 'regex'), map.line), 'gu'),
    // Python writes \1 and \g<1> where JavaScript writes $1.
    replacement: need(map, 'replacement')
      .replace(/\$/g, '$$$$')
      .replace(/\\(?:g<(\d+)>|(\d))/g, '$$$1$2'),
  }),
  map_string: (map) => ({ type: 'map_string', mapping: readMapping(map) }),
  set_value: (map) => ({ type: 'set_value', value: need(map, 'value') }),
  // Comparison already treats 4688 and "4688" alike, so there is nothing left to convert.
  convert_type: () => ({ type: 'convert_type' }),
  set_state: (map) => ({ type: 'set_state', key: need(map, 'key'), value: need(map, 'val') }),
  rule_failure: (map) => ({ type: 'rule_failure', message: need(map, 'message') }),
  detection_item_failure: (map) => ({ type: 'detection_item_failure', message: need(map, 'message') }),
  nest: (map, nested) => ({ type: 'nest', items: nested(childOf(map, 'items')) }),
};
