import { toSigmaScalar } from './parse-detection';
import { RuleProblem } from './problem';
import type { Level, Logsource, RuleInfo } from './rule-model';
import type { YamlMap, YamlNode } from './yaml-node';

const LEVELS: readonly Level[] = ['informational', 'low', 'medium', 'high', 'critical'];
const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

/** Top-level keys that the specification defines; any other is the author's own and lands in `custom`. */
const SIGMA_KEYS = new Set([
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'correlation',
  'filter',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'generate',
  'action',
]);

/** Value of a key of a map, or undefined. */
export function childOf(map: YamlMap, key: string): YamlNode | undefined {
  return map.entries.find((entry) => entry.key === key)?.value;
}

/** Text of an optional scalar key; null counts as absent. Throws when it is a map or a list. */
export function textAt(map: YamlMap, key: string): string | undefined {
  const node = childOf(map, key);
  if (!node) return undefined;
  if (node.kind !== 'scalar') throw new RuleProblem(`"${key}" must be text`, node.line);
  return toSigmaScalar(node).kind === 'null' ? undefined : node.text;
}

/** Texts of an optional key that may be a list or a single scalar. */
export function textsAt(map: YamlMap, key: string): string[] {
  const node = childOf(map, key);
  if (!node) return [];
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind !== 'scalar') throw new RuleProblem(`"${key}" must be a list of texts`, item.line);
    return toSigmaScalar(item).kind === 'null' ? [] : [item.text];
  });
}

/** Reads what detection and correlation rules have in common. `fallbackId` serves rules without id and name. */
export function parseMetadata(
  map: YamlMap,
  file: string,
  fallbackId: string,
  kind: RuleInfo['kind'],
): RuleInfo {
  const title = textAt(map, 'title');
  if (title === undefined || title === '') throw new RuleProblem('title is missing', map.line);
  const name = textAt(map, 'name');
  return {
    id: textAt(map, 'id') ?? name ?? fallbackId,
    title,
    level: parseLevel(map),
    tags: textsAt(map, 'tags'),
    references: textsAt(map, 'references'),
    fields: textsAt(map, 'fields'),
    falsepositives: textsAt(map, 'falsepositives'),
    logsource: kind === 'detection' ? parseLogsource(childOf(map, 'logsource'), map.line) : {},
    file,
    line: map.line,
    kind,
    generate: true,
    custom: customKeys(map),
    ...optional(map),
    ...(name === undefined ? {} : { name }),
  };
}

function optional(map: YamlMap): Pick<RuleInfo, 'status' | 'author' | 'license' | 'description'> {
  const out: Pick<RuleInfo, 'status' | 'author' | 'license' | 'description'> = {};
  const status = textAt(map, 'status');
  if (status !== undefined) {
    if (!STATUSES.includes(status))
      throw new RuleProblem(`status "${status}" is not one of ${STATUSES.join(', ')}`, map.line);
    out.status = status;
  }
  const author = textsAt(map, 'author').join(', ');
  if (author !== '') out.author = author;
  const license = textAt(map, 'license');
  if (license !== undefined) out.license = license;
  const description = textAt(map, 'description');
  if (description !== undefined) out.description = description;
  return out;
}

function parseLevel(map: YamlMap): Level {
  const text = textAt(map, 'level');
  if (text === undefined) return 'medium';
  const level = LEVELS.find((known) => known === text);
  if (!level)
    throw new RuleProblem(
      `level "${text}" is not one of ${LEVELS.join(', ')}`,
      childOf(map, 'level')?.line ?? map.line,
    );
  return level;
}

/** Reads a `logsource:` map. Dimensions are compared in lower case. */
export function parseLogsource(
  node: YamlNode | undefined,
  line: number,
): Logsource & { definition?: string } {
  if (!node) throw new RuleProblem('logsource is missing', line);
  if (node.kind !== 'map') throw new RuleProblem('logsource must be a map', node.line);
  const out: Logsource & { definition?: string } = {};
  for (const dimension of ['category', 'product', 'service'] as const) {
    const text = textAt(node, dimension);
    if (text !== undefined && text !== '') out[dimension] = text.toLowerCase();
  }
  const definition = textAt(node, 'definition');
  if (definition !== undefined) out.definition = definition;
  return out;
}

function customKeys(map: YamlMap): Record<string, unknown> {
  const out: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const entry of map.entries) if (!SIGMA_KEYS.has(entry.key)) out[entry.key] = toPlain(entry.value);
  return { ...out };
}

/** Plain data of a node: maps, lists, numbers, booleans, null and text. */
export function toPlain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(toPlain);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map((entry) => [entry.key, toPlain(entry.value)]));
  const scalar = toSigmaScalar(node);
  if (scalar.kind === 'null') return null;
  if (scalar.kind === 'number') return Number(scalar.text);
  return scalar.kind === 'boolean' ? scalar.text === 'true' : scalar.text;
}
