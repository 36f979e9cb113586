import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** A TypeScript file of ours as a process of its own, to be killed at will. Its standard output is what it says line by line. */
export function runTypescript(file: string, args: readonly string[]): ChildProcess {
  const hook = join(__dirname, 'typescript-hook.cjs');
  const child = spawn(process.execPath, ['--conditions=source', '-r', hook, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.removeListener('exit', killAtExit));
  return child;
}
