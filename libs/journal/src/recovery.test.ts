import { spawn } from 'node:child_process';
import { open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Chunk, Journal } from '@khien/model';
import fc from 'fast-check';
import { chunksOf, lines, range, rawsOf, scratchDirectory, scratchJournals } from '../test/scratch-journal';
import { diskFiles } from './files';
import { decodeHeader, frameBytes } from './frame';
import { scanFrames } from './scan';
import { verifyChain } from './verify-chain';

const scratch = scratchJournals();
const FRAMES = 12;

/** A journal that died with twelve chunks in its only segment, and where each frame begins. */
async function died(): Promise<{
  image: string;
  segment: string;
  octets: Buffer;
  starts: number[];
  chunks: Chunk[];
}> {
  const journal = await scratch.open();
  for (const i of range(FRAMES))
    await journal.append(`s${i % 2}`, lines(1 + (i % 5), i * 10), { kind: 'http' });
  const chunks = await chunksOf(journal);
  const image = await scratch.crashImage();
  const segment = join(image, '0000000001.journal');
  const octets = await readFile(segment);
  const starts: number[] = [];
  for (let at = 0; at < octets.length; ) {
    starts.push(at);
    const header = decodeHeader(octets, at);
    if (!header) throw new Error(`no header at ${at}`);
    at += frameBytes(header);
  }
  expect(starts).toHaveLength(FRAMES);
  return { image, segment, octets, starts, chunks };
}

/** Puts the image back as it was, with other octets in the segment. */
async function relay(image: string, octets: Buffer, notes: Map<string, Buffer>): Promise<void> {
  for (const name of await readdir(image)) if (!notes.has(name)) await rm(join(image, name));
  for (const [name, content] of notes) await writeFile(join(image, name), content);
  await writeFile(join(image, '0000000001.journal'), octets);
}
async function notesOf(image: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(image)).filter((name) => !name.endsWith('.journal') && name !== 'lock');
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(image, name))] as const)),
  );
}

async function reopened<T>(directory: string, look: (journal: Journal) => Promise<T> | T): Promise<T> {
  const journal = await scratch.open({ directory });
  try {
    return await look(journal);
  } finally {
    await journal.close();
  }
}

it('finds every frame but the one hit by a flipped bit, at a thousand places', async () => {
  const { octets, starts } = await died();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: octets.length * 8 - 1 }), async (bit) => {
      const changed = Buffer.from(octets);
      changed.writeUInt8((changed[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      const read = async (_path: string, at: number, length: number): Promise<Buffer> =>
        changed.subarray(at, at + length);
      const intact: number[] = [];
      let damaged = 0;
      for await (const scanned of scanFrames(
        { ...diskFiles, read },
        { path: 'memory', segment: 1, from: 0, to: changed.length },
      )) {
        if (scanned.kind === 'frame' && scanned.bodyIntact) intact.push(scanned.offset);
        else damaged += 1;
      }
      const hit = starts.findLastIndex((start) => start <= bit >> 3);
      expect(intact).toEqual(starts.filter((_, index) => index !== hit));
      expect(damaged).toBe(1);
    }),
    { numRuns: 1000 },
  );
});

it('keeps every frame before a tail torn at any octet, counts the tail, and never gives a number twice', async () => {
  const { image, octets, starts, chunks } = await died();
  const notes = await notesOf(image);
  const lastStart = starts.at(-1) ?? 0;
  for (let length = lastStart; length < octets.length; length += 1) {
    await relay(image, octets.subarray(0, length), notes);
    await reopened(image, async (journal) => {
      expect(await chunksOf(journal)).toEqual(chunks.slice(0, -1));
      expect(journal.damage()).toEqual({ tornBytes: length - lastStart, badFrames: 0 });
      // The last chunk was told to be safe before this damage: its number stays taken.
      expect(journal.nextSeq()).toBeGreaterThanOrEqual(FRAMES);
      if (length % 40 === 0) {
        await journal.append('s9', lines(2, 900), { kind: 'http' });
        expect(rawsOf(await chunksOf(journal)).slice(-2)).toEqual(['dòng 900', 'dòng 901']);
      }
    });
    expect(await verifyChain(image)).toMatchObject({ ok: true });
  }
});

it('survives a flipped bit anywhere: at most the frame it hits is lost, and it is counted', async () => {
  const { image, octets, starts, chunks } = await died();
  const notes = await notesOf(image);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: octets.length * 8 - 1 }), async (bit) => {
      const changed = Buffer.from(octets);
      changed.writeUInt8((changed[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      const hit = starts.findLastIndex((start) => start <= bit >> 3);
      await relay(image, changed, notes);
      await reopened(image, async (journal) => {
        expect(await chunksOf(journal)).toEqual(chunks.filter(({ seq }) => seq !== hit));
        const { tornBytes, badFrames } = journal.damage();
        expect(badFrames + (tornBytes > 0 ? 1 : 0)).toBeGreaterThanOrEqual(1);
        expect(journal.nextSeq()).toBeGreaterThanOrEqual(FRAMES);
        await chunksOf(journal);
        expect(journal.damage()).toEqual({ tornBytes, badFrames });
      });
    }),
    { numRuns: 100, endOnFailure: true },
  );
});

it.each([
  { name: 'a zeroed middle', change: (octets: Buffer) => octets.fill(0, 900, 2000) },
  {
    name: 'octets cut out',
    change: (octets: Buffer) => Buffer.concat([octets.subarray(0, 800), octets.subarray(1500)]),
  },
  {
    name: 'octets put in',
    change: (octets: Buffer) =>
      Buffer.concat([octets.subarray(0, 800), Buffer.from('KHJ1KHJ1'), octets.subarray(800)]),
  },
  { name: 'a zeroed tail', change: (octets: Buffer) => Buffer.concat([octets, Buffer.alloc(4096)]) },
  { name: 'two frames exchanged', change: exchangeFrames },
  { name: 'nothing but noise', change: (octets: Buffer) => Buffer.alloc(octets.length, 0xa7) },
  { name: 'an empty file', change: () => Buffer.alloc(0) },
])('starts over $name, gives back only true chunks, and goes on', async ({ change }) => {
  const { image, octets, chunks } = await died();
  const notes = await notesOf(image);
  await relay(image, change(Buffer.from(octets)), notes);
  await reopened(image, async (journal) => {
    for (const chunk of await chunksOf(journal)) expect(chunks).toContainEqual(chunk);
    expect(journal.nextSeq()).toBeGreaterThanOrEqual(FRAMES);
    await journal.append('s1', lines(1, 77), { kind: 'http' });
    expect(rawsOf(await chunksOf(journal)).at(-1)).toBe('dòng 77');
  });
});

it('does not take a frame that was moved or repeated for one of its new place', async () => {
  const { image, octets, chunks, starts } = await died();
  const notes = await notesOf(image);
  await relay(image, exchangeFrames(octets), notes);
  await reopened(image, async (journal) => {
    expect(await chunksOf(journal)).toEqual(chunks.filter(({ seq }) => seq !== 0));
    expect(journal.damage().badFrames).toBe(1);
  });
  const again = Buffer.concat([
    octets.subarray(0, starts[5]),
    octets.subarray(starts[3], starts[4]),
    octets.subarray(starts[5]),
  ]);
  await relay(image, again, notes);
  await reopened(image, async (journal) => {
    expect(await chunksOf(journal)).toEqual(chunks);
    expect(journal.damage().badFrames).toBe(1);
    expect(journal.intakeRows().reduce((sum, { received }) => sum + received, 0)).toBe(
      chunks.reduce((sum, { records }) => sum + records.length, 0),
    );
  });
  // Somebody who also makes the header fit still cannot make the seal fit.
  const forged = Buffer.from(again);
  const at = starts[5] ?? 0;
  forged.writeUInt32BE(5, at + 28);
  forged.writeUInt32BE(crc32(forged.subarray(at, at + 44)), at + 44);
  await relay(image, forged, notes);
  await reopened(image, async (journal) => {
    for (const chunk of await chunksOf(journal)) expect(chunks).toContainEqual(chunk);
    expect(journal.damage().badFrames).toBeGreaterThan(0);
  });
});

function exchangeFrames(octets: Buffer): Buffer {
  const header = decodeHeader(octets, 0);
  const first = header ? frameBytes(header) : 0;
  const next = decodeHeader(octets, first);
  const second = first + (next ? frameBytes(next) : 0);
  return Buffer.concat([octets.subarray(first, second), octets.subarray(0, first), octets.subarray(second)]);
}

it.each([
  'manifest.json',
  'next-seq',
  'exposed-seq',
  'lock',
  'chain.jsonl',
  'released-segment',
  'positions.json',
])('starts and loses nothing when %s is gone or garbage', async (name) => {
  const journal = await scratch.open({ limits: { segmentBytes: 1500 } });
  for (const i of range(12)) await journal.append('s1', lines(5, i * 5), { kind: 'http' });
  await journal.releaseThrough(2);
  const image = await scratch.crashImage();
  const raws = lines(60).map(({ raw }) => raw);
  for (const content of [undefined, '', '{"a":', 'null', '9'.repeat(40)]) {
    await rm(join(image, name), { force: true });
    if (content !== undefined) await writeFile(join(image, name), content);
    await reopened(image, async (again) => {
      expect(rawsOf(await chunksOf(again))).toEqual(raws);
      expect(again.nextSeq()).toBeGreaterThanOrEqual(12);
    });
  }
});

it.each([
  'manifest.json',
  'next-seq',
  'exposed-seq',
  'lock',
  'chain.jsonl',
  'released-segment',
  'positions.json',
  '0000000001.index.json',
])('starts and loses nothing, and resumes files where they were, when a bit of %s flipped', async (name) => {
  const journal = await scratch.open({ limits: { segmentBytes: 1500, cacheBytes: 0 } });
  const position = (n: number): string => `file:aa:${String(n).padStart(12, '0')}`;
  const records = lines(70).map((line, index) => ({ ...line, position: position(index) }));
  for (const i of range(14)) await journal.append('s1', records.slice(i * 5, i * 5 + 5), { kind: 'file' });
  const [first, second] = journal.segments();
  await journal.releaseThrough(first?.lastSeq ?? 0);
  scratch.clock.at += 10;
  await journal.purgeBefore(scratch.clock.at);
  await journal.releaseThrough(second?.lastSeq ?? 0);
  const image = await scratch.crashImage();
  const file = join(image, name.replace('0000000001', String(second?.segment).padStart(10, '0')));
  const all = await readdir(image);
  const before = new Map(
    await Promise.all(all.map(async (n) => [n, await readFile(join(image, n))] as const)),
  );
  const octets = await readFile(file);
  const rest = rawsOf(await chunksOf(journal));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: octets.length * 8 - 1 }), async (bit) => {
      for (const n of await readdir(image)) await rm(join(image, n));
      for (const [n, content] of before) await writeFile(join(image, n), content);
      const changed = Buffer.from(octets);
      changed.writeUInt8((changed[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      await writeFile(file, changed);
      await reopened(image, async (again) => {
        expect(rawsOf(await chunksOf(again))).toEqual(rest);
        expect(again.nextSeq()).toBeGreaterThanOrEqual(14);
        expect(again.lastPosition('file:aa:')).toBe(position(69));
      });
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

it('makes lost index files again from the frames', async () => {
  const journal = await scratch.open({ limits: { segmentBytes: 1500 } });
  const position = (n: number): string => `file:aa:${String(n).padStart(12, '0')}`;
  const records = lines(60).map((line, index) => ({ ...line, position: position(index) }));
  for (const i of range(12)) await journal.append('s1', records.slice(i * 5, i * 5 + 5), { kind: 'file' });
  await journal.close();
  for (const name of await readdir(scratch.directory)) {
    if (name.endsWith('.index.json')) await rm(join(scratch.directory, name));
  }
  const again = await scratch.open();
  expect(rawsOf(await chunksOf(again))).toHaveLength(60);
  expect(again.lastPosition('file:aa:')).toBe(position(59));
  expect(again.intakeRows().reduce((sum, row) => sum + row.received, 0)).toBe(60);
});

it('reports a sealed segment that lost its end, keeps the rest, and does not reuse its numbers', async () => {
  const journal = await scratch.open();
  for (const i of range(8)) await journal.append('s1', lines(5, i * 5), { kind: 'http' });
  await journal.close();
  const path = join(scratch.directory, '0000000001.journal');
  await truncate(path, 700);
  const again = await scratch.open();
  expect(again.damage().tornBytes).toBeGreaterThan(0);
  expect(again.nextSeq()).toBeGreaterThanOrEqual(8);
  const raws = rawsOf(await chunksOf(again));
  expect(raws).toEqual(
    lines(40)
      .map(({ raw }) => raw)
      .slice(0, raws.length),
  );
});

it('does not reuse numbers when the newest segment was deleted whole', async () => {
  const journal = await scratch.open({ limits: { segmentBytes: 1500 } });
  for (const i of range(12)) await journal.append('s1', lines(5, i * 5), { kind: 'http' });
  const image = await scratch.crashImage();
  const names = (await readdir(image)).filter((name) => name.endsWith('.journal')).sort();
  await rm(join(image, names.at(-1) ?? ''));
  await reopened(image, (again) => expect(again.nextSeq()).toBeGreaterThanOrEqual(12));
});

it.each([1, 2, 3])(
  'kill -9, seed %i: what was acknowledged is there exactly once after each of two deaths',
  async (seed) => {
    const directory = await scratchDirectory();
    const acknowledged: string[] = [];
    for (const life of range(2)) acknowledged.push(...(await appendUntilKilled(directory, seed * 10 + life)));
    expect(acknowledged.length).toBeGreaterThan(0);
    await reopened(directory, async (journal) => {
      const times = new Map<string, number>();
      for (const raw of rawsOf(await chunksOf(journal))) times.set(raw, (times.get(raw) ?? 0) + 1);
      expect(acknowledged.filter((raw) => times.get(raw) !== 1)).toEqual([]);
      expect([...times.values()].filter((count) => count !== 1)).toEqual([]);
      const seqs = (await chunksOf(journal)).map(({ seq }) => seq);
      expect(new Set(seqs).size).toBe(seqs.length);
    });
    expect(await verifyChain(directory)).toMatchObject({ ok: true });
    await rm(directory, { recursive: true, force: true });
  },
);

/** Runs a process that appends until it is killed at a moment the seed decides; returns what it had acknowledged. */
function appendUntilKilled(directory: string, seed: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [join(__dirname, '../test/append-until-killed.cjs'), directory, String(seed)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), 20 + ((seed * 7919) % 180));
      output += data.toString();
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the child ended by itself: ${output.slice(-200)}`));
      // A last line cut by the kill is not an acknowledgement anybody received.
      else resolve(output.slice(0, output.lastIndexOf('\n')).split('\n').filter(Boolean));
    });
  });
}

it('does not open a journal that another living process writes', async () => {
  const directory = await scratchDirectory();
  const child = spawn(
    process.execPath,
    [join(__dirname, '../test/append-until-killed.cjs'), directory, '1'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const closed = new Promise((resolve) => child.on('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await expect(scratch.open({ directory })).rejects.toMatchObject({ code: 'conflict' });
  child.kill('SIGKILL');
  await closed;
  await (await scratch.open({ directory })).close();
  await rm(directory, { recursive: true, force: true });
});

it('leaves a file it cannot be sure of alone when only its name looks right', async () => {
  const journal = await scratch.open();
  await journal.append('s1', lines(3), { kind: 'http' });
  await journal.close();
  const handle = await open(join(scratch.directory, '0000000099.journal'), 'w');
  await handle.close();
  const again = await scratch.open();
  expect(rawsOf(await chunksOf(again))).toHaveLength(3);
  await again.append('s1', lines(1, 3), { kind: 'http' });
  expect(again.segments().at(-1)?.segment).toBe(100);
});
