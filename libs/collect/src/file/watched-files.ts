import type { BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A regular file as found at a path, links followed. */
export interface FoundFile {
  path: string;
  dev: string;
  ino: string;
  size: number;
  /** Changes when the file does: `dev:ino:size:mtime`. */
  version: string;
  /** Birth time, nanoseconds since the epoch: tells a file from an earlier one of the same inode. */
  bornAt: string;
  /** Last change, milliseconds since the epoch; compressing keeps it. */
  changedAt: number;
}

export type OnUnreadable = (path: string, err: unknown) => void;

/** The regular files that the patterns name; `*` and `?` may stand in the last segment. A file met under two paths counts once. */
export async function watchedFiles(
  patterns: readonly string[],
  onUnreadable: OnUnreadable,
): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const pattern of patterns) {
    for (const path of await pathsOf(pattern, onUnreadable)) {
      const file = await foundFile(path, onUnreadable);
      if (file && !found.has(`${file.dev}:${file.ino}`)) found.set(`${file.dev}:${file.ino}`, file);
    }
  }
  return [...found.values()];
}

/** Files in the same directory whose name says that they hold what `path` once held. */
export async function rotatedFiles(path: string): Promise<FoundFile[]> {
  const directory = dirname(path);
  const names = await readdir(directory).catch(() => []);
  const paths = names
    .map((name) => join(directory, name))
    .filter((candidate) => isRotatedName(path, candidate));
  return (await Promise.all(paths.map((one) => foundFile(one, () => {})))).filter(
    (file) => file !== undefined,
  );
}

/** `app.log.1`, `app.log-20260101.gz`, `app-20260101.log` and `app.log` are rotated names of each other. */
export function isRotatedName(path: string, candidate: string): boolean {
  return path !== candidate && dirname(path) === dirname(candidate) && logName(path) === logName(candidate);
}

/** Whether a name carries a number or date, as rotated files (and some live ones) do. */
export function isNumbered(path: string): boolean {
  return logName(path) !== basename(path);
}

function logName(path: string): string {
  return basename(path)
    .replace(/\.(gz|old|bak)$/, '')
    .replace(/[-_.]\d+(?=[-_.T]|$)|T\d+(?=[-_.]|$)/g, '')
    .replace(/\.(old|bak)$/, '');
}

async function foundFile(path: string, onUnreadable: OnUnreadable): Promise<FoundFile | undefined> {
  const stats = await stat(path, { bigint: true }).catch(unless(path, onUnreadable));
  return stats?.isFile() ? describe(path, stats) : undefined;
}

export function describe(path: string, stats: BigIntStats): FoundFile {
  const [dev, ino, size] = [String(stats.dev), String(stats.ino), Number(stats.size)];
  return {
    path,
    dev,
    ino,
    size,
    version: `${dev}:${ino}:${size}:${stats.mtimeNs}`,
    bornAt: String(stats.birthtimeNs),
    changedAt: Number(stats.mtimeMs),
  };
}

/** A file that is not there is nothing to tell; anything else is. */
function unless(path: string, onUnreadable: OnUnreadable): (err: NodeJS.ErrnoException) => undefined {
  return (err) => {
    if (err.code !== 'ENOENT') onUnreadable(path, err);
    return undefined;
  };
}

async function pathsOf(pattern: string, onUnreadable: OnUnreadable): Promise<string[]> {
  const last = basename(pattern);
  if (!/[*?]/.test(last)) return [pattern];
  const directory = dirname(pattern);
  const matches = new RegExp(
    `^${last
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    's',
  );
  const names = (await readdir(directory).catch(unless(directory, onUnreadable))) ?? [];
  return names
    .filter((name) => matches.test(name) && (!name.startsWith('.') || last.startsWith('.')))
    .sort()
    .map((name) => join(directory, name));
}
