import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readYamlFile } from './load-yaml-file';
import { PRODUCT_DIR } from './read-settings';
import type { Problem } from './yaml-document';
import { yamlFilesIn } from './yaml-files';

/** A parsed file of `config/legal/` and the line of each of its values. */
export interface LegalDocument {
  file: string;
  value: unknown;
  lineAt: (path: readonly PropertyKey[]) => number;
}

/** `config/legal/` as it ships, and that of the province's own configuration where there is one. */
export function legalDirectories(configDir: string): string[] {
  const shipped = join(PRODUCT_DIR, 'config/legal');
  return [...new Set([shipped, join(configDir, 'legal')])].filter((folder) => existsSync(folder));
}

/**
 * The law from every YAML file of the folders, read by `parse` (`parseLegal` of the compliance lib). A file that cannot be
 * read is a problem and does not hide the others.
 */
export function loadLegal<T>(
  directories: readonly string[],
  parse: (documents: LegalDocument[]) => { regimes: T; problems: Problem[] },
): { regimes: T; problems: Problem[] } {
  const problems: Problem[] = [];
  const documents = directories
    .flatMap((folder) => yamlFilesIn(folder, { deep: true }))
    .flatMap((file) => {
      const read = readYamlFile(file);
      if (!read.ok) {
        problems.push(...read.problems);
        return [];
      }
      const { value, lineAt } = read.document;
      return [{ file, value, lineAt }];
    });
  const { regimes, problems: found } = parse(documents);
  return { regimes, problems: [...problems, ...found] };
}
