import { once } from 'node:events';
import { join } from 'node:path';
import { type Chunk, type ChunkQueue, type Logger, MonitorError, silentLogger } from '@khien/model';
import { type BullQueueOptions, createBullQueue } from '@khien/queue';
import { Queue } from 'bullmq';
import { describeWith } from '../services/describe-with';
import { type RedisService, redisMissing, redisService } from '../services/redis';
import { runTypescript } from '../services/run-typescript';
import { sampleChunk, until } from './queue-contract';

// An unhandled rejection fails the test it happens in: Jest sees to that.
interface Line {
  level: string;
  message: string;
}

function recordingLogger(): { log: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: string) => (message: string) => void lines.push({ level, message });
  return { log: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') }, lines };
}

const MISSING = redisMissing({ own: true });
let redis: RedisService;
let names = 0;
function open(options: Partial<BullQueueOptions> = {}): Promise<ChunkQueue> {
  names += 1;
  const fast = { retryDelayMs: 5, lockDurationMs: 400, watchdogMs: 30_000, log: silentLogger, now: Date.now };
  return createBullQueue({
    redisUrl: redis.url,
    prefix: redis.prefix,
    name: `q${names}`,
    ...fast,
    ...options,
  });
}

/** What the dispatcher and the reconciler do together: publish until the ledger has every chunk. */
async function publishUntilDone(queue: ChunkQueue, wanted: Chunk[], done: Set<number>): Promise<void> {
  while (done.size < wanted.length) {
    for (const chunk of wanted) {
      if (done.has(chunk.seq)) continue;
      await queue.publish(chunk).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'unavailable' });
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describeWith(MISSING, 'BullMQ queue when Redis misbehaves', () => {
  beforeEach(async () => {
    redis = await redisService({ own: true });
  });
  afterEach(() => redis.stop());

  const chunks = Array.from({ length: 60 }, (_, seq) => sampleChunk(seq));
  it.each([
    ['is killed and restarted', () => redis.restart()],
    [
      'is away for a while',
      () =>
        redis
          .kill9()
          .then(() => new Promise((resolve) => setTimeout(resolve, 700)))
          .then(() => redis.restart()),
    ],
    ['is emptied', () => redis.command('FLUSHALL')],
  ])('gets every chunk through when it %s in the middle of a run', async (_name, fault) => {
    const queue = await open();
    const done = new Set<number>();
    let faulted: Promise<unknown> | undefined;
    const handler = async ({ seq }: Chunk) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      done.add(seq);
      if (done.size === 15) faulted = fault();
    };
    await queue.consume(handler, { concurrency: 2 });
    await publishUntilDone(queue, chunks, done);
    await faulted;
    expect(faulted).toBeDefined();
    expect([...done].sort((a, b) => a - b)).toEqual(chunks.map(({ seq }) => seq));
    await queue.close();
  });

  it('goes on with new chunks after it was emptied under the hands of a worker', async () => {
    const { log, lines } = recordingLogger();
    const queue = await open({ log });
    const seen: number[] = [];
    const handler = async ({ seq }: Chunk) => {
      if (seq === 1) await redis.command('FLUSHALL');
      seen.push(seq);
    };
    await queue.consume(handler, { concurrency: 1 });
    await queue.publish(sampleChunk(1));
    await until(() => seen.length === 1);
    await queue.publish(sampleChunk(2));
    await until(() => seen.includes(2));
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    await queue.close();
  });

  it('may be away when the queue is made, and is used when it comes', async () => {
    await redis.kill9();
    const { log, lines } = recordingLogger();
    const queue = await open({ log });
    const seen = new Set<number>();
    await queue.consume(async ({ seq }) => void seen.add(seq), { concurrency: 1 });
    await expect(queue.publish(sampleChunk(1))).rejects.toMatchObject({ code: 'unavailable', retryAfter: 2 });
    await expect(queue.depth()).rejects.toMatchObject({ code: 'unavailable' });
    expect(lines).toContainEqual({
      level: 'warn',
      message: 'redis is not there yet: the queue waits for it',
    });
    await redis.restart();
    await publishUntilDone(queue, [sampleChunk(1)], seen);
    await queue.close();
  });

  it('can be gone when the queue closes', async () => {
    const queue = await open();
    const seen: number[] = [];
    await queue.consume(async ({ seq }) => void seen.push(seq), { concurrency: 1 });
    await queue.publish(sampleChunk(1));
    await until(() => seen.length === 1);
    await redis.kill9();
    await queue.close();
    await expect(queue.publish(sampleChunk(2))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is refused when it may evict keys, also when that is changed later', async () => {
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(open()).rejects.toMatchObject({
      code: 'bad_configuration',
      message: expect.stringMatching(/noeviction/),
    });
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    let clock = 0;
    const queue = await open({ now: () => clock });
    await queue.publish(sampleChunk(1));
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'volatile-ttl');
    clock += 2000;
    await expect(queue.publish(sampleChunk(2))).rejects.toMatchObject({ code: 'bad_configuration' });
    await queue.close();
  });

  it('takes nothing above 60 % of its memory and again below 40 %', async () => {
    await redis.command('CONFIG', 'SET', 'maxmemory', '64mb');
    let clock = 0;
    const now = () => {
      clock += 2000;
      return clock;
    };
    const queue = await open({ now });
    const full = { code: 'unavailable', message: expect.stringMatching(/of its memory/) };
    const megabyte = 'x'.repeat(1024 * 1024 - 100);
    for (let key = 0; key < 40; key += 1) await redis.command('SET', `filler-${key}`, megabyte);
    await expect(queue.publish(sampleChunk(1))).rejects.toMatchObject(full);
    for (let key = 0; key < 10; key += 1) await redis.command('DEL', `filler-${key}`);
    await expect(queue.publish(sampleChunk(1))).rejects.toMatchObject(full);
    for (let key = 10; key < 20; key += 1) await redis.command('DEL', `filler-${key}`);
    await queue.publish(sampleChunk(1));
    expect((await queue.depth()).waiting).toBe(1);
    await queue.close();
  });
});

describeWith(MISSING, 'BullMQ queue when workers misbehave', () => {
  beforeAll(async () => {
    redis = await redisService({ own: true });
  });
  afterAll(() => redis.stop());

  it('hands a chunk whose worker was killed to another one, as the next attempt', async () => {
    const queue = await open();
    await queue.publish(sampleChunk(7));
    for (const attempt of [1, 2]) {
      const worker = runTypescript(join(__dirname, 'queue-worker-process.ts'), [
        redis.url,
        redis.prefix,
        `q${names}`,
        '400',
      ]);
      const [said] = worker.stdout ? await once(worker.stdout, 'data') : [];
      expect(String(said).trim()).toBe(`7 ${attempt}`);
      const gone = once(worker, 'exit');
      worker.kill('SIGKILL');
      await gone;
    }
    const attempts: number[] = [];
    await queue.consume(async (_chunk, { attempt }) => void attempts.push(attempt), { concurrency: 1 });
    await until(() => attempts.length === 1);
    expect(attempts).toEqual([3]);
    await queue.close();
  });

  it.each([
    ['is no chunk', 'bm90IGRlZmxhdGVk'],
    ['is missing', ''],
  ])('drops a job whose body %s, and delivers the chunk when it is published again', async (_name, body) => {
    const { log, lines } = recordingLogger();
    const queue = await open({ log });
    const foreign = new Queue(`q${names}`, { connection: { url: redis.url }, prefix: redis.prefix });
    await foreign.add('chunk', { body }, { jobId: `c-${sampleChunk(1).chunkId}`, attempts: 5 });
    const seen: number[] = [];
    await queue.consume(async ({ seq }) => void seen.push(seq), { concurrency: 1 });
    await until(
      async () => lines.some(({ level }) => level === 'error') && (await queue.depth()).active === 0,
    );
    await queue.publish(sampleChunk(1));
    await until(() => seen.length === 1);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    await foreign.close();
    await queue.close();
  });

  it('does not take a chunk that somebody else wrote when it seals', async () => {
    const { log, lines } = recordingLogger();
    const plain = await open();
    const refusing = {
      seal: (data: Buffer) => data,
      open: (): Buffer => {
        throw new MonitorError('invalid', 'not sealed by us');
      },
    };
    const sealing = await createBullQueue({
      redisUrl: redis.url,
      prefix: redis.prefix,
      name: `q${names}`,
      sealer: refusing,
      log,
      now: Date.now,
    });
    await plain.publish(sampleChunk(1));
    let delivered = 0;
    await sealing.consume(
      async () => {
        delivered += 1;
      },
      { concurrency: 1 },
    );
    await until(() => lines.some(({ level }) => level === 'error'));
    expect(delivered).toBe(0);
    await sealing.close();
    await plain.close();
  });

  it('replaces a worker that stands still while chunks wait', async () => {
    const { log, lines } = recordingLogger();
    const queue = await open({ watchdogMs: 400, log });
    const seen: number[] = [];
    await queue.consume(async ({ seq }) => void seen.push(seq), { concurrency: 1 });
    await queue.publish(sampleChunk(1));
    await until(() => seen.length === 1);
    const meta = `${redis.prefix}:q${names}:meta`;
    await redis.command('HSET', meta, 'paused', '1');
    await queue.publish(sampleChunk(2));
    await until(() => lines.some(({ message }) => message.startsWith('chunks wait but none moves')));
    await redis.command('HDEL', meta, 'paused');
    await queue.publish(sampleChunk(3));
    await until(() => seen.length === 3);
    await queue.close();
  });

  it('does not replace a worker that is busy for long', async () => {
    const { log, lines } = recordingLogger();
    const queue = await open({ watchdogMs: 200, log });
    let done = 0;
    const handler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      done += 1;
    };
    await queue.consume(handler, { concurrency: 1 });
    await queue.publish(sampleChunk(1));
    await queue.publish(sampleChunk(2));
    await until(() => done === 2);
    expect(lines.filter(({ message }) => message.includes('replacing'))).toEqual([]);
    await queue.close();
  });
});
