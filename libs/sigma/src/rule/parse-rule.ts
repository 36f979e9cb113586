import { type ParsedCorrelation, parseCorrelation } from '../correlation/parse-correlation';
import { parseDetectionBody } from './parse-detection';
import { childOf, parseLogsource, parseMetadata, textAt, textsAt } from './parse-metadata';
import { RuleProblem } from './problem';
import type { DetectionRule, FilterRule } from './rule-model';
import type { YamlMap, YamlNode } from './yaml-node';

export type ParsedRule = DetectionRule | ParsedCorrelation | FilterRule;

const NOTHING: ReadonlySet<string> = new Set();
const FILTER_KEYS: ReadonlySet<string> = new Set(['rules']);

/** Reads one document: a detection rule, a correlation or a filter. Throws RuleProblem when it is none, or wrong. */
export function parseRule(node: YamlNode, file: string, fallbackId: string): ParsedRule {
  if (node.kind !== 'map') throw new RuleProblem('a rule must be a map', node.line);
  if (childOf(node, 'action'))
    throw new RuleProblem('"action" was removed in Sigma 2; write complete documents', node.line);
  const kinds = ['detection', 'correlation', 'filter'].filter((key) => childOf(node, key));
  if (kinds.length !== 1) {
    const found = kinds.length === 0 ? 'none' : kinds.join(' and ');
    throw new RuleProblem(
      `a rule has exactly one of detection, correlation, filter; found ${found}`,
      node.line,
    );
  }
  if (kinds[0] === 'correlation') return parseCorrelation(node, file, fallbackId);
  return kinds[0] === 'filter' ? parseFilter(node, file) : parseDetection(node, file, fallbackId);
}

function parseDetection(map: YamlMap, file: string, fallbackId: string): DetectionRule {
  const info = parseMetadata(map, file, fallbackId, 'detection');
  const detection = childOf(map, 'detection');
  if (detection?.kind !== 'map')
    throw new RuleProblem('detection must be a map', detection?.line ?? map.line);
  return { kind: 'detection', info, body: parseDetectionBody(detection, NOTHING) };
}

function parseFilter(map: YamlMap, file: string): FilterRule {
  const title = textAt(map, 'title');
  if (!title) throw new RuleProblem('title is missing', map.line);
  const filter = childOf(map, 'filter');
  if (filter?.kind !== 'map') throw new RuleProblem('filter must be a map', filter?.line ?? map.line);
  const names = textsAt(filter, 'rules');
  if (names.length === 0)
    throw new RuleProblem('filter names no rules; write "rules: any" to cover all', filter.line);
  return {
    kind: 'filter',
    title,
    file,
    line: map.line,
    logsource: parseLogsource(childOf(map, 'logsource'), map.line),
    rules: names.length === 1 && names[0] === 'any' ? 'any' : names,
    body: parseDetectionBody(filter, FILTER_KEYS),
  };
}
