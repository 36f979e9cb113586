import type { Source } from '@khien/model';
import { type Harness, startApi } from '../test/harness';
import type { SourceHealth } from './api-deps';

/** Of which sources the health was computed, one entry a request. */
const asked: string[][] = [];
let api: Harness;
let headers: Record<string, string>;
beforeAll(async () => {
  api = await startApi({
    async sourceHealth(of?: readonly Source[]) {
      asked.push((of ?? api.deps.registry().sources).map(({ id }) => id));
      return (of ?? []).map(({ id }) => ({ ...HEALTH, sourceId: id }));
    },
  });
  headers = await api.as('admin', '*');
});
afterAll(() => api.close());

const HEALTH: Omit<SourceHealth, 'sourceId'> = {
  ...{ state: 'alive', lastRecordAt: 1, balanced: true, ratePerMinute: 1, parseRate: 1 },
  totals: { received: 1, stored: 1, duplicate: 0, deadLettered: 0, shed: 0, inFlight: 0 },
};

it.each([
  ['/sources/:source', 'one'],
  ['/systems/:system', 'system'],
  ['/sources', 'all'],
] as const)('%s measures only the sources it shows', async (path, whose) => {
  const { sources } = api.deps.registry();
  const [first] = sources;
  if (!first) throw new Error('no source in the sample');
  const expected = {
    one: [first],
    system: sources.filter((one) => one.systemId === first.systemId),
    all: sources,
  };
  asked.length = 0;
  const address = path.replace(':source', first.id).replace(':system', first.systemId);
  const response = await fetch(`${api.url}/api/v1${address}`, { headers });
  const body = await response.json();
  expect(response.status).toBe(200);
  expect(asked).toEqual([expected[whose].map(({ id }) => id)]);
  const shown = whose === 'one' ? [body] : whose === 'system' ? body.sources : body.items;
  expect(shown.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual(
    expected[whose].map(({ id }) => [id, 'alive']),
  );
  expect(sources.length).toBeGreaterThan(1);
});
