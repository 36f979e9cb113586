import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { openJournal } from '@khien/journal';
import { silentLogger } from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import { openStore } from '@khien/store';
import { batchesOf } from '../faults/province-by-http';
import { endOnSignals } from './end-on-signals';
import { type BenchRow, insertAlone, limitRow, parseAlone, round, someEvents } from './limits';
import { type MonitorProcess, monitorProcess, sumOf } from './monitor-process';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 200_000);
const CONNECTIONS = 4;
const PATIENCE_MS = 15 * 60_000;
/** Events and records that the limits are measured with. */
const SAMPLE = 50_000;
const START = Date.parse('2026-11-18T04:00:00Z');

/**
 * One process on the embedded default: HTTP ingest to stored events and alerts, with fsync and the shipped rules, fed by another process.
 * Beside it, measured in this process right after: what parts of the same work cost alone. BENCH_RECORDS sets the number of records.
 */
export async function benchEmbedded(): Promise<BenchRow[]> {
  endOnSignals();
  const monitor = await monitorProcess();
  try {
    const whole = await ingestAll(monitor);
    await monitor.stop();
    const limits = await limitsOf(monitor.dataDir, whole.perSecond);
    return [whole, ...limits];
  } finally {
    monitor.remove();
  }
}

async function ingestAll(monitor: MonitorProcess): Promise<BenchRow> {
  const sender = senderProcess([monitor.url, String(RECORDS), String(CONNECTIONS)]);
  const lines = createInterface({ input: sender.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const before = monitor.usage();
  const started = performance.now();
  sender.stdin.write('go\n');
  const said = await lines.next();
  if (said.done) throw new Error('the sender failed');
  const sent = JSON.parse(said.value) as { bytes: number; seconds: number; repeats: number };
  const metrics = await settled(monitor);
  const seconds = (performance.now() - started) / 1000;
  const after = monitor.usage();
  const cpuSeconds = (after?.cpuSeconds ?? Number.NaN) - (before?.cpuSeconds ?? Number.NaN);
  return {
    case: 'HTTP ingest to stored events and alerts',
    records: RECORDS,
    seconds: round(seconds),
    perSecond: Math.round(RECORDS / seconds),
    acceptedPerSecond: Math.round(RECORDS / sent.seconds),
    repeatedPosts: sent.repeats,
    megabytes: round(sent.bytes / 1e6),
    cpuSecondsPer100k: round((cpuSeconds * 100_000) / RECORDS),
    rssMb: after?.rssMb,
    peakRssMb: after?.peakRssMb,
    ledger: ledgerOf(metrics),
  };
}

function senderProcess(args: readonly string[]) {
  const hook = join(__dirname, '../services/typescript-hook.cjs');
  const file = join(__dirname, 'ingest-sender.ts');
  const sender = spawn(process.execPath, ['--conditions=source', '-r', hook, file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const killAtExit = (): void => void sender.kill('SIGKILL');
  process.once('exit', killAtExit);
  sender.once('exit', () => process.removeListener('exit', killAtExit));
  return sender;
}

/** Waits until everything received is stored, known or dead-lettered. */
async function settled(monitor: MonitorProcess): Promise<Map<string, number>> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const metrics = await monitor.metrics();
    const { received, stored, duplicate, deadLettered } = ledgerOf(metrics);
    if (received >= RECORDS && received === stored + duplicate + deadLettered) return metrics;
    await wait(100);
  }
  throw new Error('records are still in flight');
}

function ledgerOf(metrics: ReadonlyMap<string, number>) {
  const of = (name: string): number => sumOf(metrics, `khien_records_${name}_total`);
  const [received, stored] = [of('received'), of('stored')];
  const [duplicate, deadLettered] = [of('duplicate'), of('dead_lettered')];
  return {
    received,
    stored,
    duplicate,
    deadLettered,
    balanced: received === stored + duplicate + deadLettered,
  };
}

async function limitsOf(dataDir: string, whole: number): Promise<BenchRow[]> {
  const store = await openStore({
    directory: dataDir,
    cursorKey: Buffer.from(readFileSync(join(dataDir, 'keys/cursor.key'), 'utf8').trim(), 'base64url'),
    log: silentLogger,
  });
  const alerts = await store.countBy('alerts', {}, 'rule.kind');
  const some = await someEvents(store, SAMPLE);
  await store.close();
  const directory = mkdtempSync(join(tmpdir(), 'khien-bench-store-'));
  const empty = await openStore({ directory, cursorKey: Buffer.alloc(32, 1), log: silentLogger });
  const inserted = await insertAlone(empty, some, whole);
  await empty.close();
  rmSync(directory, { recursive: true, force: true });
  return [
    {
      case: 'alerts',
      records: RECORDS,
      perSecond: whole,
      alerts: Object.fromEntries(alerts.map(({ value, count }) => [value, count])),
    },
    parseAlone(some.events, whole),
    inserted,
    await appendAlone(whole),
  ];
}

async function appendAlone(whole: number): Promise<BenchRow> {
  const directory = mkdtempSync(join(tmpdir(), 'khien-bench-journal-'));
  const keyRing = createKeyRing({ current: createHash('sha256').update('bench').digest() });
  const journal = await openJournal({
    directory,
    collectorId: 'bench',
    keyRing,
    log: silentLogger,
    now: Date.now,
  });
  const batches = batchesOf(SAMPLE, START, 500);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) {
      const records = batch.lines.map((raw, index) => ({
        raw,
        position: `http:${batch?.key}:${index}`,
        receivedAt: START,
      }));
      await journal.append(batch.sourceId, records, { kind: 'http', repeatable: true });
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const row = limitRow('journal append alone (fsync)', { records: SAMPLE, started, whole });
  await journal.close();
  rmSync(directory, { recursive: true, force: true });
  return row;
}
