import { type Chunk, type ChunkQueue, chunkIdOf } from '@khien/model';

/** A chunk of invented records; `seq` names it. */
export function sampleChunk(seq: number, records = 3): Chunk {
  return {
    chunkId: chunkIdOf('contract', seq),
    collectorId: 'contract',
    seq,
    sourceId: 'portal',
    partitionDay: '2026-11-21',
    sealedAt: 1_795_000_000_000 + seq,
    records: Array.from({ length: records }, (_, index) => ({
      position: `http:contract-${seq}:${index}`,
      receivedAt: 1_795_000_000_000,
      raw: `192.0.2.${index % 250} - - "GET /ho-so/${seq}/${index}" 200`,
    })),
  };
}

export interface Deferred {
  promise: Promise<void>;
  resolve(): void;
}

export function deferred(): Deferred {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Resolves once `condition` holds; looks every few milliseconds. The test's own timeout is the limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/**
 * What every chunk queue promises. `open` gives a fresh, empty queue; the suite closes it.
 */
export function queueContract(open: () => Promise<ChunkQueue>): void {
  let queue: ChunkQueue;
  beforeEach(async () => {
    queue = await open();
  });
  afterEach(() => queue.close());

  it('delivers every published chunk', async () => {
    const wanted = Array.from({ length: 40 }, (_, seq) => sampleChunk(seq));
    const seen = new Map<string, Chunk>();
    await queue.consume(async (chunk) => void seen.set(chunk.chunkId, chunk), { concurrency: 3 });
    for (const chunk of wanted) await queue.publish(chunk);
    await until(() => seen.size === wanted.length);
    expect([...seen.values()].sort((a, b) => a.seq - b.seq)).toEqual(wanted);
  });

  it('delivers what was published before anybody consumed', async () => {
    await queue.publish(sampleChunk(1));
    await queue.publish(sampleChunk(2));
    expect(await queue.depth()).toEqual({ waiting: 2, active: 0 });
    const seen: number[] = [];
    await queue.consume(async ({ seq }) => void seen.push(seq), { concurrency: 1 });
    await until(() => seen.length === 2);
    await until(async () => (await queue.depth()).active === 0);
    expect(await queue.depth()).toEqual({ waiting: 0, active: 0 });
  });

  it('delivers once what is published twice while it waits or runs', async () => {
    const gate = deferred();
    const seen: number[] = [];
    for (let times = 0; times < 3; times += 1) await queue.publish(sampleChunk(1));
    expect((await queue.depth()).waiting).toBe(1);
    const handler = async ({ seq }: Chunk) => {
      seen.push(seq);
      if (seq === 1) await gate.promise;
    };
    await queue.consume(handler, { concurrency: 2 });
    await until(() => seen.length === 1);
    await queue.publish(sampleChunk(1));
    await queue.publish(sampleChunk(2));
    await until(() => seen.length === 2);
    gate.resolve();
    await until(async () => (await queue.depth()).active === 0);
    expect(seen).toEqual([1, 2]);
  });

  it('delivers again what is published after it was done: the ledger may have lost its row', async () => {
    const seen: number[] = [];
    await queue.consume(async (_chunk, { attempt }) => void seen.push(attempt), { concurrency: 1 });
    await queue.publish(sampleChunk(1));
    await until(async () => seen.length === 1 && (await queue.depth()).active === 0);
    await queue.publish(sampleChunk(1));
    await until(() => seen.length === 2);
    expect(seen).toEqual([1, 1]);
  });

  it('delivers a chunk whose handler threw again, with the next attempt number', async () => {
    const attempts: number[] = [];
    const handler = async (_chunk: Chunk, { attempt }: { attempt: number }) => {
      attempts.push(attempt);
      if (attempt < 4) throw new Error('not yet');
    };
    await queue.consume(handler, { concurrency: 1 });
    await queue.publish(sampleChunk(1));
    await until(() => attempts.length === 4);
    expect(attempts).toEqual([1, 2, 3, 4]);
  });

  it('does not let a failing chunk hold up the others', async () => {
    const done: number[] = [];
    const handler = async ({ seq }: Chunk) => {
      if (seq === 1) throw new Error('poison');
      done.push(seq);
    };
    await queue.consume(handler, { concurrency: 1 });
    for (let seq = 1; seq <= 6; seq += 1) await queue.publish(sampleChunk(seq));
    await until(() => done.length === 5);
    expect(done.sort()).toEqual([2, 3, 4, 5, 6]);
  });

  it('runs no more chunks at once than asked', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    const handler = async () => {
      now += 1;
      most = Math.max(most, now);
      await until(() => now === 3 || done > 20);
      await new Promise((resolve) => setTimeout(resolve, 3));
      now -= 1;
      done += 1;
    };
    for (let seq = 0; seq < 24; seq += 1) await queue.publish(sampleChunk(seq));
    await queue.consume(handler, { concurrency: 3 });
    await until(() => done === 24);
    expect(most).toBe(3);
  });

  it('waits for what is in hand when a consumer closes, and hands the rest to the next one', async () => {
    const gate = deferred();
    const first: number[] = [];
    const consumer = await queue.consume(
      async ({ seq }) => {
        await gate.promise;
        first.push(seq);
      },
      { concurrency: 1 },
    );
    await queue.publish(sampleChunk(1));
    await until(async () => (await queue.depth()).active === 1);
    await queue.publish(sampleChunk(2));
    let closed = false;
    const closing = consumer.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(closed).toBe(false);
    gate.resolve();
    await closing;
    expect(first).toEqual([1]);
    expect(await queue.depth()).toEqual({ waiting: 1, active: 0 });
    const second: number[] = [];
    await queue.consume(async ({ seq }) => void second.push(seq), { concurrency: 1 });
    await until(() => second.length === 1);
    expect(second).toEqual([2]);
  });

  it('carries a full chunk of every kind of text unchanged', async () => {
    const texts = ['Hồ sơ đất đai số 12/QĐ-UBND', '\u0000\u001b[31m', '\u202etxt.exe', '𠀋🇻🇳', '"\\\n\t', ''];
    const chunk: Chunk = {
      ...sampleChunk(1, 500),
      repeatable: true,
      records: Array.from({ length: 500 }, (_, index) => ({
        position: `file:ab12:${index}`,
        receivedAt: 1_795_000_000_000 + index,
        raw: `${texts[index % texts.length]} ${index}`,
        peer: '2001:db8::1',
        ...(index % 7 === 0 ? { truncated: true, encoding: 'base64' as const } : {}),
      })),
    };
    let got: Chunk | undefined;
    await queue.consume(
      async (delivered) => {
        got = delivered;
      },
      { concurrency: 1 },
    );
    await queue.publish(chunk);
    await until(() => got !== undefined);
    expect(got).toEqual(chunk);
  });

  it('closes twice without complaint, and takes nothing afterwards', async () => {
    await queue.close();
    await queue.close();
    await expect(queue.publish(sampleChunk(1))).rejects.toMatchObject({ code: 'unavailable' });
  });
}
