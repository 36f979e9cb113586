import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadDocuments, type YamlFile } from './load-documents';
import { PRODUCT_DIR } from './read-settings';
import type { Problem } from './yaml-document';

/** A parsed file of `config/legal/` and the line of each of its values. */
export type LegalDocument = YamlFile;

/** `config/legal/` as it ships, and that of the province's own configuration where there is one. */
export function legalDirectories(configDir: string): string[] {
  const shipped = join(PRODUCT_DIR, 'config/legal');
  return [...new Set([shipped, join(configDir, 'legal')])].filter((folder) => existsSync(folder));
}

/** The law from every YAML file of the folders, read by `parse` (`parseLegal` of the compliance lib). */
export const loadLegal = <T>(
  directories: readonly string[],
  parse: (documents: LegalDocument[]) => { regimes: T; problems: Problem[] },
): { regimes: T; problems: Problem[] } => loadDocuments(directories, parse);
