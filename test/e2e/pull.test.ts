import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { answers, type RoleProcess, roleProcess } from '../faults/node-process';
import { describeWith } from '../services/describe-with';
import { freePort } from '../services/loopback';
import { type DatabaseService, postgresMissing, postgresService } from '../services/postgres';
import { figureOfSource } from './figure-of-source';
import { writeProvince } from './province-with-sources';

const KILLS = 4;
const ROWS_BETWEEN = 400;

jest.setTimeout(180_000);

describeWith(postgresMissing(), 'a running Khiên asks a real PostgreSQL', () => {
  let dir: string;
  let service: DatabaseService;
  let database: Client;
  let url: string;
  let monitor: RoleProcess;

  beforeAll(async () => {
    service = await postgresService();
    const { port, user, password, database: name } = service;
    database = new Client({ host: '127.0.0.1', port, user, password, database: name });
    await database.connect();
    await database.query(
      'CREATE TABLE nhat_ky (ma bigserial PRIMARY KEY, luc timestamptz NOT NULL DEFAULT now(), tai_khoan text, dia_chi inet, muc_dich text)',
    );
    dir = mkdtempSync(join(tmpdir(), 'khien-pull-'));
    mkdirSync(join(dir, 'data/keys'), { recursive: true });
    writeFileSync(join(dir, 'data/keys/db.password'), password, { mode: 0o400 });
    writeProvince(join(dir, 'config'), [sourceOn(service)]);
    const console = await freePort();
    url = `http://127.0.0.1:${console}`;
    monitor = roleProcess({
      app: 'khien',
      args: ['start', '--data', join(dir, 'data'), '--no-sample'],
      env: { KHIEN_CONFIG_DIR: join(dir, 'config'), KHIEN_PORT: String(console) },
      ready: () => answers(`${url}/health/live`),
    });
  });
  afterAll(async () => {
    await monitor?.kill9();
    await database.end().catch(() => {});
    await service.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const figure = (name: string) => figureOfSource(url, 'kho', name);

  it('stores every row once, however often it is killed meanwhile', async () => {
    let written = 0;
    await monitor.start();
    for (let kill = 0; kill < KILLS; kill++) {
      for (let row = 0; row < ROWS_BETWEEN; row += 20) {
        await database.query(
          "INSERT INTO nhat_ky (tai_khoan, dia_chi, muc_dich) SELECT 'canbo' || n, '198.51.100.7', 'tra cứu' FROM generate_series(1, 20) n",
        );
        written += 20;
        await wait(15);
      }
      await monitor.kill9();
      await monitor.start();
    }
    for (let tries = 0; tries < 300 && (await figure('stored')) < written; tries++) await wait(100);
    // Long enough for what would be stored twice to come.
    await wait(1_000);

    const figures = {
      stored: await figure('stored'),
      dead: await figure('dead_lettered'),
      shed: await figure('shed'),
    };
    await monitor.stop();
    expect(figures).toEqual({ stored: written, dead: 0, shed: 0 });
  });
});

function sourceOn({ port, user, database }: DatabaseService) {
  return {
    id: 'kho',
    name: { vi: 'Nhật ký kho dữ liệu', en: 'Warehouse log' },
    profile: 'ecs-json',
    systemId: 'kho-du-lieu',
    transport: {
      kind: 'sql',
      driver: 'postgresql',
      ...{ host: '127.0.0.1', port, user, database, passwordFile: 'keys/db.password' },
      time: '@timestamp',
      id: 'event.id',
      query:
        'SELECT luc AS "@timestamp", ma AS "event.id", tai_khoan AS "user.name", host(dia_chi) AS "source.ip", muc_dich AS "access.purpose" FROM nhat_ky WHERE luc >= :since AND (luc > :since OR ma > :id) ORDER BY luc, ma LIMIT :batch',
      ...{ everySeconds: 0.1, batch: 50 },
    },
  };
}
