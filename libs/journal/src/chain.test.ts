import { appendFile, copyFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyRing } from '@khien/sealing';
import { chunksOf, keyRing, lines, range, scratchJournals, testKey } from '../test/scratch-journal';
import { linkLine, parseChain } from './chain';
import { verifyChain } from './verify-chain';

const scratch = scratchJournals();
const segment = (number: number): string =>
  join(scratch.directory, `${String(number).padStart(10, '0')}.journal`);
const chainFile = (): string => join(scratch.directory, 'chain.jsonl');

async function sealedJournal(): Promise<string> {
  const journal = await scratch.open({ limits: { segmentBytes: 800 } });
  for (const i of range(24)) await journal.append('s1', lines(5, i * 5), { kind: 'http' });
  await journal.close();
  const report = await verifyChain(scratch.directory, { keyRing });
  expect(report).toMatchObject({ ok: true, problems: [] });
  expect(report.sealed).toBeGreaterThanOrEqual(4);
  return report.head;
}

async function editChain(edit: (lines: string[]) => string[]): Promise<void> {
  const text = await readFile(chainFile(), 'utf8');
  await writeFile(
    chainFile(),
    edit(text.split('\n').slice(0, -1))
      .map((line) => `${line}\n`)
      .join(''),
  );
}
/** Rewrites the whole chain with right hashes, as somebody without the key could. */
async function resign(change: (line: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const forger = createKeyRing({ current: testKey('forger') });
  let prev = '0'.repeat(64);
  const { lines: old } = parseChain(await readFile(chainFile(), 'utf8'));
  const text = old.map((line) => {
    const { prev: _prev, hash: _hash, mark: _mark, ...rest } = line;
    const linked = linkLine(change(rest) as never, prev, forger);
    prev = linked.hash;
    return `${JSON.stringify(linked)}\n`;
  });
  await writeFile(chainFile(), text.join(''));
}

it.each<{ name: string; tamper: () => Promise<unknown>; found: RegExp }>([
  {
    name: 'an octet of a segment changed',
    tamper: async () => {
      const octets = await readFile(segment(2));
      octets.writeUInt8((octets[300] ?? 0) ^ 1, 300);
      await writeFile(segment(2), octets);
    },
    found: /segment 2: content differs/,
  },
  { name: 'a segment deleted', tamper: () => rm(segment(2)), found: /segment 2: the file is gone/ },
  { name: 'a middle segment cut', tamper: () => truncate(segment(3), 200), found: /segment 3: 200 octets/ },
  {
    name: 'something added to a segment',
    tamper: () => appendFile(segment(1), 'x'),
    found: /segment 1: \d+ octets/,
  },
  {
    name: 'two segments exchanged',
    tamper: async () => {
      await copyFile(segment(1), join(scratch.directory, 'tmp'));
      await copyFile(segment(2), segment(1));
      await copyFile(join(scratch.directory, 'tmp'), segment(2));
    },
    found: /segment [12]: /,
  },
  {
    name: 'a seal edited',
    tamper: () =>
      editChain((all) =>
        all.map((line, i) => (i === 1 ? line.replace(/"records":\d+/, '"records":1') : line)),
      ),
    found: /seal of segment 2: was changed/,
  },
  {
    name: 'a seal removed',
    tamper: () => editChain((all) => all.filter((_, i) => i !== 1)),
    found: /does not follow/,
  },
  {
    name: 'two seals exchanged',
    tamper: () => editChain(([a, b, ...rest]) => [b ?? '', a ?? '', ...rest]),
    found: /does not follow/,
  },
  {
    name: 'a seal made unreadable',
    tamper: () => editChain((all) => ['{', ...all]),
    found: /line 1: not readable/,
  },
  { name: 'the chain removed', tamper: () => rm(chainFile()), found: /has no seal|the head it once had/ },
  {
    name: 'the last seals and segments removed',
    tamper: () => editChain((all) => all.slice(0, 2)),
    found: /has no seal|the head it once had/,
  },
  {
    name: 'everything hashed anew without the key',
    tamper: () => resign((line) => line),
    found: /not marked with our key/,
  },
])('finds $name', async ({ tamper, found }) => {
  const head = await sealedJournal();
  await tamper();
  const report = await verifyChain(scratch.directory, { keyRing, head });
  expect(report.ok).toBe(false);
  expect(report.problems.join('\n')).toMatch(found);
});

it('is continued over restarts, and a seal cut while being written is written again', async () => {
  const head = await sealedJournal();
  await appendFile(chainFile(), '{"kind":"seal","segm');
  const journal = await scratch.open();
  await journal.append('s1', lines(3, 500), { kind: 'http' });
  await journal.close();
  expect(await verifyChain(scratch.directory, { keyRing, head })).toMatchObject({ ok: true, problems: [] });
});

it('keeps the seals of purged segments, deletes only what is released and old enough', async () => {
  await sealedJournal();
  const journal = await scratch.open();
  const [first, second] = journal.segments();
  if (!first || !second) throw new Error('too few segments');
  expect(await journal.purgeBefore(scratch.clock.at + 1)).toBe(0);
  await journal.releaseThrough(second.lastSeq);
  expect(await journal.purgeBefore(scratch.clock.at)).toBe(0);
  scratch.clock.at += 1000;
  expect(await journal.purgeBefore(scratch.clock.at)).toBe(2);
  expect((await chunksOf(journal))[0]?.seq).toBe(second.lastSeq + 1);
  expect(await verifyChain(scratch.directory, { keyRing })).toMatchObject({ ok: true, purged: 2 });
  await journal.close();
  const again = await scratch.open();
  expect(again.segments().map(({ segment: number }) => number)).not.toContain(first.segment);
  expect((await chunksOf(again, 0))[0]?.seq).toBe(second.lastSeq + 1);
});
