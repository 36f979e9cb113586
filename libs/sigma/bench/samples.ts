import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RuleSource } from '@khien/sigma';

/** Others' rules and events, read where they lie. Null when the folder is absent. */
const FOLDER = process.env.KHIEN_SAMPLES ?? resolve(__dirname, '../../../../shared/samples');
const LIVE = [
  'rules',
  'rules-emerging-threats',
  'rules-threat-hunting',
  'rules-placeholder',
  'rules-compliance',
];

export function sigmahqRules(): RuleSource[] | null {
  const archive = join(FOLDER, 'sigmahq-rules.tar.gz');
  if (!existsSync(archive)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'khien-bench-'));
  try {
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    return LIVE.flatMap((name) => read(join(folder, name), folder.length + 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(folder: string, strip: number): RuleSource[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return read(path, strip);
    return path.endsWith('.yml') ? [{ file: path.slice(strip), text: readFileSync(path, 'utf8') }] : [];
  });
}

/** Lines of real Windows events that are JSON objects; every `step`-th one. */
export function windowsLines(step: number): string[] | null {
  const file = join(FOLDER, 'otrf-windows.ndjson.gz');
  if (!existsSync(file)) return null;
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  return lines.filter((line, i) => i % step === 0 && isObject(line));
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
