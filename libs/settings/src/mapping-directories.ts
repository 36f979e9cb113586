import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PRODUCT_DIR } from './read-settings';

/** `config/mappings/` as it ships, and that of the province's own configuration where there is one. Read them with `loadDocuments`. */
export function mappingDirectories(configDir: string): string[] {
  const shipped = join(PRODUCT_DIR, 'config/mappings');
  return [...new Set([shipped, join(configDir, 'mappings')])].filter((folder) => existsSync(folder));
}
