import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './yaml-document';

export interface TextFile {
  file: string;
  text: string;
}

/** Files and folders deeper than this are a loop or a mistake. */
const DEEPEST = 20;

/** Paths of the `*.yml` and `*.yaml` files in a folder, sorted; hidden ones and a missing folder count as none. */
export function yamlFilesIn(folder: string, options: { deep: boolean; depth?: number }): string[] {
  const depth = options.depth ?? 0;
  if (!existsSync(folder) || depth > DEEPEST) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  const paths = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return options.deep ? yamlFilesIn(path, { deep: true, depth: depth + 1 }) : [];
    return /\.ya?ml$/.test(entry.name) ? [path] : [];
  });
  return paths.sort();
}

/** Reads a text file of at most `maxBytes` octets; what cannot be read is a problem of that file alone. */
export function readTextFile(
  file: string,
  maxBytes: number,
): { ok: true; text: string } | { ok: false; problem: Problem } {
  const refuse = (message: string) => ({ ok: false as const, problem: { file, line: 1, message } });
  try {
    const { size } = statSync(file);
    if (size > maxBytes) return refuse(`${size} bytes, more than the ${maxBytes} allowed`);
    const bytes = readFileSync(file);
    return isUtf8(bytes) ? { ok: true, text: bytes.toString('utf8') } : refuse('not valid UTF-8');
  } catch (error) {
    return refuse(`cannot be read: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === undefined ? String(error) : String(code);
}
