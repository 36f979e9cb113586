import { type ConditionNode, namesCovered, parseCondition } from './condition';
import { RuleProblem } from './problem';
import type { DetectionBody, DetectionItem, DetectionNode, SigmaScalar } from './rule-model';
import type { YamlMap, YamlNode, YamlScalar } from './yaml-node';

/** A number as people write one: no leading zeros, no hex, no exponent. Everything else stays text. */
const NUMBER = /^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Gives a YAML scalar its Sigma type while keeping its source text. */
export function toSigmaScalar(node: YamlScalar): SigmaScalar {
  const { text, line } = node;
  if (!node.plain) return { kind: 'string', text, line };
  if (text === '' || text === '~' || /^null$/i.test(text)) return { kind: 'null', text: '', line };
  if (/^(?:true|false)$/i.test(text)) return { kind: 'boolean', text: text.toLowerCase(), line };
  if (NUMBER.test(text)) return { kind: 'number', text, line };
  return { kind: 'string', text, line };
}

/** Reads the selections and the condition of a `detection:` or `filter:` map; `skip` names keys that are neither. */
export function parseDetectionBody(map: YamlMap, skip: ReadonlySet<string>): DetectionBody {
  const selections = new Map<string, DetectionNode>();
  let condition: YamlNode | undefined;
  for (const entry of map.entries) {
    if (skip.has(entry.key)) continue;
    if (entry.key === 'condition') {
      condition = entry.value;
      continue;
    }
    if (entry.key === 'timeframe') {
      throw new RuleProblem(
        '"timeframe" belongs to the removed aggregations; write a correlation',
        entry.line,
      );
    }
    if (selections.has(entry.key))
      throw new RuleProblem(`selection "${entry.key}" is defined twice`, entry.line);
    selections.set(entry.key, parseSelection(entry.value, entry.key));
  }
  if (!condition) throw new RuleProblem('condition is missing', map.line);
  if (selections.size === 0) throw new RuleProblem('no selection is defined', map.line);
  const { node, text } = readCondition(condition);
  checkNames(node, selections, condition.line);
  return { selections, condition: node, conditionText: text, line: condition.line };
}

function readCondition(node: YamlNode): { node: ConditionNode; text: string } {
  if (node.kind === 'scalar') return { node: parseCondition(node.text, node.line), text: node.text };
  if (node.kind === 'map' || node.items.length === 0)
    throw new RuleProblem('condition must be text', node.line);
  const texts = node.items.map((item) => {
    if (item.kind !== 'scalar') throw new RuleProblem('condition must be text', item.line);
    return item.text;
  });
  const children = texts.map((text) => parseCondition(text, node.line));
  const only = children[0];
  const combined: ConditionNode = children.length === 1 && only ? only : { op: 'or', children };
  return {
    node: combined,
    text: texts.length === 1 ? (texts[0] ?? '') : texts.map((t) => `(${t})`).join(' or '),
  };
}

/** A name that is not there, or an `x of` that covers nothing, would be silently true or false: refused. */
function checkNames(node: ConditionNode, selections: Map<string, DetectionNode>, line: number): void {
  if (node.op === 'name') {
    if (!selections.has(node.name))
      throw new RuleProblem(`condition names unknown selection "${node.name}"`, line);
  } else if (node.op === 'of') {
    if (namesCovered(node.pattern, selections.keys()).length === 0) {
      throw new RuleProblem(
        `"${node.quantifier === 'all' ? 'all' : '1'} of ${node.pattern}" covers no selection`,
        line,
      );
    }
  } else if (node.op === 'not') checkNames(node.child, selections, line);
  else for (const child of node.children) checkNames(child, selections, line);
}

/** Map = AND of its items, list = OR of its members, bare values = keywords. */
export function parseSelection(node: YamlNode, name: string): DetectionNode {
  if (node.kind === 'scalar') return keywordItem([node]);
  if (node.kind === 'map') return parseItems(node, name);
  if (node.items.length === 0) throw new RuleProblem(`selection "${name}" is an empty list`, node.line);
  const scalars = node.items.filter((item): item is YamlScalar => item.kind === 'scalar');
  if (scalars.length === node.items.length) return keywordItem(scalars);
  const children = node.items.map((item) => parseSelection(item, name));
  return { kind: 'or', children, line: node.line };
}

function keywordItem(scalars: YamlScalar[]): DetectionItem {
  const line = scalars[0]?.line ?? 1;
  return { kind: 'item', field: null, modifiers: [], values: scalars.map(toSigmaScalar), line };
}

function parseItems(map: YamlMap, name: string): DetectionNode {
  if (map.entries.length === 0) throw new RuleProblem(`selection "${name}" is an empty map`, map.line);
  const children = map.entries.map((entry): DetectionItem => {
    const [field = '', ...modifiers] = entry.key.split('|');
    const values = readValues(entry.value, entry.key, entry.line);
    return { kind: 'item', field: field === '' ? null : field, modifiers, values, line: entry.line };
  });
  const only = children[0];
  return children.length === 1 && only ? only : { kind: 'and', children, line: map.line };
}

function readValues(node: YamlNode, key: string, line: number): SigmaScalar[] {
  if (node.kind === 'scalar') return [toSigmaScalar(node)];
  if (node.kind === 'map') throw new RuleProblem(`"${key}": a map is not a value`, line);
  if (node.items.length === 0) throw new RuleProblem(`"${key}": the list of values is empty`, line);
  return node.items.map((item) => {
    if (item.kind !== 'scalar') throw new RuleProblem(`"${key}": a ${item.kind} is not a value`, item.line);
    const scalar = toSigmaScalar(item);
    // Specification: null stands alone, a list with null in it has no agreed meaning.
    if (scalar.kind === 'null' && node.items.length > 1) {
      throw new RuleProblem(`"${key}": null is not allowed inside a list`, item.line);
    }
    return scalar;
  });
}
