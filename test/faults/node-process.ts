import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = join(__dirname, '../..');

/** Whatever happens to the test, nothing it started outlives it. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Role {
  /** `apps/<name>/dist/main.js` with arguments. */
  app: string;
  args: string[];
  env: Record<string, string>;
  /** Resolves when it serves; undefined when there is nothing to ask. */
  ready?: () => Promise<boolean>;
}

export interface RoleProcess {
  kill9(): Promise<void>;
  start(): Promise<void>;
  /** SIGTERM, then waits for its orderly end; its exit status. */
  stop(): Promise<number | null>;
  /** Last lines it wrote to stderr. */
  lastWords(): string;
  /** Of the process that runs now. */
  pid(): number | undefined;
}

/** One of the monitor's processes, as an operator would run it, that can be killed and started again. */
export function roleProcess({ app, args, env, ready }: Role): RoleProcess {
  let child: ChildProcess | undefined;
  let words = '';

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const current = child;
    child = undefined;
    if (!current || current.exitCode !== null || current.signalCode !== null)
      return current?.exitCode ?? null;
    const gone = once(current, 'exit');
    current.kill(signal);
    await gone;
    return current.exitCode;
  }

  return {
    async start() {
      const started = spawn(process.execPath, [join(root, `apps/${app}/dist/main.js`), ...args], {
        cwd: root,
        env: { PATH: process.env.PATH ?? '', ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      started.stderr.on('data', (data: Buffer) => {
        words = (words + data.toString()).slice(-4000);
      });
      child = started;
      running.add(started);
      started.once('exit', () => running.delete(started));
      while (ready && !(await ready())) {
        if (started.exitCode !== null) throw new Error(`${app} ended: ${words}`);
        await wait(25);
      }
    },
    kill9: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    lastWords: () => words,
    pid: () => child?.pid,
  };
}

/** Whether something answers HTTP there. */
export async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(2000) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
