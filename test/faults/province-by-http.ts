import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProvinceTraffic } from '@khien/sample-traffic';
import { parse, stringify } from 'yaml';

const SAMPLE = join(__dirname, '../../config/sample-province');
export const TOKEN = 'test-token-of-the-sample-province';
const DAY = 86_400_000;
const UNREADABLE_EVERY = 97;

/** A registry like the sample province's in which every source sends over HTTP with one token. */
export function writeRegistry(): { directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'khien-config-'));
  cpSync(SAMPLE, directory, { recursive: true });
  mkdirSync(join(directory, 'sources'), { recursive: true });
  const tokenSha256 = createHash('sha256').update(TOKEN).digest('hex');
  for (const file of readdirSync(join(directory, 'sources'))) {
    const path = join(directory, 'sources', file);
    writeFileSync(
      path,
      stringify({ ...parse(readFileSync(path, 'utf8')), transport: { kind: 'http', tokenSha256 } }),
    );
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export interface Batch {
  sourceId: string;
  key: string;
  lines: string[];
}

/** `count` records of the province's history up to `start`, in batches of one source each, in order of time; some are unreadable. */
export function batchesOf(count: number, start: number, size: number): Batch[] {
  const traffic = createProvinceTraffic({ seed: 'faults', start });
  const lines = traffic.between(start - Math.ceil(count / 2500 + 2) * DAY, start).slice(-count);
  const open = new Map<string, Batch>();
  const batches: Batch[] = [];
  lines.forEach(({ sourceId, text }, index) => {
    const batch = open.get(sourceId) ?? { sourceId, key: `batch-${index}`, lines: [] };
    open.set(sourceId, batch);
    batch.lines.push(index % UNREADABLE_EVERY === 0 ? `\u0001 unreadable ${index}` : text);
    if (batch.lines.length < size) return;
    batches.push(batch);
    open.delete(sourceId);
  });
  return [...batches, ...open.values()];
}
