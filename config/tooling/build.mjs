// Compiles what changed: the servers (tsc) and the console (vite). `npm ci` runs it too, so that `npx khien` works right after.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newest, root, run, tool } from './toolchain.mjs';

export function build() {
  if (!existsSync(tool('tsc'))) {
    console.error('build skipped: the development packages are not installed');
    return;
  }
  run(tool('tsc'), ['-b', 'config/tooling/tsconfig.json']);
  buildConsole();
}

function buildConsole() {
  const folder = join(root, 'apps/console');
  const built = join(folder, 'dist/index.html');
  if (!existsSync(join(folder, 'vite.config.ts'))) return;
  if (existsSync(built) && statSync(built).mtimeMs > newest([folder])) return;
  run('npm', ['run', '--silent', '-w', '@khien/console', 'build', '--', '--logLevel', 'warn']);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && process.env.KHIEN_SKIP_PREPARE !== '1')
  build();
