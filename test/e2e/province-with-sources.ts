import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

const SAMPLE = join(__dirname, '../../config/sample-province');

/** Lays out the sample province in a folder, with these sources instead of its own. */
export function writeProvince(folder: string, sources: ReadonlyArray<{ id: string }>): void {
  cpSync(SAMPLE, folder, { recursive: true });
  rmSync(join(folder, 'sources'), { recursive: true });
  mkdirSync(join(folder, 'sources'));
  for (const source of sources) writeFileSync(join(folder, 'sources', `${source.id}.yml`), stringify(source));
}
