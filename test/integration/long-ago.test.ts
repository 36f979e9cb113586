import type { Alert } from '@khien/model';
import { type Bench, chunkOf, openBench, recordOf } from './chunk-fixture';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

describe('events of long ago', () => {
  const old = (day: number, target: string): string =>
    `203.0.113.7 - - [${String((day % 28) + 1).padStart(2, '0')}/${['Jan', 'Feb', 'Mar', 'Apr'][day % 4]}/${1990 + (day % 30)}:10:00:00 +0700] "GET ${target} HTTP/1.1" 404 12 "-" "x"`;

  it('make no partition per day that a hostile or broken clock names', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => recordOf(old(i, `/nope${i}`), `p:${i}`));
    await bench.handle(chunkOf(0, 'motcua-web', lines));
    const { docs } = await bench.store.find('correlation_hits', {
      limit: 1000,
      days: { from: '1990-01-01', to: '2026-12-31' },
    });
    expect(docs.length).toBeGreaterThanOrEqual(400);
    expect((await bench.store.partitions('correlation_hits')).length).toBeLessThanOrEqual(30);
  });

  it('are correlated all the same, whichever chunk brings them', async () => {
    const line = (i: number): string =>
      `203.0.113.7 - - [31/Dec/2015:23:5${9 - (i % 2)}:${String(i % 60).padStart(2, '0')} +0000] "GET /nope${i} HTTP/1.1" 404 12 "-" "x"`;
    const lines = Array.from({ length: 400 }, (_, i) => recordOf(line(i), `p:${i}`));
    for (let seq = 0; seq < 4; seq++)
      await bench.handle(chunkOf(seq, 'motcua-web', lines.slice(seq * 100, seq * 100 + 100)));
    await bench.recorder.drain();
    const found = (await bench.store.find<Alert>('alerts', { limit: 1000 })).docs.filter(
      (alert) => alert.rule.kind === 'correlation',
    );
    expect(found.map(({ rule, count }) => [rule.id, count])).toEqual([['web-content-enumeration', 400]]);
  });
});
