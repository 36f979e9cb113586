import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '@khien/model';
import { type Fault, failingFiles, type Operation } from '../test/failing-files';
import { chunksOf, lines, range, rawsOf, scratchJournals } from '../test/scratch-journal';
import { diskFiles, type Files } from './files';
import { verifyChain } from './verify-chain';

const scratch = scratchJournals();

/** Appends batches, some of which the disk refuses; returns the lines that were acknowledged. */
async function appendThrough(journal: Journal, batches: number, from = 0): Promise<string[]> {
  const acknowledged: string[] = [];
  for (const i of range(batches)) {
    const batch = lines(5, from + i * 5);
    try {
      await journal.append('s1', batch, { kind: 'http' });
      acknowledged.push(...batch.map(({ raw }) => raw));
    } catch (error) {
      expect(error).toMatchObject({
        name: 'MonitorError',
        code: 'unavailable',
        retryAfter: expect.any(Number),
      });
    }
  }
  return acknowledged;
}

/** Fails calls `from`..`to` (counted from 0) of one operation on segment or note files. */
function during(
  operation: Operation,
  [from, to]: [number, number],
  options: { name?: RegExp; how?: 'fail' | 'half' } = {},
) {
  const { name = /./, how = 'fail' } = options;
  let armed = false;
  let calls = -1;
  const fault: Fault = (called, path) => {
    if (!armed || called !== operation || !name.test(path)) return undefined;
    calls += 1;
    return calls >= from && calls <= to ? how : undefined;
  };
  const arm = (): void => {
    armed = true;
  };
  return { fault, arm, hits: () => Math.max(0, Math.min(calls, to) - from + 1) };
}

const SEGMENT = /\.journal$/;
it.each<{
  name: string;
  operation: Operation;
  over: [number, number];
  options?: Parameters<typeof during>[2];
  refused: number;
}>([
  { name: 'the disk is full', operation: 'file.write', over: [1, 3], options: { name: SEGMENT }, refused: 3 },
  {
    name: 'the disk fills up in the middle of a write',
    operation: 'file.write',
    over: [1, 3],
    options: { name: SEGMENT, how: 'half' },
    refused: 3,
  },
  { name: 'one sync fails', operation: 'file.sync', over: [2, 2], refused: 0 },
  { name: 'syncs fail for a while', operation: 'file.sync', over: [2, 5], refused: 2 },
  {
    name: 'no new segment can be made',
    operation: 'open',
    over: [0, 1],
    options: { name: SEGMENT },
    refused: 2,
  },
  { name: 'the directory cannot be synced', operation: 'syncDirectory', over: [0, 1], refused: 2 },
  {
    name: 'numbers cannot be reserved',
    operation: 'replace',
    over: [0, 1],
    options: { name: /^next-seq$/ },
    refused: 0,
  },
  {
    name: 'the note of exposed numbers cannot be written',
    operation: 'file.write',
    over: [0, 4],
    options: { name: /^exposed/ },
    refused: 0,
  },
  {
    name: 'segments cannot be sealed: index',
    operation: 'replace',
    over: [0, 3],
    options: { name: /index/ },
    refused: 0,
  },
  { name: 'segments cannot be sealed: chain', operation: 'append', over: [0, 3], refused: 0 },
  { name: 'files cannot be closed', operation: 'file.close', over: [0, 3], refused: 0 },
])('$name: what was acknowledged stays, the rest is refused, and it goes on by itself', async (row) => {
  const { operation, over, options, refused } = row;
  const plan = during(operation, over, options);
  const journal = await scratch.open({
    files: failingFiles(plan.fault),
    limits: { segmentBytes: 1200, groupMs: 0 },
  });
  plan.arm();
  const acknowledged = await appendThrough(journal, 30);
  expect(acknowledged).toHaveLength((30 - refused) * 5);
  expect(rawsOf(await chunksOf(journal))).toEqual(acknowledged);
  const image = await scratch.crashImage();
  await journal.close();
  for (const directory of [scratch.directory, image]) {
    const again = await scratch.open({ directory });
    expect(rawsOf(await chunksOf(again))).toEqual(acknowledged);
    const seqs = (await chunksOf(again)).map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(seqs.length);
    await again.close();
    expect(await verifyChain(directory)).toMatchObject({ ok: true, problems: [] });
  }
});

it('refuses for as long as numbers cannot be reserved, then goes on', async () => {
  const plan = during('replace', [0, 1], { name: /^next-seq$/ });
  const journal = await scratch.open({ files: failingFiles(plan.fault), limits: { groupMs: 0 } });
  plan.arm();
  const acknowledged = await appendThrough(journal, 140);
  expect(plan.hits()).toBe(2);
  expect(acknowledged).toHaveLength(138 * 5);
  expect(rawsOf(await chunksOf(journal))).toEqual(acknowledged);
});

it('goes on in a new segment when a refused write cannot even be cut off, and no line comes twice', async () => {
  let calls = 0;
  let broken = false;
  const fault: Fault = (operation, name) => {
    if (!SEGMENT.test(name)) return undefined;
    if (operation === 'file.write') {
      calls += 1;
      broken = calls === 4;
      return broken ? 'half' : undefined;
    }
    return operation === 'file.truncate' && broken ? 'fail' : undefined;
  };
  const journal = await scratch.open({ files: failingFiles(fault, 'EIO'), limits: { groupMs: 0 } });
  const acknowledged = await appendThrough(journal, 10);
  expect(acknowledged).toHaveLength(45);
  expect(journal.segments()).toHaveLength(2);
  const again = await scratch.open({ directory: await scratch.crashImage() });
  expect(rawsOf(await chunksOf(again))).toEqual(acknowledged);
});

it('when a sync failed and its octets stayed in the old file, a crash before sealing brings no line twice', async () => {
  let syncs = 0;
  let broken = false;
  const fault: Fault = (operation, name) => {
    if (operation === 'file.sync' && SEGMENT.test(name)) {
      syncs += 1;
      broken ||= syncs === 3;
      return syncs === 3 ? 'fail' : undefined;
    }
    return operation === 'file.truncate' && broken ? 'fail' : undefined;
  };
  const journal = await scratch.open({ files: failingFiles(fault, 'EIO'), limits: { groupMs: 0 } });
  const acknowledged = await appendThrough(journal, 10);
  expect(acknowledged).toHaveLength(50);
  const image = await scratch.crashImage();
  const again = await scratch.open({ directory: image });
  expect(rawsOf(await chunksOf(again))).toEqual(acknowledged);
  expect(again.intakeRows().reduce((sum, { received }) => sum + received, 0)).toBe(acknowledged.length);
  await again.close();
  expect(await verifyChain(image)).toMatchObject({ ok: true, problems: [] });
});

it('keeps counting what was shed while the disk is full, and writes the exact sum when it can', async () => {
  const plan = during('file.write', [0, 3], { name: SEGMENT });
  const journal = await scratch.open({ files: failingFiles(plan.fault) });
  plan.arm();
  await Promise.all(range(25).map((i) => journal.shed('fw', 'disk_full', i)));
  await journal.shed('fw', 'too_fast', 5);
  expect(plan.hits()).toBe(4);
  await journal.close();
  const again = await scratch.open();
  const rows = again.intakeRows();
  expect(rows.reduce((sum, { shed }) => sum + shed, 0)).toBe(305);
  expect(rows[0]?.shedReason).toBe('disk_full, too_fast');
  expect(again.nextSeq()).toBe(0);
});

it('tells those who wait when it is closed while the disk still refuses', async () => {
  const fault: Fault = (operation, name) =>
    operation === 'file.write' && SEGMENT.test(name) ? 'fail' : undefined;
  const journal = await scratch.open({ files: failingFiles(fault) });
  const shed = journal.shed('fw', 'disk_full', 1);
  const outcome = expect(shed).rejects.toMatchObject({ code: 'unavailable' });
  await journal.close();
  await outcome;
  await expect(journal.append('s', lines(1), { kind: 'http' })).rejects.toMatchObject({
    code: 'unavailable',
  });
});

it('tells nobody, neither sender nor reader, before the group and a new segment’s name are synced', async () => {
  const order: string[] = [];
  let letSync: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    letSync = resolve;
  });
  const files: Files = {
    ...diskFiles,
    async open(path, mode) {
      const file = await diskFiles.open(path, mode);
      if (!SEGMENT.test(path)) return file;
      return {
        ...file,
        async write(buffers, position) {
          await file.write(buffers, position);
          order.push('written');
        },
        async sync() {
          await gate;
          await file.sync();
          order.push('synced');
        },
      };
    },
    async syncDirectory(directory) {
      await diskFiles.syncDirectory(directory);
      order.push('directory');
    },
  };
  const journal = await scratch.open({ files, limits: { groupMs: 0 } });
  order.length = 0;
  const appended = journal.append('s1', lines(3), { kind: 'http' }).then(() => order.push('told'));
  while (!order.includes('written')) await new Promise((resolve) => setImmediate(resolve));
  expect(journal.nextSeq()).toBe(0);
  expect(await chunksOf(journal)).toEqual([]);
  letSync();
  await appended;
  expect(order).toEqual(['directory', 'written', 'synced', 'told']);
  expect(rawsOf(await chunksOf(journal))).toHaveLength(3);
});

it('reserves numbers on disk before it uses them', async () => {
  const journal = await scratch.open({ limits: { groupMs: 0 } });
  for (const i of range(300)) {
    await journal.append('s1', lines(1, i), { kind: 'http' });
    const reserved = Number((await readFile(join(scratch.directory, 'next-seq'), 'utf8')).split(' ')[1]);
    expect(reserved).toBeGreaterThanOrEqual(journal.nextSeq());
  }
});
