import { existsSync, statSync } from 'node:fs';
import type { Problem } from './yaml-document';
import { readTextFile, type TextFile, yamlFilesIn } from './yaml-files';

/** Longest rule file, in octets; the longest that SigmaHQ publishes has 295,078. */
export const MAX_RULE_FILE_BYTES = 1024 * 1024;

/** A file of the controls catalogue (`rules/controls/`), which shares the folder of rules and detects nothing. */
const CONTROLS = /^(controls|headings):/m;

/**
 * Texts of all rule files (`**\/*.yml`, `*.yaml`) under the given folders, sorted by path; a path may also be one file.
 * A file that cannot be read, is too long or is not UTF-8 is a problem and does not hide the others; files of the controls
 * catalogue are left out.
 */
export function loadRuleFiles(paths: readonly string[]): { files: TextFile[]; problems: Problem[] } {
  const files: TextFile[] = [];
  const problems: Problem[] = [];
  for (const file of new Set(paths.flatMap((path) => filesAt(path, problems)))) {
    const read = readTextFile(file, MAX_RULE_FILE_BYTES);
    if (!read.ok) problems.push(read.problem);
    else if (!CONTROLS.test(read.text)) files.push({ file, text: read.text });
  }
  return { files, problems };
}

function filesAt(path: string, problems: Problem[]): string[] {
  if (!existsSync(path)) {
    problems.push({ file: path, line: 1, message: 'no such file or folder' });
    return [];
  }
  return statSync(path).isDirectory() ? yamlFilesIn(path, { deep: true }) : [path];
}
