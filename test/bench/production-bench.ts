import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Store, silentLogger } from '@khien/model';
import { openStore } from '@khien/store';
import { benchQueue } from '../../libs/queue/bench/queue-bench';
import { answers, type RoleProcess, roleProcess } from '../faults/node-process';
import { batchesOf, writeRegistry } from '../faults/province-by-http';
import { sendBatches } from '../faults/send-batches';
import { freePort } from '../services/loopback';
import { type MongoService, mongoMissing, mongoService } from '../services/mongo';
import { type RedisService, redisMissing, redisService } from '../services/redis';
import { cpuOfProcess } from './cpu-of-process';
import { endOnSignals } from './end-on-signals';
import { type BenchRow, insertAlone, parseAlone, round, someEvents } from './limits';

/** Bounded: FerretDB, which may stand in for MongoDB, inserts two or three thousand documents a second. */
const RECORDS = Math.min(Number(process.env.BENCH_RECORDS ?? 30_000), 100_000);
const SAMPLE = 10_000;
/** Sent before the clock starts: rules are read and code is compiled at the first chunks. */
const WARM_UP = 4_000;
/** How long the processes are watched doing nothing: their looking for work is no cost of a record. */
const IDLE_MS = 10_000;
const CONNECTIONS = 4;
const PATIENCE_MS = 5 * 60_000;
const START = Date.parse('2026-11-18T04:00:00Z');
const root = join(__dirname, '../..');

/** Production mode over Redis and a server that speaks MongoDB's protocol: the queue alone, and collector and two workers as processes of their own. */
export async function benchProduction(): Promise<Array<BenchRow | object>> {
  endOnSignals();
  const missing = redisMissing({ own: true }) ?? mongoMissing();
  if (missing !== undefined) return [{ case: `skipped: ${missing}`, records: 0, perSecond: 0 }];
  const redis = await redisService({ own: true });
  const mongo = await mongoService();
  if ('skip' in mongo) throw new Error(mongo.skip);
  const processes: RoleProcess[] = [];
  try {
    const queue = await benchQueue(redis.url);
    await redis.command('FLUSHALL');
    return [...queue, ...(await whole({ redis, mongo, processes }))];
  } finally {
    for (const process of processes) await process.kill9();
    await redis.stop();
    await mongo.stop();
  }
}

interface Services {
  redis: RedisService;
  mongo: MongoService;
  /** Everything started, so that it is ended whatever happens. */
  processes: RoleProcess[];
}

async function whole({ redis, mongo, processes }: Services): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'khien-bench-production-'));
  const config = writeRegistry();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const mongodbUri = mongo.uriOf('khien_bench');
  const env = {
    REDIS_URL: redis.url,
    MONGODB_URI: mongodbUri,
    KHIEN_CONFIG_DIR: config.directory,
    KHIEN_LOG_LEVEL: 'warn',
    ...makeKeys(folder),
  };
  const role = (app: string, number: number, more: Record<string, string> = {}): RoleProcess =>
    roleProcess({
      app,
      args: ['--no-sample'],
      env: { ...env, KHIEN_DATA_DIR: join(folder, `${app}-${number}`), ...more },
      ...(app === 'collector' && { ready: () => answers(url) }),
    });
  processes.push(
    role('worker', 1),
    role('worker', 2),
    role('collector', 1, { KHIEN_INGEST_PORT: String(port) }),
  );
  for (const process of processes) await process.start();
  const store = await openStore({
    directory: folder,
    mongodbUri,
    cursorKey: Buffer.alloc(32, 5),
    log: silentLogger,
  });
  try {
    await sendBatches(url, batchesOf(WARM_UP, START - 3_600_000, 500));
    await recorded(store, WARM_UP);
    const idle = processes.map(cpuOf);
    await wait(IDLE_MS);
    const before = processes.map(cpuOf);
    const through = await throughAll(store, url);
    const seconds = Number(through.seconds);
    const row = { ...through, ...costs({ idle, before, after: processes.map(cpuOf), seconds }) };
    const some = await someEvents(store, SAMPLE);
    const empty = await openStore({
      directory: folder,
      mongodbUri: mongo.uriOf('khien_bench_alone'),
      cursorKey: Buffer.alloc(32, 5),
      log: silentLogger,
    });
    // The roles' own look-ups must not share the server with what is measured as its limit.
    for (const process of processes) await process.stop();
    const limits = [parseAlone(some.events, row.perSecond), await insertAlone(empty, some, row.perSecond)];
    await empty.close();
    return [row, ...limits];
  } finally {
    await store.close();
    config.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const cpuOf = (process: RoleProcess): number | undefined => {
  const pid = process.pid();
  return pid === undefined ? undefined : cpuOfProcess(pid);
};

/** CPU seconds of each process at three moments, and how long the run between the last two took. */
interface Spent {
  idle: Array<number | undefined>;
  before: Array<number | undefined>;
  after: Array<number | undefined>;
  seconds: number;
}

/**
 * What our own processes spend on a record beyond what they spend on waiting, whatever the store beside them takes: how many records a
 * core of theirs could carry. Processes in the order they were started: two workers, the collector.
 */
function costs({ idle, before, after, seconds }: Spent): Record<string, unknown> {
  const spent = after.map((end, index) => {
    const start = before[index] ?? Number.NaN;
    const waiting = ((start - (idle[index] ?? Number.NaN)) * 1000) / IDLE_MS;
    return (end ?? Number.NaN) - start - waiting * seconds;
  });
  if (spent.some(Number.isNaN)) return {};
  const perRecord = spent.map((used) => (used / RECORDS) * 1e6);
  const [first = 0, second = 0, collector = 0] = perRecord;
  const whole = first + second + collector;
  return {
    cpuMicrosecondsPerRecord: { workers: Math.round(first + second), collector: Math.round(collector) },
    recordsPerCpuSecond: Math.round(1e6 / whole),
  };
}

async function throughAll(store: Store, url: string): Promise<BenchRow> {
  const batches = batchesOf(RECORDS, START, 500);
  const lanes = Array.from({ length: CONNECTIONS }, (_none, lane) =>
    batches.filter((_batch, index) => index % CONNECTIONS === lane),
  );
  const started = performance.now();
  await Promise.all(lanes.map((lane) => sendBatches(url, lane)));
  const accepted = (performance.now() - started) / 1000;
  const ledger = await recorded(store, WARM_UP + RECORDS);
  const seconds = (performance.now() - started) / 1000;
  return {
    case: 'HTTP ingest, Redis, two workers, stored events and alerts',
    records: RECORDS,
    seconds: round(seconds),
    perSecond: Math.round(RECORDS / seconds),
    acceptedPerSecond: Math.round(RECORDS / accepted),
    ledger: { ...ledger, balanced: ledger.in === ledger.stored + ledger.duplicate + ledger.deadLettered },
  };
}

const SUMS = ['in', 'stored', 'duplicate', 'deadLettered'] as const;

/** Waits until the ledger has every record. No scheduler runs, so its rows stay as the workers wrote them. */
async function recorded(store: Store, due: number): Promise<Record<(typeof SUMS)[number], number>> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const totals = { in: 0, stored: 0, duplicate: 0, deadLettered: 0 };
    for (const { sums } of await store.countBy('ledger', {}, 'sourceId', [...SUMS]))
      for (const name of SUMS) totals[name] += sums[name] ?? 0;
    if (totals.in >= due) return totals;
    await wait(250);
  }
  throw new Error('records are still in flight');
}

/** Key files that all processes share, as an operator makes them. */
function makeKeys(folder: string): Record<string, string> {
  const directory = join(folder, 'keys');
  const made = spawnSync(process.execPath, [
    join(root, 'apps/khien/dist/main.js'),
    'keys',
    'create',
    '--directory',
    directory,
  ]);
  if (made.status !== 0) throw new Error(`keys could not be made: ${made.stderr}`);
  return {
    KHIEN_DATA_KEY_FILE: join(directory, 'data.key'),
    KHIEN_SIGNING_KEY_FILE: join(directory, 'signing.key'),
    KHIEN_CURSOR_KEY_FILE: join(directory, 'cursor.key'),
  };
}
