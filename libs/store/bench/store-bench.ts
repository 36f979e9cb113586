import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { type Document, type Store, silentLogger } from '@khien/model';
import { COLLECTIONS, createMongoStore, createSqliteStore } from '../src/index';
import { openBinding } from '../src/sqlite/binding';

/** One measurement; `limit` and `ofLimit` compare it with what bounds it in the same run. Rates are per second. */
export interface StoreBenchRow {
  case: string;
  operations: number;
  perSecond: number;
  p50Ms?: number;
  p99Ms?: number;
  /** Longest pause of the event loop, milliseconds. */
  loopMaxMs?: number;
  limit?: string;
  ofLimit?: number;
}

export interface StoreBenchOptions {
  /** Events stored. */
  events?: number;
  /** Also measure this MongoDB-protocol server; FerretDB's figures say nothing about MongoDB's. */
  mongodbUri?: string;
}

const BATCH = 500;
const DAY = '2026-11-21';
const DAYS = { from: DAY, to: DAY };
const START = Date.UTC(2026, 10, 21);

/** Events of about 1 kB, as the web profile makes them; no two alike. */
function eventAt(n: number): Document {
  const hash = createHash('sha256').update(String(n)).digest('hex');
  const path = `/dich-vu-cong/ho-so/${hash.slice(0, 24)}`;
  return {
    _id: hash.slice(32),
    '@timestamp': new Date(START + n * 37).toISOString(),
    ecs: { version: '9.1.0' },
    event: {
      kind: 'event',
      category: ['web'],
      type: ['access'],
      outcome: 'success',
      dataset: 'nginx.access',
      hash,
    },
    source: { ip: `198.51.100.${n % 250}`, port: 1024 + (n % 60_000) },
    user: { name: `canbo${n % 900}` },
    url: { original: `${path}?trang=${n % 17}`, path, query: `trang=${n % 17}`, domain: 'dvc.example.vn' },
    http: { version: '1.1', request: { method: 'GET' }, response: { status_code: 200, bytes: n % 90_000 } },
    user_agent: {
      original: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/${100 + (n % 40)}.0 Safari/537.36`,
    },
    host: { name: 'web-01', ip: ['10.10.0.11'] },
    message: `GET ${path} 200 ${n % 90_000} https://dvc.example.vn/tra-cuu/${hash.slice(24, 40)}`,
    khien: {
      source_id: `web-${n % 7}`,
      system_id: 'dvc',
      system_level: 3,
      agency_id: 'so-khcn',
      chunk_id: `c.${String(Math.floor(n / BATCH)).padStart(12, '0')}`,
      position: `file:bench:${n * 300}`,
      received_at: new Date(START + n * 37 + 900).toISOString(),
      parser: 'nginx@1',
      working_time: true,
    },
  } as Document;
}

interface Measured {
  seconds: number;
  times: number[];
  loopMaxMs: number;
}

async function measure(rounds: number, work: (round: number) => unknown): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  delay.enable();
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    await work(round);
    times.push(performance.now() - before);
    // As between two chunks of the real pipeline: somebody else gets the thread.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  return { seconds, times: times.sort((a, b) => a - b), loopMaxMs: round1(delay.max / 1e6) };
}

function rowOf(name: string, operations: number, measured: Measured): StoreBenchRow {
  const at = (share: number): number =>
    round1(measured.times[Math.floor(measured.times.length * share)] ?? 0);
  return {
    case: name,
    operations,
    perSecond: Math.round(operations / measured.seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    loopMaxMs: measured.loopMaxMs,
  };
}

function round1(value: number): number {
  return Math.round(value * 100) / 100;
}

function against(row: StoreBenchRow, limit: StoreBenchRow): StoreBenchRow {
  const ofLimit = Math.round((row.perSecond / limit.perSecond) * 1000) / 1000;
  return { ...row, limit: limit.case, ofLimit };
}

/** What the binding itself can do: the same rows, prepared beforehand, into a bare table with the same indexes. */
async function rawInsert(directory: string, batches: Document[][]): Promise<StoreBenchRow> {
  const binding = openBinding(join(directory, 'raw.db'));
  binding.prepare('PRAGMA journal_mode = WAL').all([]);
  binding.exec('PRAGMA synchronous = NORMAL');
  binding.exec('CREATE TABLE t (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, a, b, doc TEXT NOT NULL)');
  binding.exec('CREATE INDEX t1 ON t (a)');
  binding.exec('CREATE INDEX t2 ON t (b, a)');
  const insert = binding.prepare(
    'INSERT INTO t (id, a, b, doc) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const ready = batches.map((docs) =>
    docs.map((doc) => {
      const event = doc as Document & { '@timestamp': string; khien: { source_id: string } };
      return [doc._id, event['@timestamp'], event.khien.source_id, JSON.stringify(doc)];
    }),
  );
  const measured = await measure(ready.length, (index) => {
    binding.exec('BEGIN IMMEDIATE');
    for (const row of ready[index] ?? []) insert.run(row);
    binding.exec('COMMIT');
  });
  binding.close();
  return rowOf(`raw insert (${binding.library}, rows made beforehand)`, batches.length * BATCH, measured);
}

async function storeCases(name: string, store: Store, batches: Document[][]): Promise<StoreBenchRow[]> {
  const total = batches.length * BATCH;
  const inserted = await measure(batches.length, (index) =>
    store.insertManyOnce('events', batches[index] ?? [], DAY),
  );
  const again = await measure(Math.min(20, batches.length), (index) =>
    store.insertManyOnce('events', batches[index] ?? [], DAY),
  );
  const few = Math.min(100, batches.length);
  const newest = await measure(few, () =>
    store.find('events', { days: DAYS, sort: [['@timestamp', 'desc']] }),
  );
  const bySource = await measure(few, (index) =>
    store.find('events', {
      days: DAYS,
      filter: { 'khien.source_id': `web-${index % 7}` },
      sort: [['@timestamp', 'desc']],
    }),
  );
  const scan = await measure(1, () =>
    store.find('events', {
      days: DAYS,
      filter: { 'user.name': 'canbo7', 'url.query': { prefix: 'trang=3' } },
    }),
  );
  const ids = batches.map((docs) => docs[0]?._id ?? '');
  const got = await measure(ids.length, (index) => store.get('events', ids[index] ?? '', DAY));
  const single = await measure(200, (index) => store.insertManyOnce('alerts', [{ _id: `a${index}` }]));
  const counted = await measure(1, () =>
    store.countBy('events', { days: DAYS }, 'khien.source_id', ['khien.system_level']),
  );
  const synced = await measure(20, async (index) => {
    await store.put('ledger', [{ _id: `c.${index}` }]);
    await store.sync();
  });
  return [
    rowOf(`${name}: insert 500 new events a call`, total, inserted),
    rowOf(`${name}: insert 500 events that are there`, again.times.length * BATCH, again),
    rowOf(`${name}: newest 100`, newest.times.length, newest),
    rowOf(`${name}: newest 100 of a source`, bySource.times.length, bySource),
    rowOf(`${name}: scan without an index, documents`, total, scan),
    rowOf(`${name}: get by id`, got.times.length, got),
    rowOf(`${name}: one alert a call, on disk`, single.times.length, single),
    rowOf(`${name}: count by source with a sum, documents`, total, counted),
    rowOf(`${name}: put and sync`, synced.times.length, synced),
  ];
}

/** Rows for `npm run bench -- store`. */
export async function benchStore({
  events = 60_000,
  mongodbUri,
}: StoreBenchOptions = {}): Promise<StoreBenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'khien-store-bench-'));
  const batches = Array.from({ length: Math.ceil(events / BATCH) }, (_none, index) =>
    Array.from({ length: BATCH }, (_other, offset) => eventAt(index * BATCH + offset)),
  );
  const texts = batches.map((docs) => docs.map((doc) => JSON.stringify(doc)));
  const count = batches.length * BATCH;
  try {
    const octets = texts.flat().reduce((sum, text) => sum + text.length, 0);
    const parse = rowOf(
      `JSON.parse of the same documents (${Math.round(octets / count)} octets)`,
      count,
      await measure(texts.length, (index) => texts[index]?.map((text) => JSON.parse(text))),
    );
    const raw = await rawInsert(directory, batches);
    const cursorKey = Buffer.alloc(32, 1);
    const sqlite = createSqliteStore({ directory, cursorKey, collections: COLLECTIONS });
    const [insert, ...rest] = await storeCases('sqlite', sqlite, batches);
    await sqlite.close();
    const rows = [parse, raw, ...(insert === undefined ? [] : [against(insert, raw)]), ...rest];
    if (mongodbUri === undefined) return rows;
    const database = `khien_bench_${process.pid}`;
    const options = { uri: mongodbUri, database, cursorKey, collections: COLLECTIONS, log: silentLogger };
    const mongo = createMongoStore(options);
    rows.push(...(await storeCases('mongodb', mongo, batches.slice(0, 4))));
    await mongo.dropPartition('events', DAY);
    await mongo.close();
    return rows;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
