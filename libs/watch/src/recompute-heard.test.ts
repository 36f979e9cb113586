import type { Registry } from '@khien/model';
import { openTestStore, type TestStore } from '../test/test-store';
import { createHeardWatch } from './recompute-heard';

const NOW = Date.parse('2026-11-21T03:00:00Z');
const source = (id: string, systemId: string): Registry['sources'][number] => ({
  ...{ id, systemId, name: { vi: id, en: id }, profile: 'web-access', transport: { kind: 'replay' } },
  ...{ timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8', silenceMinutes: 30 },
});

let test: TestStore;
let rounds: string[][];
beforeEach(() => {
  test = openTestStore();
  rounds = [];
});
afterEach(() => test.close());

const heardAt = (sourceId: string, at: number): Promise<void> =>
  test.store.put('intake', [
    {
      ...{ _id: `${sourceId}|${at}|c|0`, collectorId: 'c', sourceId, segment: 0, minute: at - (at % 60_000) },
      ...{ received: 3, shed: 0, bytes: 30 },
    },
  ]);

it('has a sheet made again when a source begins to speak and when it falls silent, and not otherwise', async () => {
  const registry = { sources: [source('a', 'mot-cua'), source('b', 'lgsp')] } as Registry;
  let now = NOW;
  const watch = createHeardWatch({
    store: test.store,
    registry: () => registry,
    sheets: {
      recompute: async (ids) => {
        rounds.push([...(ids ?? [])]);
        return { computed: 0, changed: 0, alerts: 0 };
      },
    },
    now: () => now,
  });
  await watch();
  expect(rounds).toEqual([['mot-cua', 'lgsp']]);
  await watch();
  expect(rounds).toHaveLength(1);
  await heardAt('a', NOW);
  await watch();
  expect(rounds.slice(1)).toEqual([['mot-cua']]);
  now += 33 * 60_000;
  await watch();
  expect(rounds.slice(2)).toEqual([['mot-cua']]);
});
