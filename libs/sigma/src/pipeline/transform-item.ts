import { placeholderNames } from '../rule/placeholders';
import { RuleProblem } from '../rule/problem';
import type { DetectionItem, DetectionNode, SigmaScalar } from '../rule/rule-model';
import type { Transformation } from './pipeline-model';

/**
 * What a transformation makes of one detection item: another node, the same item, or null to drop it.
 * `vars` are the values for placeholders.
 */
export function transformItem(
  item: DetectionItem,
  transformation: Transformation,
  vars: Record<string, string[]>,
): DetectionNode | null {
  switch (transformation.type) {
    case 'drop_detection_item':
      return null;
    case 'detection_item_failure':
      throw new RuleProblem(transformation.message, item.line);
    case 'hashes_fields':
      return splitHashes(item, transformation);
    case 'value_placeholders':
      return withPlaceholders(item, transformation, (name) => vars[name]);
    case 'wildcard_placeholders':
      return withPlaceholders(item, transformation, () => ['*']);
    case 'replace_string':
      return mapTexts(item, (text) => [text.replace(transformation.pattern, transformation.replacement)]);
    case 'map_string':
      return mapTexts(item, (text) => transformation.mapping.get(text) ?? [text]);
    case 'set_value':
      return { ...item, values: [{ kind: 'string', text: transformation.value, line: item.line }] };
    default:
      return renameFields(item, (field) => mapField(transformation, field));
  }
}

/** Names a field gets; null when the transformation does not touch it. */
export function mapField(transformation: Transformation, field: string): string[] | null {
  switch (transformation.type) {
    case 'field_name_mapping':
      return transformation.mapping.get(field) ?? null;
    case 'field_name_prefix_mapping':
      for (const [prefix, targets] of transformation.mapping) {
        if (field.startsWith(prefix)) return targets.map((target) => target + field.slice(prefix.length));
      }
      return null;
    case 'field_name_prefix':
      return [transformation.prefix + field];
    case 'field_name_suffix':
      return [field + transformation.suffix];
    default:
      return null;
  }
}

/**
 * One field mapped to several: any of them may hold the value. Where the item states that something is NOT there
 * (null, `exists: false`, `neq`), all of them must agree, otherwise one unused name would make it true.
 */
function renameFields(item: DetectionItem, rename: (field: string) => string[] | null): DetectionNode {
  const values = item.modifiers.includes('fieldref') ? renamedReferences(item.values, rename) : item.values;
  const targets = item.field === null ? null : rename(item.field);
  if (targets === null || item.field === null) return values === item.values ? item : { ...item, values };
  const children = targets.map((field): DetectionItem => ({ ...item, field, values }));
  const only = children[0];
  if (children.length === 1 && only) return only;
  return { kind: statesAbsence(item) ? 'and' : 'or', children, line: item.line };
}

function statesAbsence(item: DetectionItem): boolean {
  if (item.modifiers.includes('neq')) return true;
  const only = item.values[0];
  if (item.modifiers.includes('exists')) return only?.text === 'false';
  return item.values.length === 1 && only?.kind === 'null';
}

function renamedReferences(values: SigmaScalar[], rename: (field: string) => string[] | null): SigmaScalar[] {
  return values.flatMap((value) => (rename(value.text) ?? [value.text]).map((text) => ({ ...value, text })));
}

function mapTexts(item: DetectionItem, change: (text: string) => string[]): DetectionItem {
  const values = item.values.flatMap((value): SigmaScalar[] => {
    if (value.kind === 'null' || value.kind === 'boolean') return [value];
    const texts = change(value.text);
    if (texts.length === 1 && texts[0] === value.text) return [value];
    return texts.map((text) => ({ kind: 'string', text, line: value.line }));
  });
  return { ...item, values };
}

function withPlaceholders(
  item: DetectionItem,
  { include, exclude }: { include: string[] | null; exclude: string[] | null },
  valuesOf: (name: string) => string[] | undefined,
): DetectionItem {
  if (!item.modifiers.includes('expand')) return item;
  const names = new Set(item.values.flatMap((value) => placeholderNames(value.text)));
  const found: Record<string, string[]> = { ...item.placeholders };
  for (const name of names) {
    if ((include && !include.includes(name)) || exclude?.includes(name)) continue;
    const values = valuesOf(name);
    if (values) found[name] = values;
  }
  return { ...item, placeholders: found };
}

const LENGTHS: Record<number, string> = { 32: 'MD5', 40: 'SHA1', 64: 'SHA256', 128: 'SHA512' };

/** `Hashes|contains: MD5=...` becomes equality on one field per algorithm. */
function splitHashes(
  item: DetectionItem,
  options: Extract<Transformation, { type: 'hashes_fields' }>,
): DetectionNode {
  const byField = new Map<string, SigmaScalar[]>();
  for (const value of item.values) {
    const [left = '', right] = value.text.split(/[|=]/);
    const hash = (right ?? left).replaceAll('*', '');
    const algorithm = right === undefined ? LENGTHS[hash.length] : left.replaceAll('*', '').toUpperCase();
    if (algorithm === undefined || !options.algorithms.includes(algorithm)) {
      throw new RuleProblem(`no hash field for "${value.text}"`, value.line);
    }
    const name = options.lowerCase ? algorithm.toLowerCase() : algorithm;
    const field = options.prefix + (options.dropAlgorithm ? '' : name);
    const values = byField.get(field) ?? [];
    values.push({ ...value, kind: 'string', text: hash });
    byField.set(field, values);
  }
  const children = [...byField].map(
    ([field, values]): DetectionItem => ({
      ...item,
      field,
      values,
      modifiers: item.modifiers.includes('neq') ? ['neq'] : [],
    }),
  );
  const all = item.modifiers.includes('all') || item.modifiers.includes('neq');
  return { kind: all ? 'and' : 'or', children, line: item.line };
}
