import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Chunk,
  Chunk as ChunkSchema,
  type IncomingRecord,
  type Journal,
  silentLogger,
} from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import { type JournalDeps, openJournal } from './journal';
import { verifyChain } from './verify-chain';

const keyRing = createKeyRing({ current: createHash('sha256').update('test key').digest() });
const START = Date.UTC(2026, 10, 21, 3, 0, 0);
let clock = START;
let directory: string;
const opened: Journal[] = [];

beforeEach(async () => {
  clock = START;
  directory = await mkdtemp(join(tmpdir(), 'khien-journal-'));
});
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
  await rm(directory, { recursive: true, force: true });
});

async function open(over: Partial<JournalDeps> = {}): Promise<Journal> {
  const deps = { directory, collectorId: 'c1', keyRing, now: () => clock, log: silentLogger, ...over };
  const journal = await openJournal(deps);
  opened.push(journal);
  return journal;
}

async function chunksOf(journal: Journal, from = 0): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of journal.read(from)) chunks.push(chunk);
  return chunks;
}
const rawsOf = (chunks: readonly Chunk[]): string[] =>
  chunks.flatMap(({ records }) => records.map(({ raw }) => raw));
const record = (raw: string, over: Partial<IncomingRecord> = {}): IncomingRecord => ({
  receivedAt: clock,
  raw,
  ...over,
});
const records = (count: number, from = 0): IncomingRecord[] =>
  Array.from({ length: count }, (_, index) => record(`dòng ${from + index}`));

describe('appending', () => {
  it('gives back what it was given, as valid chunks, now and after reopening', async () => {
    const given = [
      record('một dòng', { position: 'file:abc:000000000000', peer: '192.0.2.1' }),
      record('AAEC', { encoding: 'base64' }),
      record('dài', { truncated: true, peer: '2001:db8::1' }),
      record('\ud800 lẻ'),
      record(''),
    ];
    const journal = await open();
    await journal.append('s1', given, { kind: 'file', repeatable: true });
    const now = await chunksOf(journal);
    await journal.close();
    const later = await chunksOf(await open());
    expect(later).toEqual(now);
    expect(now.map((chunk) => ChunkSchema.parse(chunk))).toEqual(now);
    expect(now).toHaveLength(1);
    expect(now[0]).toMatchObject({ chunkId: 'c1.000000000000', seq: 0, sourceId: 's1', repeatable: true });
    expect(now[0]?.records).toEqual(given.map((r, i) => ({ position: `c1:0:${i}`, ...r })));
  });

  it('merges what arrives together by source, and cuts what is long', async () => {
    const journal = await open();
    await Promise.all([
      journal.append('s1', records(3), { kind: 'udp' }),
      journal.append('s2', records(2), { kind: 'udp' }),
      journal.append('s1', records(4, 3), { kind: 'udp' }),
    ]);
    await journal.append('s3', records(1201), { kind: 'http' });
    await journal.append(
      's4',
      Array.from({ length: 10 }, () => record('x'.repeat(60_000))),
      { kind: 'http' },
    );
    const chunks = await chunksOf(journal);
    expect(chunks.map(({ seq, sourceId, records: { length } }) => [seq, sourceId, length])).toEqual([
      [0, 's1', 7],
      [1, 's2', 2],
      [2, 's3', 500],
      [3, 's3', 500],
      [4, 's3', 201],
      [5, 's4', 4],
      [6, 's4', 4],
      [7, 's4', 2],
    ]);
    expect(journal.nextSeq()).toBe(8);
  });

  it('leaves no text of a record in any file', async () => {
    const journal = await open();
    await journal.append('s1', [record('BIMAT-'.repeat(50), { peer: '203.0.113.9' })], { kind: 'http' });
    await journal.close();
    for (const name of await readdir(directory)) {
      const bytes = await readFile(join(directory, name), 'latin1');
      expect(bytes.includes('BIMAT')).toBe(false);
      expect(bytes.includes('203.0.113.9')).toBe(false);
    }
  });

  it('seals segments into a chain that verifies', async () => {
    const journal = await open({ limits: { segmentBytes: 2000 } });
    for (let i = 0; i < 20; i += 1) await journal.append('s1', records(50, i * 50), { kind: 'http' });
    await journal.close();
    const report = await verifyChain(directory, { keyRing });
    expect(report).toMatchObject({ ok: true, problems: [] });
    expect(report.sealed).toBeGreaterThan(3);
    const again = await open();
    expect(rawsOf(await chunksOf(again))).toEqual(records(1000).map(({ raw }) => raw));
    expect(again.segments().every(({ sealed }) => sealed)).toBe(true);
  });
});
