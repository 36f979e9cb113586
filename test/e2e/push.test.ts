import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from '../services/loopback';

const khien = join(__dirname, '../../apps/khien/bin/khien.cjs');
const SAMPLE = join(__dirname, '../../config/sample-province');
const TOKEN = 'token-of-the-warehouse';
const KILLS = 2;
const BATCH = 100;

jest.setTimeout(120_000);

/** Nothing that is started here outlives the test. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Sends one batch and resolves with true once Khiên has said that it is there; false when the connection broke before. */
type Send = (documents: readonly string[]) => Promise<boolean>;

describe('agents push while the monitor is killed', () => {
  let dir: string;
  let url: string;
  let env: Record<string, string>;
  let lumberjackPort: number;
  let monitor: ChildProcess;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'khien-push-'));
    cpSync(SAMPLE, join(dir, 'config'), { recursive: true });
    rmSync(join(dir, 'config/sources'), { recursive: true });
    mkdirSync(join(dir, 'config/sources'));
    const tokenSha256 = createHash('sha256').update(TOKEN).digest('hex');
    const transports = {
      'by-bulk': { kind: 'http', tokenSha256 },
      'by-lumberjack': { kind: 'lumberjack', senders: ['127.0.0.1'] },
    };
    for (const [id, transport] of Object.entries(transports)) {
      const source = {
        id,
        name: { vi: id, en: id },
        profile: 'ecs-json',
        systemId: 'kho-du-lieu',
        transport,
      };
      writeFileSync(join(dir, `config/sources/${id}.yml`), stringify(source));
    }
    const console = await freePort();
    lumberjackPort = await freePort();
    url = `http://127.0.0.1:${console}`;
    env = {
      KHIEN_CONFIG_DIR: join(dir, 'config'),
      KHIEN_PORT: String(console),
      KHIEN_LUMBERJACK_TCP_PORT: String(lumberjackPort),
    };
    monitor = await startKhien();
  });
  afterAll(async () => {
    await end('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  });

  function startKhien(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [khien, 'start', '--data', join(dir, 'data'), '--no-sample'], {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the monitor ended with ${code}`)));
      child.stdout.on('data', (data: Buffer) => data.includes('Dừng bằng Ctrl-C') && resolve(child));
    });
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const gone = once(monitor, 'exit');
    monitor.kill(signal);
    await gone;
  }
  async function figure(name: string, source: string): Promise<number> {
    const text = await (await fetch(`${url}/metrics`)).text();
    const line = new RegExp(`^khien_records_${name}_total\\{source="${source}"\\} (\\d+)$`, 'm');
    return Number(line.exec(text)?.[1] ?? 0);
  }

  const byBulk: Send = async (documents) => {
    const action = '{"create":{"_index":"filebeat-7.17.0"}}\n';
    const body = documents.map((document) => `${action}${document}\n`).join('');
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/x-ndjson' };
    try {
      const answer = await fetch(`${url}/elastic/_bulk`, { method: 'POST', headers, body });
      return answer.status === 200 && ((await answer.json()) as { errors: boolean }).errors === false;
    } catch {
      return false;
    }
  };
  const byLumberjack: Send = async (documents) => {
    const socket = connect(lumberjackPort, '127.0.0.1');
    socket.write(Buffer.concat([frame('W', [documents.length]), ...documents.map(eventFrame)]));
    let answer = Buffer.alloc(0);
    socket.on('data', (block) => {
      answer = Buffer.concat([answer, block]);
      if (answer.length >= 6 && answer.readUInt32BE(answer.length - 4) === documents.length) socket.destroy();
    });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
    return answer.length >= 6 && answer.readUInt32BE(answer.length - 4) === documents.length;
  };

  /** As agents do: a batch is sent again until it is answered, and only then the next. */
  async function pushUntil(over: () => boolean, send: Send): Promise<{ answered: number; broken: number }> {
    let [answered, broken] = [0, 0];
    while (!over()) {
      const documents = Array.from({ length: BATCH }, (_, n) => documentOf(answered + n));
      while (!(await send(documents))) {
        broken++;
        await wait(20);
      }
      answered += BATCH;
    }
    return { answered, broken };
  }

  it('stores once what was answered, by _bulk and by Lumberjack', async () => {
    let over = false;
    const pushing = [byBulk, byLumberjack].map((send) => pushUntil(() => over, send));
    for (let kill = 0; kill < KILLS; kill++) {
      await wait(700);
      await end('SIGKILL');
      monitor = await startKhien();
    }
    over = true;
    const [bulk, lumberjack] = await Promise.all(pushing);
    for (const [source, pushed] of [
      ['by-bulk', bulk],
      ['by-lumberjack', lumberjack],
    ] as const) {
      const answered = pushed?.answered ?? 0;
      expect(answered).toBeGreaterThan(BATCH * KILLS);
      expect(pushed?.broken).toBeGreaterThan(0);
      for (let tries = 0; tries < 300 && (await figure('stored', source)) < answered; tries++) await wait(50);
      const kept = ['stored', 'dead_lettered', 'shed'].map((name) => figure(name, source));
      expect([source, ...(await Promise.all(kept))]).toEqual([source, answered, 0, 0]);
    }
  });
});

/** The n-th line of a file, as an agent that read it there says it. */
function documentOf(n: number): string {
  return JSON.stringify({
    '@timestamp': new Date(Date.now() - 60_000).toISOString(),
    message: `tra cứu hồ sơ số ${n}`,
    host: { name: 'may-chu-01' },
    log: { offset: n * 100, file: { path: '/var/log/dich-vu/ung-dung.log' } },
    event: { category: ['database'], type: ['access'], action: 'read' },
  });
}

function frame(type: string, numbers: number[], body = ''): Buffer {
  const head = Buffer.alloc(2 + numbers.length * 4);
  head.write(`2${type}`, 'latin1');
  for (const [index, number] of numbers.entries()) head.writeUInt32BE(number, 2 + index * 4);
  return Buffer.concat([head, Buffer.from(body)]);
}
function eventFrame(document: string, index: number): Buffer {
  return frame('J', [index + 1, Buffer.byteLength(document)], document);
}
