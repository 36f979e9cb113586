import { embeddedRun } from '../faults/embedded-run';
import type { Outcome } from '../faults/outcome';
import { productionRun } from '../faults/production-run';
import { type Batch, batchesOf } from '../faults/province-by-http';
import { mongoMissing } from '../services/mongo';
import { redisMissing } from '../services/redis';
import { endOnSignals } from './end-on-signals';
import { type BenchRow, round } from './limits';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 200_000);
/** What a server on SQLite (FerretDB) takes in a few minutes, killed again and again; less than RECORDS where RECORDS is less. */
const PRODUCTION_RECORDS = Math.min(RECORDS, Number(process.env.BENCH_PRODUCTION_RECORDS ?? 5000));
const SEEDS = ['một', 'hai', 'ba'];
const START = Date.parse('2026-11-18T04:00:00Z');

/**
 * kill -9 at random while records come in, for three seeds, against an undisturbed run of the same records: the whole monitor in one process,
 * and collector, workers and Redis (which is also emptied) of the production mode where its servers can be had.
 */
export async function benchFaults(): Promise<BenchRow[]> {
  endOnSignals();
  return [...(await embedded()), ...(await production())];
}

async function embedded(): Promise<BenchRow[]> {
  const batches = batchesOf(RECORDS, START, 500);
  const calm = await embeddedRun(batches, { killEveryMs: [0, 0] });
  const rows = [told(rowOf('one process, undisturbed', { records: RECORDS, ...calm }))];
  for (const seed of SEEDS) {
    const run = await embeddedRun(batches, { seed, killEveryMs: [500, 4000] });
    rows.push(told(rowOf(`one process, seed ${seed}`, { records: RECORDS, ...run }, calm.outcome)));
  }
  return rows;
}

async function production(): Promise<BenchRow[]> {
  const missing = redisMissing({ own: true }) ?? mongoMissing();
  const name = 'collector, workers, Redis';
  if (missing !== undefined) return [{ case: `${name}: skipped, ${missing}`, records: 0, perSecond: 0 }];
  const records = PRODUCTION_RECORDS;
  const batches: Batch[] = batchesOf(records, START, 250);
  const options = { records, patienceMs: 10 * 60_000 };
  const calm = await productionRun(batches, { ...options, killEveryMs: [0, 0] });
  const rows = [told(rowOf(`${name}, undisturbed`, { records, ...calm }))];
  for (const seed of SEEDS) {
    const run = await productionRun(batches, {
      ...options,
      seed,
      flush: true,
      killEveryMs: [500, 2500],
      expected: calm.outcome,
    });
    rows.push(told(rowOf(`${name}, seed ${seed}, flushed`, { records, ...run }, calm.outcome)));
  }
  return rows;
}

/** The whole takes many minutes: each row is also said as soon as it is known. */
function told(row: BenchRow): BenchRow {
  process.stderr.write(`${JSON.stringify(row)}\n`);
  return row;
}

interface Run {
  records: number;
  outcome: Outcome;
  kills: unknown;
  repeats: number;
  seconds: number;
}

/** Without a run to compare with, it is compared with what was sent alone. */
function rowOf(name: string, { records, outcome, kills, repeats, seconds }: Run, calm = outcome): BenchRow {
  const { events, deadLettered, eventIds, alerts, ledger } = outcome;
  return {
    case: name,
    records,
    perSecond: Math.round(records / seconds),
    seconds: round(seconds),
    kills,
    repeatedPosts: repeats,
    events,
    deadLettered,
    alerts: alerts.length,
    allThere: events + deadLettered === records,
    sameEvents: eventIds === calm.eventIds,
    sameAlerts: JSON.stringify(alerts) === JSON.stringify(calm.alerts),
    ledgerBalanced: ledger.in === ledger.stored + ledger.duplicate + ledger.deadLettered,
  };
}
