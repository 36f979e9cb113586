import type { z } from 'zod';
import { type Problem, parseYaml, problemsOf, type YamlDocument } from './yaml-document';
import { readTextFile } from './yaml-files';

const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** One YAML file and the line of each of its values; what cannot be read or parsed is a list of problems. */
export function readYamlFile(
  file: string,
): { ok: true; document: YamlDocument } | { ok: false; problems: Problem[] } {
  const read = readTextFile(file, MAX_FILE_BYTES);
  return read.ok ? parseYaml(file, read.text) : { ok: false, problems: [read.problem] };
}

/** One YAML file of a form; each bad field is a problem with its line. */
export function loadYamlFile<T extends z.ZodType>(
  file: string,
  schema: T,
): { ok: true; value: z.output<T> } | { ok: false; problems: Problem[] } {
  const read = readYamlFile(file);
  if (!read.ok) return read;
  const parsed = schema.safeParse(read.document.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problems: problemsOf(parsed.error, { file, document: read.document, at: [] }) };
}
