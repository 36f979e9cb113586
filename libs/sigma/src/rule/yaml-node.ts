import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';
import { RuleProblem } from './problem';
import { quickYaml } from './quick-yaml';

/**
 * YAML reduced to what a rule needs: every scalar keeps its source text, because `00000429` is a string to the
 * people who write rules and the number 429 to a YAML schema, and a rule that lost its zeros matches everything.
 */
export interface YamlScalar {
  kind: 'scalar';
  text: string;
  /** Written without quotes and not as a block: only such a scalar may be a number, a boolean or null. */
  plain: boolean;
  line: number;
}
export interface YamlEntry {
  key: string;
  line: number;
  value: YamlNode;
}
export interface YamlMap {
  kind: 'map';
  entries: YamlEntry[];
  line: number;
}
export interface YamlList {
  kind: 'list';
  items: YamlNode[];
  line: number;
}
export type YamlNode = YamlScalar | YamlMap | YamlList;

/** One document of a file, or the reason why it cannot be read. */
export type YamlDocument = { node: YamlNode } | { problem: RuleProblem };

/** Aliases may repeat a node; this bounds the tree they unfold to ("billion laughs"). */
const MAX_NODES = 200_000;
const MAX_DEPTH = 64;
export const MAX_SOURCE_CHARS = 4_000_000;

/** Reads all documents of a YAML text. Empty documents are left out. Never throws. */
export function loadYaml(text: string): YamlDocument[] {
  if (text.length > MAX_SOURCE_CHARS) {
    return [{ problem: new RuleProblem(`file is larger than ${MAX_SOURCE_CHARS} characters`, 1) }];
  }
  const quick = quickYaml(text);
  return quick ? [{ node: quick }] : loadFullYaml(text);
}

/** The same on the full parser alone. */
export function loadFullYaml(text: string): YamlDocument[] {
  const tooDeep = nestingProblem(text);
  if (tooDeep) return [{ problem: tooDeep }];
  try {
    return readDocuments(text);
  } catch (error) {
    return [{ problem: asProblem(error) }];
  }
}

/**
 * The parser recurses per flow bracket and per indented block, and takes quadratic time on some bracket storms,
 * so absurd nesting is refused before it starts. Brackets inside strings only make the estimate too high; 1,000
 * unclosed ones in a rule file have no honest reading.
 */
function nestingProblem(text: string): RuleProblem | null {
  let open = 0;
  let line = 1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) line++;
    else if (c === 91 || c === 123) open++;
    else if ((c === 93 || c === 125) && open > 0) open--;
    if (open > 1000) return new RuleProblem('too many open brackets', line);
  }
  return null;
}

function readDocuments(text: string): YamlDocument[] {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(parsed)) return [];
  const out: YamlDocument[] = [];
  for (const document of parsed) {
    const error = document.errors[0] ?? document.warnings[0];
    if (error) {
      out.push({ problem: new RuleProblem(`YAML: ${error.message}`, lines.linePos(error.pos[0]).line || 1) });
      continue;
    }
    if (isEmpty(document.contents)) continue;
    out.push(readDocument(document.contents as ParsedNode, document, lines));
  }
  return out;
}

/** A file that ends in `---` has an empty last document, which is not a mistake. */
function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.type === 'PLAIN' && contents.value === '');
}

type ResolveRoot = Parameters<import('yaml').Alias['resolve']>[0];

function readDocument(contents: ParsedNode, document: ResolveRoot, lines: LineCounter): YamlDocument {
  try {
    return { node: convert(contents, { document, lines, nodes: 0 }, 0) };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}

interface Reader {
  document: ResolveRoot;
  lines: LineCounter;
  nodes: number;
}

function convert(node: unknown, reader: Reader, depth: number): YamlNode {
  const line = lineOf(node, reader.lines);
  if (++reader.nodes > MAX_NODES) throw new RuleProblem('document unfolds to too many nodes', line);
  if (depth > MAX_DEPTH) throw new RuleProblem('document is nested too deeply', line);
  if (node === null || node === undefined) return { kind: 'scalar', text: '', plain: true, line };
  if (isAlias(node)) return convert(node.resolve(reader.document), reader, depth + 1);
  if (isScalar(node)) return convertScalar(node, line);
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map((item) => convert(item, reader, depth + 1)), line };
  }
  if (!isMap(node)) throw new RuleProblem('unreadable YAML node', line);
  const entries = node.items.map((pair): YamlEntry => {
    const key = convert(pair.key, reader, depth + 1);
    if (key.kind !== 'scalar') throw new RuleProblem('a map key must be a plain word', key.line);
    if (key.plain && key.text === '<<')
      throw new RuleProblem('YAML merge key "<<" is not supported', key.line);
    return { key: key.text, line: key.line, value: convert(pair.value, reader, depth + 1) };
  });
  return { kind: 'map', entries, line };
}

function convertScalar(node: { value: unknown; type?: string; tag?: string }, line: number): YamlNode {
  const tag = node.tag;
  if (tag && tag !== 'tag:yaml.org,2002:str')
    throw new RuleProblem(`explicit YAML tag "${tag}" is not supported`, line);
  return { kind: 'scalar', text: String(node.value ?? ''), plain: node.type === 'PLAIN' && !tag, line };
}

function lineOf(node: unknown, lines: LineCounter): number {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return range ? lines.linePos(range[0]).line || 1 : 1;
}

function asProblem(error: unknown): RuleProblem {
  if (error instanceof RuleProblem) return error;
  if (error instanceof RangeError) return new RuleProblem('document is nested too deeply', 1);
  return new RuleProblem(`YAML: ${error instanceof Error ? error.message : String(error)}`, 1);
}
