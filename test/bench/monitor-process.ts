import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeRegistry } from '../faults/province-by-http';
import { freePort } from '../services/loopback';

const root = process.env.BENCH_ROOT ?? join(__dirname, '../..');

/** What one process used so far; undefined where the system does not tell (Linux does). */
export interface Usage {
  cpuSeconds: number;
  peakRssMb: number;
  rssMb: number;
}

export interface MonitorProcess {
  url: string;
  dataDir: string;
  setupSecret: string;
  usage(): Usage | undefined;
  /** Values of /metrics: name with labels → number. */
  metrics(): Promise<Map<string, number>>;
  /** Ends it in order and keeps its data. */
  stop(): Promise<void>;
  /** Ends it whatever it does, and forgets its data. */
  remove(): void;
}

/** The built `khien start` as an operator runs it: on an empty folder, with a registry whose sources all send over HTTP. */
export async function monitorProcess(): Promise<MonitorProcess> {
  const config = writeRegistry();
  const dataDir = mkdtempSync(join(tmpdir(), 'khien-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
  const args = ['start', '--data', dataDir, '--port', String(port), '--no-sample'];
  const child = spawn(process.execPath, [...flags, join(root, 'apps/khien/dist/main.js'), ...args], {
    cwd: root,
    env: { ...ownSettings(), KHIEN_CONFIG_DIR: config.directory, KHIEN_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const welcome = await outputUntil(child, /set-up secret:\s+(\S+)/);
  return {
    url,
    dataDir,
    setupSecret: welcome[1] ?? '',
    usage: () => usageOf(child.pid ?? 0),
    metrics: async () => readMetrics(await (await fetch(`${url}/metrics`)).text()),
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([gone, wait(30_000).then(killAtExit)]);
    },
    remove() {
      killAtExit();
      process.removeListener('exit', killAtExit);
      config.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Settings given to the benchmark reach the monitor, so that one can try them. */
function ownSettings(): NodeJS.ProcessEnv {
  const settings = Object.entries(process.env).filter(
    ([name]) => name === 'PATH' || name.startsWith('KHIEN_'),
  );
  return Object.fromEntries(settings);
}

async function outputUntil(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let output = '';
  for await (const data of child.stdout ?? []) {
    output += String(data);
    const found = pattern.exec(output);
    if (found) {
      child.stdout?.resume();
      return found;
    }
  }
  throw new Error(`the monitor ended at start: ${output}`);
}

/** Clock ticks of Linux's /proc are hundredths of a second on every architecture Node runs on. */
function usageOf(pid: number): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string): number =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
    return {
      cpuSeconds: (Number(stat[11]) + Number(stat[12])) / 100,
      peakRssMb: mb('VmHWM'),
      rssMb: mb('VmRSS'),
    };
  } catch {
    return undefined;
  }
}

function readMetrics(text: string): Map<string, number> {
  return new Map(
    [...text.matchAll(/^(khien_\S+) (\S+)$/gm)].map((match) => [match[1] ?? '', Number(match[2])]),
  );
}

/** Sum of a metric over its labels. */
export function sumOf(metrics: ReadonlyMap<string, number>, name: string): number {
  let sum = 0;
  for (const [key, value] of metrics) if (key === name || key.startsWith(`${name}{`)) sum += value;
  return sum;
}
