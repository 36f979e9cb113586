import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Chunk, type IncomingRecord, IntakeRow, type Journal } from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import {
  chunksOf,
  keyRing,
  lines,
  range,
  rawsOf,
  START,
  scratchJournals,
  testKey,
} from '../test/scratch-journal';
import { verifyChain } from './verify-chain';

const scratch = scratchJournals();
const record = (raw: string, over: Partial<IncomingRecord> = {}): IncomingRecord => ({
  receivedAt: START,
  raw,
  ...over,
});

describe('appending', () => {
  it('gives back what it was given, as valid chunks, now and after reopening', async () => {
    const given = [
      record('một dòng', { position: 'file:abc:000000000000', peer: '192.0.2.1' }),
      record('AAEC', { encoding: 'base64' }),
      record('dài', { truncated: true, peer: '2001:db8::1' }),
      record('\ud800 lẻ'),
      record(''),
    ];
    const journal = await scratch.open();
    await journal.append('s1', given, { kind: 'file', repeatable: true });
    const now = await chunksOf(journal);
    await journal.close();
    const later = await chunksOf(await scratch.open());
    expect(later).toEqual(now);
    expect(now.map((chunk) => Chunk.parse(chunk))).toEqual(now);
    expect(now).toHaveLength(1);
    expect(now[0]).toMatchObject({ chunkId: 'c1.000000000000', seq: 0, sourceId: 's1', repeatable: true });
    expect(now[0]?.records).toEqual(given.map((r, i) => ({ position: `c1:0:${i}`, ...r })));
    expect(now[0]).toMatchObject({ partitionDay: '2026-11-21', sealedAt: START });
  });

  it('merges what arrives together by source, and cuts what is long', async () => {
    const journal = await scratch.open({ limits: { groupMs: 20 } });
    await Promise.all([
      journal.append('s1', lines(3), { kind: 'udp' }),
      journal.append('s2', lines(2), { kind: 'udp' }),
      journal.append('s1', lines(4, 3), { kind: 'udp' }),
      journal.append('s1', lines(1, 7), { kind: 'http', repeatable: true }),
    ]);
    await journal.append('s3', lines(1201), { kind: 'http' });
    const long = range(10).map(() => record('x'.repeat(60_000)));
    await journal.append('s4', long, { kind: 'http' });
    const chunks = await chunksOf(journal);
    expect(chunks.map(({ seq, sourceId, records: { length } }) => [seq, sourceId, length])).toEqual([
      [0, 's1', 7],
      [1, 's2', 2],
      [2, 's1', 1],
      [3, 's3', 500],
      [4, 's3', 500],
      [5, 's3', 201],
      [6, 's4', 4],
      [7, 's4', 4],
      [8, 's4', 2],
    ]);
    expect(journal.nextSeq()).toBe(9);
  });

  it('keeps the order of a source and every record when many append at once', async () => {
    const journal = await scratch.open({ limits: { segmentBytes: 20_000, cacheBytes: 10_000 } });
    await Promise.all(
      range(20).map(async (lane) => {
        for (const turn of range(15)) await journal.append(`s${lane}`, lines(7, turn * 7), { kind: 'tcp' });
      }),
    );
    const chunks = await chunksOf(journal);
    expect(chunks.map(({ seq }) => seq)).toEqual(range(chunks.length));
    for (const lane of range(20)) {
      expect(rawsOf(chunks.filter(({ sourceId }) => sourceId === `s${lane}`))).toEqual(
        lines(105).map(({ raw }) => raw),
      );
    }
  });

  it.each<{ name: string; source?: string; over: Partial<IncomingRecord> }>([
    { name: 'an empty source id', source: '', over: {} },
    { name: 'a source id of 101 characters', source: 's'.repeat(101), over: {} },
    { name: 'an empty position', over: { position: '' } },
    { name: 'a position of 513 characters', over: { position: 'p'.repeat(513) } },
    { name: 'a negative time', over: { receivedAt: -1 } },
    { name: 'a time that is no whole number', over: { receivedAt: 0.5 } },
    { name: 'a peer of 129 characters', over: { peer: 'p'.repeat(129) } },
    { name: 'a record nobody cut', over: { raw: 'x'.repeat(17 * 1024 * 1024) } },
  ])(
    'refuses $name, which no worker could read, and writes nothing of it',
    async ({ source = 's1', over }) => {
      const journal = await scratch.open();
      const bad = journal.append(source, [record('tốt'), record('xấu', over)], { kind: 'http' });
      await expect(bad).rejects.toMatchObject({ code: 'bad_request' });
      expect(journal.nextSeq()).toBe(0);
    },
  );

  it('takes an empty append for done', async () => {
    const journal = await scratch.open();
    await journal.append('s1', [], { kind: 'http' });
    expect(journal.nextSeq()).toBe(0);
  });
});

describe('reading', () => {
  it.each([
    { name: 'from memory', cacheBytes: 1_000_000 },
    { name: 'from disk', cacheBytes: 0 },
    { name: 'partly from each', cacheBytes: 600 },
  ])('gives every chunk from any number on, $name', async ({ cacheBytes }) => {
    const journal = await scratch.open({ limits: { cacheBytes, segmentBytes: 1000 } });
    for (const i of range(20)) await journal.append('s1', lines(5, i * 5), { kind: 'http' });
    for (const from of [0, 1, 7, 19, 20, 99]) {
      expect((await chunksOf(journal, from)).map(({ seq }) => seq)).toEqual(range(20).slice(from));
    }
  });

  it('includes what is appended while it reads', async () => {
    const journal = await scratch.open({ limits: { cacheBytes: 0 } });
    for (const i of range(5)) await journal.append('s1', lines(1, i), { kind: 'http' });
    const seen: number[] = [];
    for await (const { seq } of journal.read(0)) {
      seen.push(seq);
      if (seq < 8) await journal.append('s1', lines(1, 5 + seq), { kind: 'http' });
    }
    expect(seen).toEqual(range(13));
  });

  it('wakes those who wait for more', async () => {
    const journal = await scratch.open();
    const woken = journal.waitBeyond(0, 60_000);
    await journal.append('s1', lines(1), { kind: 'http' });
    await woken;
    await journal.waitBeyond(0, 60_000);
    await journal.waitBeyond(1, 1);
    expect(journal.nextSeq()).toBe(1);
    const left = journal.waitBeyond(1, 60_000);
    await journal.close();
    await left;
  });
});

describe('secrecy', () => {
  it('leaves no text of a record in any file', async () => {
    const journal = await scratch.open();
    await journal.append('s1', [record('BIMAT-'.repeat(50), { peer: '203.0.113.9' })], { kind: 'http' });
    await journal.close();
    for (const name of await readdir(scratch.directory)) {
      const octets = await readFile(join(scratch.directory, name), 'latin1');
      expect(octets.includes('BIMAT')).toBe(false);
      expect(octets.includes('203.0.113.9')).toBe(false);
    }
  });

  it('names the key file when the key is another one, before anything is written', async () => {
    const journal = await scratch.open();
    await journal.append('s1', lines(2), { kind: 'http' });
    await journal.close();
    const other = createKeyRing({ current: testKey('other') });
    await expect(scratch.open({ keyRing: other, keyFile: 'data/keys.txt' })).rejects.toMatchObject({
      code: 'bad_configuration',
      message: expect.stringContaining('data/keys.txt'),
    });
    expect(rawsOf(await chunksOf(await scratch.open()))).toHaveLength(2);
  });

  it('names the key file also when only the frames can tell', async () => {
    const journal = await scratch.open();
    await journal.append('s1', lines(2), { kind: 'http' });
    const directory = await scratch.crashImage();
    await rm(join(directory, 'manifest.json'));
    const other = createKeyRing({ current: testKey('other') });
    const opening = scratch.open({ directory, keyRing: other, keyFile: 'data/keys.txt' });
    await expect(opening).rejects.toMatchObject({ code: 'bad_configuration' });
  });

  it('reads on after the key was rotated', async () => {
    const journal = await scratch.open();
    await journal.append('s1', lines(2), { kind: 'http' });
    await journal.close();
    const rotated = createKeyRing({ current: testKey('other'), previous: [testKey('test key')] });
    const again = await scratch.open({ keyRing: rotated });
    await again.append('s1', lines(1, 2), { kind: 'http' });
    expect(rawsOf(await chunksOf(again))).toEqual(lines(3).map(({ raw }) => raw));
    await again.close();
    expect(await verifyChain(scratch.directory, { keyRing: rotated })).toMatchObject({ ok: true });
  });

  it('does not take chunks for lost whose key is away, nor when their file is', async () => {
    const rotated = createKeyRing({ current: testKey('other'), previous: [testKey('test key')] });
    const journal = await scratch.open({ limits: { cacheBytes: 0 } });
    await journal.append('s1', lines(2), { kind: 'http' });
    await journal.close();
    const again = await scratch.open({ keyRing: rotated, limits: { cacheBytes: 0 } });
    await again.close();
    const without = createKeyRing({ current: testKey('other') });
    await expect(scratch.open({ keyRing: without })).rejects.toMatchObject({ code: 'bad_configuration' });
    const last = await scratch.open({ keyRing: rotated });
    await rm(join(scratch.directory, '0000000001.journal'));
    await expect(chunksOf(last)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    { name: 'another collector’s directory', collectorId: 'c2' },
    { name: 'an id that chunks could not carry', collectorId: 'C 1' },
  ])('refuses $name', async ({ collectorId }) => {
    await (await scratch.open()).close();
    await expect(scratch.open({ collectorId })).rejects.toMatchObject({ code: 'bad_configuration' });
  });
});

describe('accounting', () => {
  const sum = (rows: readonly IntakeRow[], field: 'received' | 'shed' | 'bytes'): number =>
    rows.reduce((total, row) => total + row[field], 0);

  it('counts per source, minute and segment, tells only what changed, and counts again after a crash', async () => {
    const journal = await scratch.open();
    await journal.append('s1', lines(10), { kind: 'http' });
    await journal.append('s2', lines(4), { kind: 'http' });
    const first = journal.intakeRows();
    expect(first.map((row) => IntakeRow.parse(row)._id)).toEqual([`s1|${START}|c1|1`, `s2|${START}|c1|1`]);
    expect(sum(first, 'bytes')).toBe(
      [...lines(10), ...lines(4)].reduce((n, { raw }) => n + Buffer.byteLength(raw), 0),
    );
    expect(journal.intakeRows()).toEqual([]);
    scratch.clock.at += 61_000;
    await journal.append('s1', lines(3), { kind: 'http' });
    expect(journal.intakeRows()).toMatchObject([{ minute: START + 60_000, received: 3 }]);
    const again = await scratch.open({ directory: await scratch.crashImage() });
    const counted = again.intakeRows();
    expect(sum(counted, 'received')).toBe(17);
    for (const row of first) expect(counted).toContainEqual(row);
  });

  it('writes refusals down in few frames, with the exact sum, without using up numbers', async () => {
    const journal = await scratch.open({ limits: { shedEveryMs: 20 } });
    await Promise.all(range(1000).map((i) => journal.shed(`s${i % 2}`, i % 4 < 2 ? 'full' : 'too_large', 1)));
    expect(sum(journal.intakeRows(), 'shed')).toBe(1000);
    const again = await scratch.open({ directory: await scratch.crashImage() });
    const rows = again.intakeRows();
    expect(rows).toMatchObject([{ shed: 500 }, { shed: 500 }]);
    expect(rows[0]?.shedReason?.split(', ').sort()).toEqual(['full', 'too_large']);
    expect(again.nextSeq()).toBe(0);
    await again.close();
    expect(again.segments()).toHaveLength(1);
  });

  it('keeps counts of a released segment until they were told once', async () => {
    const journal = await scratch.open({ limits: { segmentBytes: 500 } });
    for (const i of range(6)) await journal.append('s1', lines(5, i * 5), { kind: 'http' });
    await journal.releaseThrough(journal.nextSeq());
    expect(journal.segments().filter(({ released }) => released).length).toBeGreaterThan(0);
    expect(sum(journal.intakeRows(), 'received')).toBe(30);
  });
});

describe('positions', () => {
  const at = (fingerprint: string, offset: number): string =>
    `file:${fingerprint}:${String(offset).padStart(12, '0')}`;
  async function appendAt(journal: Journal, ...positions: string[]): Promise<void> {
    await journal.append(
      's1',
      positions.map((position) => record('x', { position })),
      { kind: 'file' },
    );
  }

  it('remembers the highest one per file, over crash, close, release and purge', async () => {
    const journal = await scratch.open({ limits: { segmentBytes: 600 } });
    await appendAt(journal, at('aa', 0), at('aa', 900), at('aa', 500));
    await appendAt(journal, at('bb', 999_999_999_999), 'file:bb:1000000000000');
    for (const i of range(8)) await appendAt(journal, at('cc', i));
    const check = (other: Journal): void => {
      expect(other.lastPosition('file:aa:')).toBe(at('aa', 900));
      expect(other.lastPosition('file:bb:')).toBe('file:bb:1000000000000');
      expect(other.lastPosition('file:cc:')).toBe(at('cc', 7));
      expect(other.lastPosition('file:dd:')).toBeUndefined();
    };
    check(journal);
    check(await scratch.open({ directory: await scratch.crashImage() }));
    await journal.close();
    const again = await scratch.open();
    check(again);
    await again.releaseThrough(again.nextSeq());
    scratch.clock.at += 10;
    expect(await again.purgeBefore(scratch.clock.at)).toBeGreaterThan(1);
    expect(again.segments()).toEqual([]);
    check(again);
    await again.close();
    check(await scratch.open());
  });
});

describe('back-pressure', () => {
  it('asks files and HTTP to wait first, UDP last, and lets them on again lower down', async () => {
    const journal = await scratch.open({ limits: { maxBytes: 40_000, segmentBytes: 500, cacheBytes: 0 } });
    const noise = (i: number): IncomingRecord[] => [record(testKey(String(i)).toString('hex') + i)];
    const seen: string[] = [];
    const state = (): string =>
      (['http', 'file', 'tcp', 'udp'] as const).filter((kind) => journal.paused(kind)).join();
    const refused: unknown[] = [];
    for (let i = 0; !journal.paused('udp'); i += 1) {
      if (seen.at(-1) !== state()) seen.push(state());
      if (journal.paused('http')) {
        await journal.append('s1', noise(i), { kind: 'http' }).catch((error: unknown) => refused.push(error));
      }
      await journal.append('s1', noise(i), { kind: 'udp' });
    }
    seen.push(state());
    expect(seen).toEqual(['', 'http,file', 'http,file,tcp', 'http,file,tcp,udp']);
    expect(refused[0]).toMatchObject({ code: 'unavailable', retryAfter: 10 });
    await expect(journal.append('s1', noise(0), { kind: 'udp' })).rejects.toMatchObject({
      code: 'unavailable',
    });
    await journal.shed('s1', 'journal_full', 1);
    const down: string[] = [];
    for (const { lastSeq } of journal.segments()) {
      await journal.releaseThrough(lastSeq);
      if (down.at(-1) !== state()) down.push(state());
    }
    expect(down).toEqual(['http,file,tcp,udp', 'http,file,tcp', 'http,file', '']);
  });

  it('stays paused over a restart until chunks are processed', async () => {
    const journal = await scratch.open({ limits: { maxBytes: 20_000 } });
    while (!journal.paused('http')) await journal.append('s1', lines(1), { kind: 'http' });
    await journal.close();
    const again = await scratch.open({ limits: { maxBytes: 20_000 } });
    expect(again.paused('http')).toBe(true);
    await again.releaseThrough(again.nextSeq());
    expect(again.paused('http')).toBe(false);
    await again.close();
    expect((await scratch.open({ limits: { maxBytes: 20_000 } })).paused('http')).toBe(false);
  });
});

it('seals segments by size and age into a chain that verifies', async () => {
  const journal = await scratch.open({ limits: { segmentBytes: 2000, segmentMs: 60_000 } });
  for (const i of range(20)) await journal.append('s1', lines(50, i * 50), { kind: 'http' });
  const bySize = journal.segments().length;
  expect(bySize).toBeGreaterThan(3);
  scratch.clock.at += 60_000;
  await journal.append('s1', lines(1), { kind: 'http' });
  await journal.append('s1', lines(1), { kind: 'http' });
  expect(journal.segments().length).toBeGreaterThan(bySize);
  await journal.close();
  expect(await verifyChain(scratch.directory, { keyRing })).toMatchObject({ ok: true, problems: [] });
  const again = await scratch.open();
  expect(rawsOf(await chunksOf(again))).toHaveLength(1002);
  expect(again.segments().every(({ sealed }) => sealed)).toBe(true);
});

it('gives no number below the one known elsewhere, even in an empty directory', async () => {
  const journal = await scratch.open({ minSeq: 700 });
  await journal.append('s1', lines(1), { kind: 'http' });
  expect((await chunksOf(journal)).map(({ seq }) => seq)).toEqual([700]);
});
