import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const khien = join(__dirname, '../../apps/khien/bin/khien.cjs');

/** Whatever happens to the test, nothing it started outlives it. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface MonitorProcess {
  url: string;
  /** Printed at the first start only. */
  setupSecret: string;
  /** A line of the command line on the same data; resolves with what it printed. */
  command(args: string[], input?: string): Promise<string>;
  /** Sends records to a source as its system would. */
  send(sourceId: string, records: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The whole monitor as `npm start` runs it: compiled, on a free port, with the sample province and data of its own. */
export async function startMonitor(): Promise<MonitorProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'khien-e2e-'));
  const child = run(['start', '--data', dataDir, '--port', '0', '--sample']);
  const said = await saidUntil(child, /^ {2}Dừng bằng Ctrl-C/m);
  const url = /is running:\s+(\S+)/.exec(said)?.[1];
  const setupSecret = /set-up secret:\s+(\S+)/.exec(said)?.[1];
  if (!url || !setupSecret) throw new Error(`the monitor did not say where it is: ${said}`);

  return {
    url,
    setupSecret,
    async command(args, input = '') {
      const asked = run([...args, '--data', dataDir]);
      asked.stdin?.end(input);
      let answer = '';
      asked.stdout?.on('data', (data: Buffer) => {
        answer += data.toString();
      });
      const [code] = (await once(asked, 'close')) as [number | null];
      if (code !== 0) throw new Error(`khien ${args[0]} ended with ${code}`);
      return answer;
    },
    async send(sourceId, records) {
      const token = readFileSync(join(dataDir, `keys/ingest/${sourceId}.token`), 'utf8').trim();
      const response = await fetch(`${url}/v1/ingest/${sourceId}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
        body: `${records.join('\n')}\n`,
      });
      if (!response.ok) throw new Error(`ingest answered ${response.status}: ${await response.text()}`);
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function run(args: string[]): ChildProcess {
  const child = spawn(process.execPath, [khien, ...args], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** What it printed, once that has a line like `last`. */
function saidUntil(child: ChildProcess, last: RegExp): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the monitor ended with ${code}: ${said}`)));
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString();
      if (last.test(said)) resolve(said);
    });
  });
}
