import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chunk, type IncomingRecord, type Journal, silentLogger } from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import { type JournalDeps, openJournal } from '../src/index';

export const testKey = (name: string): Buffer => createHash('sha256').update(name).digest();
export const keyRing = createKeyRing({ current: testKey('test key') });
export const START = Date.UTC(2026, 10, 21, 3, 0, 0);

/** Memory-backed where there is one: an fsync costs nothing there and means the same to a process that is killed. */
const BASE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
export const scratchDirectory = (): Promise<string> => mkdtemp(join(BASE, 'khien-journal-'));

/** A directory and a clock for each test; journals opened here are closed and the directory removed after it. */
export function scratchJournals() {
  const scratch = { directory: '', clock: { at: START }, open, crashImage };
  const opened: Journal[] = [];
  const images: string[] = [];

  beforeEach(async () => {
    scratch.clock.at = START;
    scratch.directory = await scratchDirectory();
  });
  afterEach(async () => {
    for (const journal of opened.splice(0)) await journal.close();
    for (const path of [scratch.directory, ...images.splice(0)])
      await rm(path, { recursive: true, force: true });
  });

  async function open(over: Partial<JournalDeps> = {}): Promise<Journal> {
    const { directory, clock } = scratch;
    const limits = { groupMs: 1, shedEveryMs: 5, ...over.limits };
    const own = { directory, collectorId: 'c1', keyRing, now: () => clock.at, log: silentLogger };
    const journal = await openJournal({ ...own, ...over, limits });
    opened.push(journal);
    return journal;
  }

  /** What the disk would hold had the process died now. */
  async function crashImage(): Promise<string> {
    const image = await scratchDirectory();
    images.push(image);
    await cp(scratch.directory, image, { recursive: true });
    return image;
  }

  return scratch;
}

export async function chunksOf(journal: Journal, from = 0): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of journal.read(from)) chunks.push(chunk);
  return chunks;
}
export const rawsOf = (chunks: readonly Chunk[]): string[] =>
  chunks.flatMap(({ records }) => records.map(({ raw }) => raw));

export function lines(count: number, from = 0): IncomingRecord[] {
  return Array.from({ length: count }, (_, index) => ({ receivedAt: START, raw: `dòng ${from + index}` }));
}
export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
