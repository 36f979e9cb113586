import { createHash } from 'node:crypto';
import { cp, mkdtemp, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openJournal } from '@khien/journal';
import {
  type Chunk,
  type ChunkQueue,
  type IntakeRow,
  type Journal,
  MonitorError,
  silentLogger,
} from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import fc from 'fast-check';
import type { Gap } from './dispatch-state';
import { createDispatcher, type Dispatcher } from './dispatcher';
import type { DispatcherDeps, LedgerView } from './dispatcher-deps';

const keyRing = createKeyRing({ current: createHash('sha256').update('test key').digest() });
let directory: string;
let journal: Journal;

async function openIt(minSeq = 0): Promise<Journal> {
  const limits = { segmentBytes: 3000, cacheBytes: 4000, groupMs: 1 };
  return openJournal({
    directory,
    collectorId: 'c1',
    keyRing,
    minSeq,
    now: Date.now,
    log: silentLogger,
    limits,
  });
}
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'khien-intake-'));
  journal = await openIt();
});
afterEach(async () => {
  await journal.close();
  await rm(directory, { recursive: true, force: true });
});

/** One chunk each; ten at a time share an fsync. */
async function append(chunks: number, from = 0): Promise<void> {
  for (let i = from; i < from + chunks; i += 10) {
    const numbers = Array.from({ length: Math.min(10, from + chunks - i) }, (_, index) => i + index);
    await Promise.all(
      numbers.map((n) =>
        journal.append(`s${n % 10}`, [{ receivedAt: Date.now(), raw: `dòng ${n}` }], { kind: 'http' }),
      ),
    );
  }
}

/** A ledger as the worker writes it, and everything around the dispatcher. */
function surroundings() {
  const rows = new Set<number>();
  const processed: Chunk[] = [];
  const numbers = new Map<string, number>();
  const intake = new Map<string, IntakeRow>();
  const gaps: Gap[] = [];
  const calls: string[] = [];
  const broken: string[] = [];
  const inGap = (seq: number): boolean => gaps.some(({ from, to }) => from <= seq && seq <= to);
  const ledger: LedgerView = {
    has: async (ids) => new Set(ids.filter((id) => rows.has(Number(id.split('.')[1])))),
    contiguousThrough: async (_collector, fromSeq) => {
      let through = fromSeq - 1;
      while (rows.has(through + 1)) through += 1;
      return through;
    },
  };
  const process = (chunk: Chunk): void => {
    processed.push(chunk);
    rows.add(chunk.seq);
  };
  const deps = {
    ledger,
    state: {
      get: async (name: string) => numbers.get(name),
      set: async (name: string, value: number) => {
        calls.push('cursor');
        for (let seq = 0; seq < value; seq += 1)
          if (!rows.has(seq) && !inGap(seq)) broken.push(`${value} over ${seq}`);
        numbers.set(name, value);
      },
    },
    sync: async () => void calls.push('sync'),
    intakeSink: async (written: IntakeRow[]) => {
      for (const row of written) intake.set(row._id, row);
    },
    onGap: async (gap: Gap) => void gaps.push(gap),
    now: Date.now,
    log: silentLogger,
    limits: { republishMs: 40, pollMs: 5, persistMs: 10, inFlightChunks: 8 },
  };
  return { rows, processed, numbers, intake, gaps, calls, broken, deps, process };
}

function queueOf(publish: (chunk: Chunk) => Promise<void>, waiting = () => 0): ChunkQueue {
  return {
    publish,
    consume: () => Promise.reject(new Error('not used here')),
    depth: async () => ({ waiting: waiting(), active: 0 }),
    close: async () => {},
  };
}

async function run(
  over: Pick<DispatcherDeps, 'queue'> & Omit<DispatcherDeps, 'journal' | 'queue'>,
): Promise<Dispatcher> {
  const dispatcher = createDispatcher({ journal, ...over });
  await dispatcher.start();
  return dispatcher;
}
const received = (rows: Iterable<IntakeRow>): number => [...rows].reduce((sum, row) => sum + row.received, 0);

it('brings every chunk to the ledger through a queue that drops, doubles, reorders, delays and refuses', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.constantFrom('take', 'take', 'take', 'drop', 'twice', 'late', 'refuse', 'die')),
      fc.integer({ min: 1, max: 40 }),
      async (fates, count) => {
        const around = surroundings();
        const before = journal.nextSeq();
        for (let seq = 0; seq < before; seq += 1) around.rows.add(seq);
        let budget = 30;
        const queue = queueOf(async (chunk) => {
          // Faults end some time, as they must for anything to arrive.
          budget -= 1;
          const fate = budget > 0 ? fates.next().value : 'take';
          if (fate === 'refuse') throw new MonitorError('unavailable', 'queue: down');
          if (fate === 'drop') return;
          if (fate === 'die') {
            setTimeout(() => around.process(chunk), 60);
            throw new Error('connection lost');
          }
          if (fate === 'late') setTimeout(() => around.process(chunk), 30);
          else setImmediate(() => around.process(chunk));
          if (fate === 'twice') setTimeout(() => around.process(chunk), 10);
        });
        const dispatcher = await run({ queue, ...around.deps });
        await append(count, before);
        await dispatcher.drained();
        await dispatcher.stop();
        expect(around.broken).toEqual([]);
        expect(new Set(around.processed.map(({ seq }) => seq))).toEqual(
          new Set(Array.from({ length: count }, (_, i) => before + i)),
        );
        expect(around.numbers.get('dispatcher-c1')).toBe(before + count);
        await sleep(70);
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

it('syncs the store, then stores the cursor, then releases segments', async () => {
  const around = surroundings();
  const release = journal.releaseThrough;
  journal.releaseThrough = (seq) => {
    around.calls.push('release');
    return release(seq);
  };
  const dispatcher = await run({ queue: queueOf(async (chunk) => around.process(chunk)), ...around.deps });
  await append(60);
  await dispatcher.drained();
  await dispatcher.stop();
  expect(around.calls.length % 3).toBe(0);
  for (let i = 0; i < around.calls.length; i += 3) {
    expect(around.calls.slice(i, i + 3)).toEqual(['sync', 'cursor', 'release']);
  }
  expect(journal.segments().some(({ released }) => released)).toBe(true);
  expect(received(around.intake.values())).toBe(60);
});

it('after a restart publishes only what has no row, wherever the cursor was', async () => {
  const around = surroundings();
  await append(30);
  for (const seq of [0, 1, 2, 3, 5, 8, 13, 21]) around.rows.add(seq);
  around.numbers.set('dispatcher-c1', 2);
  const dispatcher = await run({ queue: queueOf(async (chunk) => around.process(chunk)), ...around.deps });
  await dispatcher.drained();
  await dispatcher.stop();
  const published = around.processed.map(({ seq }) => seq);
  expect(published).toEqual(
    Array.from({ length: 30 }, (_, i) => i).filter((i) => ![0, 1, 2, 3, 5, 8, 13, 21].includes(i)),
  );
});

it('does not let one stuck chunk hold back those behind it, nor the cursor pass it', async () => {
  const around = surroundings();
  const stuck: Chunk[] = [];
  const queue = queueOf(async (chunk) => {
    if (chunk.seq === 3) stuck.push(chunk);
    else around.process(chunk);
  });
  const limits = { ...around.deps.limits, republishMs: 60_000 };
  const dispatcher = await run({ queue, ...around.deps, limits });
  await append(50);
  while (around.rows.size < 49) await sleep(5);
  expect(dispatcher.stats()).toMatchObject({ settled: 3, backlog: 47 });
  stuck.forEach(around.process);
  await dispatcher.drained();
  await dispatcher.stop();
  expect(around.broken).toEqual([]);
});

it('keeps no more in flight than its limit, and waits while the queue is long', async () => {
  const around = surroundings();
  let waiting = 5000;
  const published: number[] = [];
  const queue = queueOf(
    async (chunk) => void published.push(chunk.seq),
    () => waiting,
  );
  const dispatcher = await run({
    queue,
    ...around.deps,
    limits: { ...around.deps.limits, republishMs: 60_000 },
  });
  await append(30);
  await sleep(50);
  expect(published).toEqual([]);
  waiting = 0;
  while (published.length < 8) await sleep(5);
  await sleep(50);
  expect(published).toHaveLength(8);
  expect(dispatcher.stats().inFlight).toBe(8);
  await dispatcher.stop();
});

it.each([
  {
    name: 'ledger',
    fail: (deps: DispatcherDeps, down: () => boolean) => failing(deps.ledger, 'contiguousThrough', down),
  },
  { name: 'store sync', fail: (deps: DispatcherDeps, down: () => boolean) => failing(deps, 'sync', down) },
  { name: 'cursor', fail: (deps: DispatcherDeps, down: () => boolean) => failing(deps.state, 'set', down) },
  {
    name: 'intake sink',
    fail: (deps: DispatcherDeps, down: () => boolean) => failing(deps, 'intakeSink', down),
  },
  {
    name: 'queue',
    fail: (deps: DispatcherDeps, down: () => boolean) => failing(deps.queue, 'publish', down),
  },
  {
    name: 'journal release',
    fail: (deps: DispatcherDeps, down: () => boolean) => failing(deps.journal, 'releaseThrough', down),
  },
])('goes on by itself after the $name was down, and releases nothing meanwhile', async ({ fail }) => {
  const around = surroundings();
  let down = true;
  const deps: DispatcherDeps = {
    journal,
    queue: queueOf(async (chunk) => around.process(chunk)),
    ...around.deps,
  };
  fail(deps, () => down);
  const dispatcher = createDispatcher(deps);
  await dispatcher.start();
  await append(60);
  await sleep(60);
  expect(journal.segments().filter(({ released }) => released)).toEqual([]);
  down = false;
  await dispatcher.drained();
  await dispatcher.stop();
  expect(around.broken).toEqual([]);
  expect(received(around.intake.values())).toBe(60);
  expect(journal.segments().some(({ released }) => released)).toBe(true);
});

/** Replaces one method by one that fails while `down` says so. */
function failing<K extends string>(
  target: { [key in K]: (...args: never[]) => Promise<unknown> },
  method: K,
  down: () => boolean,
): void {
  const real = target[method];
  target[method] = (async (...args: never[]) => {
    if (down()) throw new MonitorError('unavailable', `${method}: down`);
    return real(...args);
  }) as never;
}

it('passes over chunks that damage has made unreadable, tells about them, and delivers the rest', async () => {
  await append(40);
  await journal.close();
  const [first] = (await readdir(directory)).filter((name) => name.endsWith('.journal')).sort();
  const handle = await open(join(directory, first ?? ''), 'r+');
  await handle.write(Buffer.alloc(700, 0x5a), 0, 700, 500);
  await handle.close();
  journal = await openIt();
  const around = surroundings();
  const dispatcher = await run({ queue: queueOf(async (chunk) => around.process(chunk)), ...around.deps });
  await dispatcher.drained();
  await dispatcher.stop();
  expect(around.gaps.length).toBeGreaterThan(0);
  const lost = around.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  expect(around.processed).toHaveLength(40 - lost);
  expect(around.broken).toEqual([]);
  expect(around.numbers.get('dispatcher-c1')).toBe(40);
});

it('passes over numbers that were skipped because the end of the journal was torn off', async () => {
  await append(12);
  const torn = await mkdtemp(join(tmpdir(), 'khien-intake-'));
  await cp(directory, torn, { recursive: true });
  const newest =
    (await readdir(torn))
      .filter((name) => name.endsWith('.journal'))
      .sort()
      .at(-1) ?? '';
  await truncate(join(torn, newest), (await stat(join(torn, newest))).size - 5);
  await journal.close();
  await rm(directory, { recursive: true });
  directory = torn;
  journal = await openIt();
  expect(journal.nextSeq()).toBeGreaterThan(12);
  const around = surroundings();
  const dispatcher = await run({ queue: queueOf(async (chunk) => around.process(chunk)), ...around.deps });
  await dispatcher.drained();
  await dispatcher.stop();
  expect(around.processed.map(({ seq }) => seq)).toEqual(Array.from({ length: 11 }, (_, i) => i));
  expect(around.gaps).toEqual([{ from: 11, to: journal.nextSeq() - 1 }]);
  expect(around.broken).toEqual([]);
});

it('does not start over a journal that was exchanged, unless the journal knows the cursor', async () => {
  const around = surroundings();
  around.numbers.set('dispatcher-c1', 500);
  const queue = queueOf(async (chunk) => around.process(chunk));
  await expect(run({ queue, ...around.deps })).rejects.toMatchObject({ code: 'bad_configuration' });
  await journal.close();
  journal = await openIt(500);
  const dispatcher = await run({ queue, ...around.deps });
  await append(3);
  await dispatcher.drained();
  await dispatcher.stop();
  expect(around.processed.map(({ seq }) => seq)).toEqual([500, 501, 502]);
});
