import { randomBytes } from 'node:crypto';
import { type Chunk, type ChunkQueue, chunkIdOf, MAX_CHUNK_RECORDS, silentLogger } from '@khien/model';
import { createSealer } from '@khien/sealing';
import { createBullQueue } from '../src/bull-queue';
import { createLocalQueue } from '../src/local-queue';

const CHUNKS = 200;
/** Publishers at work at once; a dispatcher reads ahead about as far. */
const PUBLISHERS = 8;
const CONCURRENCY = 4;

export interface QueueBenchRow {
  case: string;
  chunks: number;
  recordsPerChunk: number;
  seconds: number;
  chunksPerSecond: number;
  eventsPerSecond: number;
  /** Speed as a share of JSON.stringify + JSON.parse of the same chunks in the same run. */
  ofJson: number;
}

/** Publish to delivered, no-op handler, publisher and worker in this process. Without a Redis only the in-process queue is measured. */
export async function benchQueue(redisUrl: string | undefined): Promise<QueueBenchRow[]> {
  const chunks = Array.from({ length: CHUNKS }, (_, seq) => benchChunk(seq));
  const jsonSeconds = secondsOfJson(chunks);
  const row = (name: string, seconds: number): QueueBenchRow => ({
    case: name,
    chunks: CHUNKS,
    recordsPerChunk: MAX_CHUNK_RECORDS,
    seconds: round(seconds),
    chunksPerSecond: round(CHUNKS / seconds),
    eventsPerSecond: Math.round((CHUNKS * MAX_CHUNK_RECORDS) / seconds),
    ofJson: round(jsonSeconds / seconds),
  });
  const rows = [row('queue: JSON.stringify + parse (limit)', jsonSeconds)];
  const local = createLocalQueue({ maxWaiting: 64, retryDelayMs: 100, log: silentLogger });
  rows.push(row('queue: in-process', await secondsThrough(local, chunks)));
  if (redisUrl === undefined) return rows;
  const redis = {
    redisUrl,
    prefix: `bench${randomBytes(4).toString('hex')}`,
    log: silentLogger,
    now: Date.now,
  };
  const plain = await createBullQueue({ ...redis, name: 'plain' });
  rows.push(row('queue: BullMQ, deflated', await secondsThrough(plain, chunks)));
  const sealed = await createBullQueue({ ...redis, name: 'sealed', sealer: createSealer(randomBytes(32)) });
  rows.push(row('queue: BullMQ, deflated and sealed', await secondsThrough(sealed, chunks)));
  return rows;
}

function benchChunk(seq: number): Chunk {
  return {
    chunkId: chunkIdOf('bench', seq),
    collectorId: 'bench',
    seq,
    sourceId: 'portal',
    partitionDay: '2026-11-21',
    sealedAt: 1_795_000_000_000,
    records: Array.from({ length: MAX_CHUNK_RECORDS }, (_, index) => benchRecord(seq, index)),
  };
}

/** About 330 octets, as long as a line of an access log with a long path and agent. */
function benchRecord(seq: number, index: number) {
  const number = seq * MAX_CHUNK_RECORDS + index;
  const path = `/dich-vu-cong/ho-so/${number.toString(36)}/tep-dinh-kem?phien=${(number * 2_654_435_761).toString(36)}`;
  const agent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36';
  const peer = `198.51.100.${number % 250}`;
  const raw = `${peer} - - [21/Nov/2026:08:00:00 +0700] "GET ${path} HTTP/1.1" 200 ${number % 90_000} "https://dichvucong.haivan.example/tra-cuu" "${agent}"`;
  return { position: `http:bench:${number}`, receivedAt: 1_795_000_000_000 + number, raw, peer };
}

function secondsOfJson(chunks: readonly Chunk[]): number {
  const start = performance.now();
  let records = 0;
  for (const chunk of chunks) records += (JSON.parse(JSON.stringify(chunk)) as Chunk).records.length;
  if (records !== chunks.length * MAX_CHUNK_RECORDS) throw new Error('bench: records lost');
  return (performance.now() - start) / 1000;
}

async function secondsThrough(queue: ChunkQueue, chunks: readonly Chunk[]): Promise<number> {
  const seen = new Set<number>();
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await queue.consume(
    async ({ seq }) => {
      seen.add(seq);
      if (seen.size === chunks.length) finish();
    },
    { concurrency: CONCURRENCY },
  );
  const start = performance.now();
  const left = [...chunks];
  const publish = async () => {
    for (let chunk = left.shift(); chunk !== undefined; chunk = left.shift()) await queue.publish(chunk);
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, publish));
  await finished;
  const seconds = (performance.now() - start) / 1000;
  await queue.close();
  return seconds;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
