import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** What is wrong with a file, for the person who wrote it. Lines count from 1. */
export interface Problem {
  file: string;
  line: number;
  message: string;
}

type Path = readonly PropertyKey[];

export interface YamlDocument {
  value: unknown;
  /** Line of the value at `path`, or of the nearest one around it. */
  lineAt(path: Path): number;
}

export type ParsedYaml = { ok: true; document: YamlDocument } | { ok: false; problems: Problem[] };

/** Parses one YAML 1.2 document. Duplicate keys, unresolved tags and alias bombs are problems, not surprises. */
export function parseYaml(file: string, text: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      ok: false,
      problems: faults.map((fault) => ({
        file,
        line: lines.linePos(fault.pos[0]).line,
        message: fault.message,
      })),
    };
  }
  const lineOf = (node: unknown): number | undefined =>
    isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
  const lineAt = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const here = path.slice(0, length).map((part) => (typeof part === 'symbol' ? String(part) : part));
      const parent = document.getIn(here.slice(0, -1), true);
      const key = isMap(parent)
        ? parent.items.find((pair) => String(pair.key) === String(here.at(-1)))?.key
        : undefined;
      const line = lineOf(key) ?? lineOf(document.getIn(here, true));
      if (line !== undefined) return line;
    }
    return lineOf(document.contents) ?? 1;
  };
  try {
    return { ok: true, document: { value: document.toJS({ maxAliasCount: 100 }), lineAt } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ file, line: 1, message }] };
  }
}

export interface Where {
  file: string;
  document: YamlDocument;
  /** Where in the document the checked value sits. */
  at: Path;
}

/** One problem per bad field, unknown keys by name. */
export function problemsOf(error: z.ZodError, { file, document, at }: Where): Problem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key) => {
      const path = key === undefined ? issue.path : [...issue.path, key];
      const field = path.map(String).join('.');
      const message = key === undefined ? issue.message : 'unknown field';
      return {
        file,
        line: document.lineAt([...at, ...path]),
        message: field === '' ? message : `${field}: ${message}`,
      };
    });
  });
}
