import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Store, silentLogger } from '@khien/model';
import { openStore } from '@khien/store';
import {
  type CorrelationHit,
  type HitWindow,
  nameOf,
  readHits,
} from '../../libs/pipeline/src/correlation-hits';

const DAY = '2026-11-18';
const START = Date.parse(`${DAY}T00:00:00Z`);
const MINUTE = 60_000;
let directory: string;
let store: Store;
let questions = 0;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'khien-hits-'));
  const opened = await openStore({ directory, cursorKey: Buffer.alloc(32, 3), log: silentLogger });
  questions = 0;
  store = {
    ...opened,
    find(collection, query) {
      questions += 1;
      return opened.find(collection, query);
    },
  };
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

function hit(key: string, number: number, time: number): CorrelationHit {
  return {
    _id: `${key}-${number}`,
    key,
    ruleId: 'r',
    baseRuleId: 'b',
    time,
    eventId: `e${number}`,
    day: DAY,
    chunkId: 'main.000000000001',
    entity: { kind: 'source.ip', value: key },
    place: { sourceId: 's' },
  };
}

const window = (key: string, from: number, to: number): HitWindow => ({
  key,
  start: START + from * MINUTE,
  end: START + to * MINUTE,
});

it('gives every window its own hits, in order, for one question a span', async () => {
  const hits = ['a', 'b', 'c'].flatMap((key) =>
    [9, 3, 15, 13, 4].map((minute, n) => hit(key, n, START + minute * MINUTE)),
  );
  await store.insertManyOnce('correlation_hits', hits, DAY);

  const asked = [window('a', 0, 10), window('b', 0, 14), window('none', 0, 10), window('a', 4, 16)];
  const found = await readHits(store, asked, DAY);

  const minutes = asked.map((one) => found.get(nameOf(one))?.map(({ time }) => (time - START) / MINUTE));
  expect(minutes).toEqual([[3, 4, 9], [3, 4, 9, 13], [], [4, 9, 13, 15]]);
  expect(found.get(nameOf(window('b', 0, 14)))?.every(({ key }) => key === 'b')).toBe(true);
  expect(questions).toBe(2);
});

it('lets no group with very many hits take room from another', async () => {
  const many = Array.from({ length: 5200 }, (_none, n) => hit('loud', n, START + 5 * MINUTE + n));
  const few = [hit('quiet', 0, START + MINUTE), hit('quiet', 1, START + 2 * MINUTE)];
  await store.insertManyOnce('correlation_hits', [...few, ...many], DAY);

  const found = await readHits(store, [window('loud', 0, 60), window('quiet', 0, 60)], DAY);

  expect(found.get(nameOf(window('quiet', 0, 60)))).toHaveLength(2);
  const loud = found.get(nameOf(window('loud', 0, 60))) ?? [];
  expect(loud).toHaveLength(5000);
  expect(loud.at(-1)?._id).toBe('loud-5199');
});
