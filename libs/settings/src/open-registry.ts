import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedRegistry, loadRegistry } from './load-registry';
import { PRODUCT_DIR } from './read-settings';
import type { Settings } from './settings';

/** The fictional province that a fresh installation shows. */
export const SAMPLE_DIR = join(PRODUCT_DIR, 'config', 'sample-province');

/**
 * The registry the settings ask for. The sample province is part of it when switched on, or, on `auto`, as long as the
 * configuration folder has no source of its own. A folder without a calendar uses the shipped one.
 */
export function openRegistry(
  settings: Pick<Settings, 'configDir' | 'sample'>,
): LoadedRegistry & { sample: boolean } {
  const { configDir, sample } = settings;
  const shipped = join(PRODUCT_DIR, 'config');
  const calendar = existsSync(join(configDir, 'calendar.yml')) ? undefined : join(shipped, 'calendar.yml');
  const own = loadRegistry([configDir], { calendar });
  const withSample = sample === 'on' || (sample === 'auto' && own.registry.sources.length === 0);
  return withSample
    ? { ...loadRegistry([configDir, SAMPLE_DIR], { calendar }), sample: true }
    : { ...own, sample: false };
}
