import { describeWith } from '../services/describe-with';
import { mongoMissing } from '../services/mongo';
import { redisMissing } from '../services/redis';
import type { Outcome } from './outcome';
import { productionRun } from './production-run';
import { batchesOf } from './province-by-http';

/** FerretDB on SQLite takes some hundred events a second; `npm run bench -- faults` does more. */
const RECORDS = 1200;
const START = Date.parse('2026-11-18T04:00:00Z');

jest.setTimeout(300_000);

describeWith(redisMissing({ own: true }) ?? mongoMissing(), 'production mode over Redis and MongoDB', () => {
  const batches = batchesOf(RECORDS, START, 50);
  let undisturbed: Outcome;

  beforeAll(async () => {
    undisturbed = (
      await productionRun(batches, { killEveryMs: [0, 0], records: RECORDS, patienceMs: 120_000 })
    ).outcome;
  });

  it('takes every record in and out when nothing happens', () => {
    expect(undisturbed.events + undisturbed.deadLettered).toBe(RECORDS);
    expect(undisturbed.alerts.length).toBeGreaterThan(10);
  });

  it('loses nothing and raises the same alerts when collector, workers and Redis are killed and Redis is emptied', async () => {
    const { outcome, kills } = await productionRun(batches, {
      seed: 'one',
      flush: true,
      killEveryMs: [500, 1500],
      records: RECORDS,
      patienceMs: 150_000,
      expected: undisturbed,
    });

    expect(Object.keys(kills).sort()).toEqual(['collector', 'flushall', 'redis', 'worker']);
    expect(outcome.events).toBe(undisturbed.events);
    expect(outcome.eventIds).toBe(undisturbed.eventIds);
    expect(outcome.deadLettered).toBe(undisturbed.deadLettered);
    expect(outcome.alerts).toEqual(undisturbed.alerts);
    expect(outcome.ledger.in).toBe(
      outcome.ledger.stored + outcome.ledger.duplicate + outcome.ledger.deadLettered,
    );
  });
});
