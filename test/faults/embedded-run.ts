import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger } from '@khien/model';
import { createDice } from '@khien/sample-traffic';
import { openStore } from '@khien/store';
import { freePort } from '../services/loopback';
import { answers, type RoleProcess, roleProcess } from './node-process';
import { type Outcome, outcomeOf } from './outcome';
import { type Batch, writeRegistry } from './province-by-http';
import { sendBatches } from './send-batches';

export interface RunResult {
  outcome: Outcome;
  kills: number;
  repeats: number;
  seconds: number;
}

/** The one-process monitor takes the batches while it is killed at random moments (never, without a seed), and is asked what it has afterwards. */
export async function embeddedRun(
  batches: readonly Batch[],
  options: { seed?: string; killEveryMs: [number, number] },
): Promise<RunResult> {
  const config = writeRegistry();
  const dataDir = mkdtempSync(join(tmpdir(), 'khien-faults-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const monitor = roleProcess({
    app: 'khien',
    args: ['start', '--data', dataDir, '--port', String(port), '--no-sample'],
    env: { KHIEN_CONFIG_DIR: config.directory, KHIEN_LOG_LEVEL: 'warn' },
    ready: () => answers(`${url}/health/live`),
  });
  try {
    return await runMonitor(monitor, { url, dataDir }, batches, options);
  } finally {
    await monitor.kill9();
    config.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function runMonitor(
  monitor: RoleProcess,
  { url, dataDir }: { url: string; dataDir: string },
  batches: readonly Batch[],
  options: { seed?: string; killEveryMs: [number, number] },
): Promise<RunResult> {
  const started = Date.now();
  await monitor.start();
  const sending = sendBatches(url, batches);
  const killing =
    options.seed === undefined
      ? undefined
      : killAtRandom(options.seed, options.killEveryMs, sending, monitor);
  const repeats = await sending;
  const kills = (await killing) ?? 0;
  await drained(url);
  const seconds = (Date.now() - started) / 1000;
  // Baselines are folded every two seconds behind the cursor; an orderly stop is part of what is tested.
  await wait(5000);
  const status = await monitor.stop();
  if (status !== 0) throw new Error(`the monitor did not stop in order (${status}): ${monitor.lastWords()}`);
  const store = await openStore({
    directory: dataDir,
    cursorKey: Buffer.from(readFileSync(join(dataDir, 'keys/cursor.key'), 'utf8').trim(), 'base64url'),
    log: silentLogger,
  });
  const outcome = await outcomeOf(store);
  await store.close();
  return { outcome, kills, repeats, seconds };
}

async function killAtRandom(
  seed: string,
  [low, high]: [number, number],
  sending: Promise<unknown>,
  monitor: ReturnType<typeof roleProcess>,
): Promise<number> {
  const dice = createDice(seed);
  let kills = 0;
  let done = false;
  const finished = sending.then(() => {
    done = true;
  });
  for (;;) {
    await Promise.race([finished, wait(low + dice.below(high - low))]);
    if (done) return kills;
    await monitor.kill9();
    kills += 1;
    await monitor.start();
  }
}

/** Resolves when nothing is in flight any more. */
export async function drained(url: string): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const inFlight = [...metrics.matchAll(/^khien_(?:records_in_flight\S*|queue_chunks\S*) (\d+)$/gm)].map(
      (match) => Number(match[1]),
    );
    calm = inFlight.length > 0 && inFlight.every((value) => value === 0) ? calm + 1 : 0;
    await wait(200);
  }
}
