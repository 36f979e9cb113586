import { silentLogger } from '@khien/model';
import { createPoisonGuard } from '@khien/pipeline';
import fc from 'fast-check';
import { type Bench, chunkOf, openBench, recordOf } from './chunk-fixture';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

/** Dies (throws through everything, like a killed process) on the deadly records; returns the indexes left out, and how often it died. */
async function attempts(
  records: number,
  deadly: readonly number[],
  /** During which the process is killed from outside, once alone each. */
  unlucky: readonly number[] = [],
): Promise<{ skipped: number[]; deaths: number; probed: number }> {
  const chunk = chunkOf(
    1,
    'motcua-web',
    Array.from({ length: records }, (_, index) => recordOf(`line ${index}`, `p:${index}`)),
  );
  let probed = 0;
  const due = new Set(unlucky);
  const singly = async () => {
    const noted = await bench.store.get<{ _id: string; probing: { from: number; to: number } | null }>(
      'state',
      `suspect:${chunk.chunkId}`,
    );
    return noted?.probing && noted.probing.to - noted.probing.from === 1 ? noted.probing.from : undefined;
  };
  const guard = createPoisonGuard({
    store: bench.store,
    log: silentLogger,
    probe: (_chunk, index) => {
      probed += 1;
      if (deadly.includes(index) || due.has(index)) throw new Error('died');
    },
  });
  for (let attempt = 1, deaths = 0; ; attempt++) {
    try {
      const skipped = [...(await guard.begin(chunk, attempt))];
      // The first attempts do not look; a real worker would die on the record itself.
      if (attempt < 3) continue;
      return { skipped: skipped.sort((a, b) => a - b), deaths, probed };
    } catch {
      deaths += 1;
      const alone = await singly();
      if (alone !== undefined) due.delete(alone);
    }
  }
}

describe('a record that kills the worker', () => {
  it.each([
    { name: 'no record', records: 120, deadly: [] },
    { name: 'the first', records: 120, deadly: [0] },
    { name: 'one in the middle', records: 120, deadly: [77] },
    { name: 'the last', records: 120, deadly: [119] },
    { name: 'two in one block', records: 120, deadly: [10, 11] },
    { name: 'two in different blocks', records: 500, deadly: [3, 480] },
    { name: 'the only one', records: 1, deadly: [0] },
  ])('is found and left out: $name', async ({ records, deadly }) => {
    const { skipped, deaths } = await attempts(records, deadly);

    expect(skipped).toEqual(deadly);
    expect(deaths).toBeLessThanOrEqual(deadly.length * 3);
  });

  it('is found wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 130 }),
        fc.uniqueArray(fc.nat(129), { maxLength: 4 }),
        async (records, positions) => {
          const deadly = positions.filter((position) => position < records).sort((a, b) => a - b);
          await bench.store.put('state', [
            { _id: 'suspect:test.000000000001', version: 1, probing: null, deadly: [] } as never,
          ]);

          expect((await attempts(records, deadly)).skipped).toEqual(deadly);
        },
      ),
      { numRuns: 25 },
    );
  });
});

it('costs no good record its place when the worker is killed from outside while it looks, whichever record that hits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 130 }),
      fc.uniqueArray(fc.nat(129), { maxLength: 5 }),
      async (records, positions) => {
        const unlucky = positions.filter((position) => position < records);
        await bench.store.put('state', [
          { _id: 'suspect:test.000000000001', version: 1, probing: null, deadly: [] } as never,
        ]);

        const { skipped, deaths } = await attempts(records, [], unlucky);

        expect(skipped).toEqual([]);
        expect(deaths).toBeGreaterThanOrEqual(unlucky.length);
      },
    ),
    { numRuns: 25 },
  );
});

it('does not look at the records of a chunk that came for the first or second time', async () => {
  const guard = createPoisonGuard({
    store: bench.store,
    log: silentLogger,
    probe: () => expect(true).toBe(false),
  });

  expect((await guard.begin(chunkOf(0, 'motcua-web', [recordOf('x', 'p:0')]), 2)).size).toBe(0);
});
