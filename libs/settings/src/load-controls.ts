import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadDocuments, type YamlFile } from './load-documents';
import { PRODUCT_DIR } from './read-settings';
import type { Problem } from './yaml-document';

/** `rules/controls/` as it ships, and `controls/` of the province's own configuration where there is one. */
export function controlDirectories(configDir: string): string[] {
  const shipped = join(PRODUCT_DIR, 'rules/controls');
  return [...new Set([shipped, join(configDir, 'controls')])].filter((folder) => existsSync(folder));
}

/** The controls catalogue from every YAML file of the folders, read by `parse` (`parseControls` of the compliance lib). */
export const loadControls = <T>(
  directories: readonly string[],
  parse: (documents: YamlFile[]) => { catalogue: T; problems: Problem[] },
): { catalogue: T; problems: Problem[] } => loadDocuments(directories, parse);
