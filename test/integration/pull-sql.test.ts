import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReceivers, type PullStats, type Receivers } from '@khien/collect';
import { type Logger, silentLogger } from '@khien/model';
import { listeningLogger } from '../../libs/collect/test/pull-fixture';
import {
  createRecordingIntake,
  type RecordingIntake,
  sourceOf,
  until,
} from '../../libs/collect/test/recording-intake';
import { makeCertificates } from '../../libs/collect/test/test-certificates';
import { describeWith } from '../services/describe-with';
import type { DatabaseService } from '../services/postgres';
import { type Dialect, MARIADB, POSTGRES, type Writer } from './sql-dialects';

for (const dialect of [POSTGRES, MARIADB]) {
  describeWith(dialect.missing(), `sql from ${dialect.driver}`, () => suite(dialect));
}

function suite(dialect: Dialect): void {
  let service: DatabaseService;
  let writer: Writer;
  let folder: string;
  let running: Receivers | undefined;

  beforeAll(async () => {
    service = await dialect.service();
  }, 60_000);
  afterAll(() => service.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pull-sql-'));
    writeFileSync(join(folder, 'password'), `${service.password}\n`, { mode: 0o400 });
    writer = await dialect.writer(service);
    await writer.run('DROP TABLE IF EXISTS audit');
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await writer.close();
    rmSync(folder, { recursive: true });
  });

  function receivers(
    intake: RecordingIntake,
    more: Record<string, unknown> = {},
    log: Logger = silentLogger,
  ): Receivers {
    const { port, user, database } = service;
    const transport = {
      kind: 'sql',
      driver: dialect.driver,
      ...{ host: '127.0.0.1', port, user, database, passwordFile: join(folder, 'password') },
      ...{ table: 'audit', time: 'at', id: 'id', everySeconds: 0.05, batch: 10 },
      ...more,
    };
    const cleaned = Object.fromEntries(Object.entries(transport).filter(([, value]) => value !== undefined));
    return createReceivers({
      sources: [sourceOf('db', cleaned)],
      intake,
      log,
      now: Date.now,
      files: { checkpointFile: join(folder, 'files.json') },
      pull: { directory: join(folder, 'pull'), retryMs: { first: 20, most: 200 } },
    });
  }
  async function start(
    intake: RecordingIntake,
    more?: Record<string, unknown>,
    log?: Logger,
  ): Promise<Receivers> {
    running = receivers(intake, more, log);
    await running.start();
    return running;
  }
  const statsOf = (one: Receivers): PullStats =>
    (one.stats().pull as Record<string, PullStats>).db as PullStats;
  const ids = (intake: RecordingIntake): unknown[] => intake.stored.map(({ raw }) => JSON.parse(raw).id);
  const table = (type: string, id = 'bigint'): Promise<void> =>
    writer.run(`CREATE TABLE audit (id ${id} PRIMARY KEY, at ${type} NULL, note text)`);
  const insert = (id: number | string, at: string, by = writer): Promise<void> =>
    by.run(
      `INSERT INTO audit VALUES (${typeof id === 'number' ? id : `'${id.replaceAll("'", "''")}'`}, ${at}, 'ghi chú')`,
    );
  async function rounds(one: Receivers, count: number): Promise<void> {
    const from = statsOf(one).rounds;
    await until(() => statsOf(one).rounds >= from + count, `${count} rounds`);
  }

  it('writes every kind of column as JSON, exactly', async () => {
    await writer.run(
      `CREATE TABLE audit (id int PRIMARY KEY, at ${dialect.instant} NULL, ${dialect.every.create})`,
    );
    await writer.run(`INSERT INTO audit SELECT 1, ${dialect.instantAt(-5)}, ${dialect.every.insert}`);
    const intake = createRecordingIntake();

    await start(intake);
    await until(() => intake.stored.length === 1, 'the row');

    const { id, at, ...row } = JSON.parse(intake.stored[0]?.raw ?? '');
    expect([id, row]).toEqual([1, dialect.every.row]);
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    expect(intake.stored[0]).toMatchObject({ sourceId: 'db', kind: 'file', repeatable: true });
    expect(intake.stored[0]?.position).toBe(`sql:db:${at}:1`);
  });

  it.each([
    { name: 'moments', type: dialect.instant, at: dialect.instantAt },
    { name: 'times on the wall', type: dialect.local, at: dialect.localAt },
  ])('finds $name that were committed late, each once', async ({ type, at }) => {
    await table(type);
    const intake = createRecordingIntake();
    const one = await start(intake, { overlapSeconds: 60 });
    const slow = await dialect.writer(service);
    await slow.run(dialect.driver === 'mysql' ? 'START TRANSACTION' : 'BEGIN');
    await insert(1, at(-20), slow);
    await insert(2, at(-1));
    await until(() => intake.stored.length === 1, 'the row committed first');
    await rounds(one, 2);
    expect(ids(intake)).toEqual([2]);

    await slow.run('COMMIT');
    await until(() => intake.stored.length === 2, 'the row committed late');
    await rounds(one, 3);
    await slow.close();

    expect(ids(intake)).toEqual([2, 1]);
  });

  it.each([
    {
      name: 'numbers past 2^53',
      type: 'bigint',
      id: (n: number) => String(9_007_199_254_740_993n + BigInt(n)),
    },
    { name: 'texts', type: 'varchar(40)', id: (n: number) => `o'b\\r-${String(n).padStart(3, '0')}` },
  ])('loses no row of one instant at the borders of pages, ids being $name', async ({ type, id }) => {
    await table(dialect.instant, type);
    const moment = dialect.driver === 'mysql' ? '@moment' : "date_trunc('second', now()) - interval '9 s'";
    if (dialect.driver === 'mysql') await writer.run('SET @moment = SYSDATE(6) - INTERVAL 9 SECOND');
    const wanted = Array.from({ length: 37 }, (_, n) => id(n));
    for (const one of [...wanted].reverse()) await insert(one, moment);
    const intake = createRecordingIntake();

    const one = await start(intake, { batch: 5 });
    await until(() => intake.stored.length >= 37, 'all rows');
    await rounds(one, 2);

    expect(ids(intake)).toEqual(wanted);
    expect(new Set(intake.stored.map(({ position }) => position)).size).toBe(37);
  });

  it('goes on after a restart where it was, without loss or duplicate', async () => {
    await table(dialect.instant);
    const intake = createRecordingIntake();
    for (let n = 0; n < 25; n++) await insert(n, dialect.instantAt(-30 + n));
    const first = await start(intake);
    await until(() => intake.stored.length === 25, 'the first rows');
    await first.stop();
    for (let n = 25; n < 40; n++) await insert(n, dialect.instantAt(-50 + n));

    const second = await start(intake);
    await until(() => intake.stored.length >= 40, 'the others');
    await rounds(second, 2);

    expect(ids(intake).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 40 }, (_, n) => n),
    );
  });

  it('offers again, as the same, what the journal took just before it was killed', async () => {
    await table(dialect.instant);
    for (let n = 0; n < 25; n++) await insert(n, dialect.instantAt(-30 + n));
    const died = createRecordingIntake();
    died.dieAfterStoring(1);
    const dead = receivers(died);
    await dead.start();
    await until(() => died.stored.length === 20, 'two pages, the second unheard of');
    const state = readFileSync(join(folder, 'pull/db.json'), 'utf8');

    const intake = createRecordingIntake();
    await start(intake);
    await until(() => intake.stored.length === 15, 'what was not remembered');

    expect(JSON.parse(state).seen).toHaveLength(10);
    const positions = [...died.stored, ...intake.stored].map(({ position }) => position);
    expect([positions.length, new Set(positions).size]).toEqual([35, 25]);
    // The killed one waits for an answer that never comes.
    await dead.stop();
  }, 40_000);

  it('tries again while the server is gone, and goes on when it is back', async () => {
    await table(dialect.instant);
    await insert(1, dialect.instantAt(-2));
    const intake = createRecordingIntake();
    const one = await start(intake);
    await until(() => intake.stored.length === 1, 'the first row');

    await service.kill9();
    await until(() => statsOf(one).failing >= 2, 'failures');
    await service.restart();
    await writer.close();
    writer = await dialect.writer(service);
    await insert(2, dialect.instantAt(-1));
    await until(() => intake.stored.length >= 2, 'the second row', 30_000);

    expect(ids(intake)).toEqual([1, 2]);
    await until(() => statsOf(one).failing === 0, 'a good round');
  }, 60_000);

  it.each([
    { name: 'moments', type: dialect.instant, at: dialect.instantAt },
    { name: 'times on the wall', type: dialect.local, at: dialect.localAt },
  ])('is not led astray by rows of the future or a clock set back: $name', async ({ type, at }) => {
    await table(type);
    await insert(1, at(360 * 86_400));
    const intake = createRecordingIntake();
    const one = await start(intake, { overlapSeconds: 5 });
    await until(() => intake.stored.length === 1, 'the row of next year');
    await insert(2, at(0));
    await until(() => intake.stored.length === 2, 'the row of now');
    await one.stop();
    // As a round would have left it whose server's clock was an hour ahead.
    const file = join(folder, 'pull/db.json');
    const saved = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...saved, cursor: saved.cursor + 3_600e6 }));

    await insert(3, at(0));
    const again = await start(intake, { overlapSeconds: 5 });
    await until(() => intake.stored.length === 3, 'the row after the clock was set back');
    await rounds(again, 2);

    expect(ids(intake)).toEqual([1, 2, 3]);
  });

  it('follows a query of its own over a column of milliseconds', async () => {
    await writer.run('CREATE TABLE audit (id bigint PRIMARY KEY, at bigint NOT NULL, note text)');
    const intake = createRecordingIntake();
    for (let n = 0; n < 23; n++) await insert(n, String(Date.now() - 1_000));
    const one = await start(intake, {
      table: undefined,
      query:
        "SELECT id, at, note AS message, ':since' AS quoted -- :id is the last one\nFROM audit WHERE (at > :since OR (at = :since AND id > :id)) ORDER BY at, id LIMIT :batch;",
    });
    await until(() => intake.stored.length === 23, 'all rows');
    await rounds(one, 2);

    expect(ids(intake)).toEqual(Array.from({ length: 23 }, (_, n) => n));
    expect(JSON.parse(intake.stored[0]?.raw ?? '')).toMatchObject({ message: 'ghi chú', quoted: ':since' });
  });

  it('begins where it is told to', async () => {
    await table(dialect.local);
    await insert(1, "'2026-01-01 06:59:59.9'");
    await insert(2, "'2026-01-01 07:00:00'");
    const intake = createRecordingIntake();
    const one = await start(intake, { from: '2026-01-01T00:00:01Z', overlapSeconds: 1 });
    await until(() => statsOf(one).rounds >= 2, 'two rounds');

    // Midnight in London is seven in the morning on the wall in Vietnam; the overlap is the second before.
    expect(ids(intake)).toEqual([2]);
  });

  it.each([
    { name: 'writes', more: { table: undefined, query: dialect.writing } },
    { name: 'takes too long', more: { table: undefined, query: dialect.sleeping, timeoutSeconds: 0.2 } },
    {
      name: 'is not in order',
      more: {
        table: undefined,
        query: 'SELECT * FROM audit WHERE at > :since OR id > :id ORDER BY at DESC LIMIT :batch',
      },
    },
    {
      name: 'pays no heed to the place',
      more: {
        table: undefined,
        query: 'SELECT * FROM audit WHERE at >= :since OR id < :id ORDER BY at, id LIMIT :batch',
        batch: 1,
      },
      stored: 1,
    },
  ])('refuses a statement that $name', async ({ more, stored = 0 }) => {
    await table(dialect.instant);
    await insert(1, dialect.instantAt(-9));
    await insert(2, dialect.instantAt(-8));
    const intake = createRecordingIntake();
    const one = await start(intake, more);
    await until(() => statsOf(one).failing >= 2, 'refusals');

    expect(statsOf(one).rounds).toBe(0);
    expect(new Set(ids(intake)).size).toBe(stored);
    await one.stop();
    const check = createRecordingIntake();
    rmSync(join(folder, 'pull'), { recursive: true, force: true });
    await start(check);
    await until(() => check.stored.length === 2, 'both rows still there');
  });

  it.each([
    { name: 'a wrong password', break: () => writeFileSync(join(folder, 'password'), 'sai-mật-khẩu') },
    { name: 'a password that others can read', break: () => chmodSync(join(folder, 'password'), 0o644) },
  ])('says what is wrong with $name, and never the password', async ({ break: doBreak }) => {
    await table(dialect.instant);
    chmodSync(join(folder, 'password'), 0o600);
    doBreak();
    const log = listeningLogger();
    const one = await start(createRecordingIntake(), {}, log);
    await until(() => statsOf(one).failing >= 5, 'failures');

    const text = log.said.join();
    expect(text).toMatch(/password authentication failed|Access denied|lets others read it/);
    expect(text).not.toContain(service.password);
    expect(text).not.toContain('sai-mật-khẩu');
  });

  it('believes a server only that the authority of its file vouches for', async () => {
    await table(dialect.instant);
    await insert(1, dialect.instantAt(-9));
    for (const [name, text] of Object.entries({ 'ca.pem': service.ca, 'other.pem': makeCertificates().ca }))
      writeFileSync(join(folder, name), text);
    const intake = createRecordingIntake();
    for (const [host, file, why] of [
      ['localhost', 'other.pem', /unable to verify|self.signed|issuer/i],
      // Not one of the certificate's names.
      ['127.0.0.2', 'ca.pem', /not in the cert's list|needs the server's name/],
    ] as const) {
      const log = listeningLogger();
      const stranger = await start(intake, { host, tls: { caFile: join(folder, file) } }, log);
      await until(() => statsOf(stranger).failing > 0, 'distrust');
      await stranger.stop();
      expect(log.said.join()).toMatch(why);
      expect(intake.stored).toEqual([]);
    }

    await start(intake, { host: 'localhost', tls: { caFile: join(folder, 'ca.pem') } });
    await until(() => intake.stored.length === 1, 'the row');
  });

  it('stops while the server is still at a statement', async () => {
    await table(dialect.instant);
    await insert(1, dialect.instantAt(-9));
    const one = await start(createRecordingIntake(), { table: undefined, query: dialect.sleeping });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = Date.now();
    await one.stop();

    // Far less than the statement's sixty seconds or the stop's own limit.
    expect(Date.now() - before).toBeLessThan(4_000);
  });
}
