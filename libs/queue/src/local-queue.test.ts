import { type Chunk, chunkIdOf, silentLogger } from '@khien/model';
import { createLocalQueue } from './local-queue';

function chunk(seq: number): Chunk {
  return {
    chunkId: chunkIdOf('main', seq),
    collectorId: 'main',
    seq,
    sourceId: 'portal',
    partitionDay: '2026-11-21',
    sealedAt: 1,
    records: [{ position: `http:a:${seq}`, receivedAt: 1, raw: 'x' }],
  };
}

const options = { maxWaiting: 2, retryDelayMs: 1, publishWaitMs: 20, log: silentLogger };

describe('local queue', () => {
  it('refuses with `unavailable` what finds no room in time, and takes it later', async () => {
    const queue = createLocalQueue(options);
    await queue.publish(chunk(1));
    await queue.publish(chunk(2));
    await expect(queue.publish(chunk(3))).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1 });
    const seen: number[] = [];
    await queue.consume(async ({ seq }) => void seen.push(seq), { concurrency: 1 });
    await queue.publish(chunk(3));
    await queue.close();
    expect((await queue.depth()).active).toBe(0);
    expect(seen[0]).toBe(1);
  });

  it('lets a publisher wait for room', async () => {
    const queue = createLocalQueue({ ...options, publishWaitMs: 5000 });
    const seen: number[] = [];
    const published = [1, 2, 3, 4, 5, 6].map((seq) => queue.publish(chunk(seq)));
    const all = new Promise<void>((resolve) => {
      const handler = async ({ seq }: Chunk) => {
        seen.push(seq);
        if (seen.length === 6) resolve();
      };
      void queue.consume(handler, { concurrency: 1 });
    });
    await Promise.all(published);
    await all;
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    await queue.close();
  });

  it('counts chunks that wait for another attempt as waiting: a store that is down does not fill the memory', async () => {
    const queue = createLocalQueue({ ...options, retryDelayMs: 60_000 });
    let failed = 0;
    const fail = async () => {
      failed += 1;
      throw new Error('store is down');
    };
    await queue.consume(fail, { concurrency: 2 });
    const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((seq) => queue.publish(chunk(seq))));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect((await queue.depth()).waiting).toBeLessThanOrEqual(options.maxWaiting + 2);
    expect(failed).toBeLessThanOrEqual(options.maxWaiting + 2);
    await queue.close();
  });

  it('tells waiting publishers when it closes', async () => {
    const queue = createLocalQueue({ ...options, publishWaitMs: 60_000 });
    await queue.publish(chunk(1));
    await queue.publish(chunk(2));
    const third = queue.publish(chunk(3));
    await queue.close();
    await expect(third).rejects.toMatchObject({ code: 'unavailable' });
    await expect(queue.publish(chunk(4))).rejects.toMatchObject({ code: 'unavailable' });
    await expect(queue.consume(async () => {}, { concurrency: 1 })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
