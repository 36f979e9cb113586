import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answers, type RoleProcess, roleProcess } from '../faults/node-process';
import { freePort } from '../services/loopback';
import { figureOfSource } from './figure-of-source';
import { writeProvince } from './province-with-sources';

const TOKEN = 'token-of-the-warehouse';
const KILLS = 2;
const BATCH = 100;

jest.setTimeout(120_000);

/** Sends one batch and resolves with true once Khiên has said that it is there; false when the connection broke before. */
type Send = (documents: readonly string[]) => Promise<boolean>;

describe('agents push while the monitor is killed', () => {
  let dir: string;
  let url: string;
  let lumberjackPort: number;
  let monitor: RoleProcess;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'khien-push-'));
    const tokenSha256 = createHash('sha256').update(TOKEN).digest('hex');
    const transports = {
      'by-bulk': { kind: 'http', tokenSha256 },
      'by-lumberjack': { kind: 'lumberjack', senders: ['127.0.0.1'] },
    };
    const sources = Object.entries(transports).map(([id, transport]) => ({
      ...{ id, name: { vi: id, en: id } },
      ...{ profile: 'ecs-json', systemId: 'kho-du-lieu', transport },
    }));
    writeProvince(join(dir, 'config'), sources);
    const console = await freePort();
    lumberjackPort = await freePort();
    url = `http://127.0.0.1:${console}`;
    const env = {
      KHIEN_CONFIG_DIR: join(dir, 'config'),
      KHIEN_PORT: String(console),
      KHIEN_LUMBERJACK_TCP_PORT: String(lumberjackPort),
    };
    monitor = roleProcess({
      app: 'khien',
      args: ['start', '--data', join(dir, 'data'), '--no-sample'],
      env,
      ready: () => answers(`${url}/health/live`),
    });
    await monitor.start();
  });
  afterAll(async () => {
    await monitor?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

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
      await monitor.kill9();
      await monitor.start();
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
      for (let tries = 0; tries < 300 && (await figureOfSource(url, source, 'stored')) < answered; tries++)
        await wait(50);
      const kept = ['stored', 'dead_lettered', 'shed'].map((name) => figureOfSource(url, source, name));
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
