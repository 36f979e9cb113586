// Shared by the scripts of this folder: where the project is, and how to run one of its tools. Node built-ins only,
// because these run before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs a command in the project, its output ours. Ends this process with the command's status when that is not 0. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  if (result.error) {
    console.error(`${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Path of a tool that npm installed. */
export function tool(name) {
  return join(root, 'node_modules', '.bin', name);
}

/** Installs what the lockfile says, unless exactly that is installed already. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.khien-lock');
  if (
    existsSync(join(root, 'node_modules', '.package-lock.json')) &&
    (!existsSync(stamp) || readFileSync(stamp, 'utf8') === lock)
  ) {
    if (!existsSync(stamp)) writeFileSync(stamp, lock);
    return;
  }
  console.error('Installing the packages of package-lock.json (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund'], { env: { KHIEN_SKIP_PREPARE: '1' } });
  writeFileSync(stamp, lock);
}

/** Newest change below the folders, milliseconds; node_modules and dist do not count. */
export function newest(folders) {
  let latest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'dist') continue;
      const path = join(folder, entry.name);
      latest = Math.max(latest, entry.isDirectory() ? newest([path]) : statSync(path).mtimeMs);
    }
  }
  return latest;
}

export function ensureFolder(path) {
  mkdirSync(path, { recursive: true });
}
