import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedRun } from './embedded-run';
import { batchesOf } from './province-by-http';

const built = join(__dirname, '../../apps/khien/dist/main.js');
if (!existsSync(built)) throw new Error('run `npm run build` first: these tests kill the built processes');

/** Small enough for every run; `npm run bench -- faults` does the same with 200,000 records and three seeds. */
const RECORDS = 12_000;
const START = Date.parse('2026-11-18T04:00:00Z');

jest.setTimeout(180_000);

it('loses nothing, stores nothing twice and raises the same alerts when kill -9 hits it at random', async () => {
  const batches = batchesOf(RECORDS, START, 100);
  const undisturbed = await embeddedRun(batches, { killEveryMs: [0, 0] });
  const disturbed = await embeddedRun(batches, { seed: 'one', killEveryMs: [400, 2500] });

  expect(disturbed.kills).toBeGreaterThan(0);
  expect(undisturbed.outcome.events + undisturbed.outcome.deadLettered).toBe(RECORDS);
  expect(disturbed.outcome.events).toBe(undisturbed.outcome.events);
  expect(disturbed.outcome.eventIds).toBe(undisturbed.outcome.eventIds);
  expect(disturbed.outcome.deadLettered).toBe(undisturbed.outcome.deadLettered);
  expect(disturbed.outcome.alerts).toEqual(undisturbed.outcome.alerts);
  expect(undisturbed.outcome.alerts.length).toBeGreaterThan(10);
  for (const { ledger } of [undisturbed.outcome, disturbed.outcome])
    expect(ledger.in).toBe(ledger.stored + ledger.duplicate + ledger.deadLettered);
});
