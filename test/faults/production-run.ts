import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Store, silentLogger } from '@khien/model';
import { createDice, type Dice } from '@khien/sample-traffic';
import { openStore } from '@khien/store';
import { freePort } from '../services/loopback';
import { type MongoService, mongoService } from '../services/mongo';
import { type RedisService, redisService } from '../services/redis';
import { answers, type RoleProcess, roleProcess } from './node-process';
import { type Outcome, outcomeOf } from './outcome';
import { type Batch, writeRegistry } from './province-by-http';
import { sendBatches } from './send-batches';

export interface ProductionOptions {
  seed?: string;
  killEveryMs: [number, number];
  /** Also empties Redis at random moments. */
  flush?: boolean;
  /** Records the batches hold. */
  records: number;
  /** Gives up waiting for them after this long. */
  patienceMs: number;
  /** Alerts to wait for (the scheduler folds late evidence every ten seconds). */
  expected?: Outcome;
}

export interface ProductionResult {
  outcome: Outcome;
  kills: Record<string, number>;
  repeats: number;
  /** NaN when patience ended first. */
  seconds: number;
  /** Last lines of every process's log, for when something is wrong. */
  words: string[];
}

/** Collector, two workers and the scheduler as processes of their own over Redis and a server that speaks MongoDB's protocol, killed at random. */
export async function productionRun(
  batches: readonly Batch[],
  options: ProductionOptions,
): Promise<ProductionResult> {
  const redis = await redisService({ own: true });
  const mongo = await mongoService();
  const config = writeRegistry();
  const folder = mkdtempSync(join(tmpdir(), 'khien-production-'));
  const processes: RoleProcess[] = [];
  try {
    if ('skip' in mongo) throw new Error(mongo.skip);
    return await runOver({ redis, mongo, configDir: config.directory, folder, processes }, batches, options);
  } finally {
    for (const process of processes) await process.kill9();
    await redis.stop();
    if ('stop' in mongo) await mongo.stop();
    config.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  redis: RedisService;
  mongo: MongoService;
  configDir: string;
  folder: string;
  /** Everything started, so that it is ended whatever happens. */
  processes: RoleProcess[];
}

async function runOver(
  { redis, mongo, configDir, folder, processes }: Place,
  batches: readonly Batch[],
  options: ProductionOptions,
): Promise<ProductionResult> {
  const port = await freePort();
  const database = `t${randomBytes(5).toString('hex')}`;
  const env = {
    REDIS_URL: redis.url,
    MONGODB_URI: mongo.uriOf(database),
    KHIEN_CONFIG_DIR: configDir,
    KHIEN_SAMPLE: 'off',
    KHIEN_LOG_LEVEL: 'warn',
    KHIEN_REPUBLISH_SECONDS: '5',
    ...(await keyFiles(folder)),
  };
  const ingestUrl = `http://127.0.0.1:${port}`;
  const role = (
    app: string,
    more: Record<string, string> = {},
    ready?: () => Promise<boolean>,
  ): RoleProcess => {
    const process = roleProcess({
      app,
      args: [],
      env: { ...env, KHIEN_DATA_DIR: join(folder, app), ...more },
      ...(ready && { ready }),
    });
    processes.push(process);
    return process;
  };
  const collector = role('collector', { KHIEN_INGEST_PORT: String(port) }, () => answers(ingestUrl));
  const workers = [role('worker'), role('worker')];
  role('scheduler');
  const started = Date.now();
  for (const process of processes) await process.start();

  const sending = sendBatches(ingestUrl, batches);
  const killing =
    options.seed === undefined
      ? undefined
      : disturb(createDice(options.seed), options, sending, { redis, collector, workers });
  const repeats = await sending;
  const kills = (await killing) ?? {};
  const store = await openStore({
    directory: folder,
    mongodbUri: env.MONGODB_URI,
    cursorKey: Buffer.alloc(32, 5),
    log: silentLogger,
  });
  try {
    const seconds = await settled(store, options, started);
    for (const process of processes) await process.stop();
    const outcome = await outcomeOf(store);
    return { outcome, kills, repeats, seconds, words: processes.map((process) => process.lastWords()) };
  } finally {
    await store.close();
  }
}

/** Key files that all processes share, as `khien keys create` makes them. */
async function keyFiles(folder: string): Promise<Record<string, string>> {
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  const made = roleProcess({
    app: 'khien',
    args: ['keys', 'create', '--directory', keys],
    env: {},
    ready: async () =>
      exists(join(keys, 'signing.key')) && exists(join(keys, 'cursor.key')) && exists(join(keys, 'data.key')),
  });
  await made.start();
  await wait(300);
  await made.stop();
  return {
    KHIEN_DATA_KEY_FILE: join(keys, 'data.key'),
    KHIEN_SIGNING_KEY_FILE: join(keys, 'signing.key'),
    KHIEN_CURSOR_KEY_FILE: join(keys, 'cursor.key'),
  };
}

function exists(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

interface Victims {
  redis: RedisService;
  collector: RoleProcess;
  workers: RoleProcess[];
}

async function disturb(
  dice: Dice,
  { killEveryMs: [low, high], flush }: ProductionOptions,
  sending: Promise<unknown>,
  { redis, collector, workers }: Victims,
): Promise<Record<string, number>> {
  const kills: Record<string, number> = {};
  let done = false;
  const finished = sending.then(() => {
    done = true;
  });
  const again = async (process: RoleProcess): Promise<void> => {
    await process.kill9();
    await process.start();
  };
  const blows: Array<[name: string, strike: () => Promise<unknown>]> = [
    ['collector', () => again(collector)],
    ...workers.map((worker): [string, () => Promise<unknown>] => ['worker', () => again(worker)]),
    ['redis', () => redis.restart()],
  ];
  if (flush) blows.push(['flushall', () => redis.command('FLUSHALL')]);
  // Every kind of blow falls at least once, however short the run; then at random until the last record is accepted.
  for (let next = 0; !done || next < blows.length; next++) {
    await Promise.race([
      next < blows.length ? new Promise(() => undefined) : finished,
      wait(low + dice.below(high - low)),
    ]);
    const [name, strike] = blows[next < blows.length ? next : dice.below(blows.length)] ??
      blows[0] ?? ['', async () => undefined];
    await strike();
    kills[name] = (kills[name] ?? 0) + 1;
  }
  return kills;
}

/** Waits until every record is an event or a dead letter and the alerts are as expected, or patience ends; seconds since the start. */
async function settled(
  store: Store,
  { records, expected, patienceMs }: ProductionOptions,
  started: number,
): Promise<number> {
  const deadline = Date.now() + patienceMs;
  let complete: number | undefined;
  let calm = 0;
  let before = '';
  while (Date.now() < deadline) {
    const outcome = await outcomeOf(store);
    if (outcome.events + outcome.deadLettered === records) {
      complete ??= (Date.now() - started) / 1000;
      const alerts = JSON.stringify(outcome.alerts);
      if (expected && alerts === JSON.stringify(expected.alerts)) return complete;
      calm = alerts === before ? calm + 1 : 0;
      before = alerts;
      // Without a run to compare with: no change for longer than the scheduler takes to fold.
      if (!expected && calm * 2 > 14) return complete;
    }
    await wait(2000);
  }
  return complete ?? Number.NaN;
}
