import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { createReceivers, type Receivers } from '@khien/collect';
import { createIntakePort } from '@khien/intake';
import { openJournal } from '@khien/journal';
import { type Journal, Source, silentLogger } from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import { runTypescript } from '../services/run-typescript';
import { endOnSignals } from './end-on-signals';
import type { BenchRow } from './limits';

/** Issue 5: 100 rotations at 5,000 lines a second. */
const ROTATIONS = Number(process.env.BENCH_ROTATIONS ?? 100);
const PER_SECOND = Number(process.env.BENCH_PER_SECOND ?? 5_000);
const EVERY_MS = Number(process.env.BENCH_ROTATE_MS ?? 400);
const now = (): number => Date.now();

/** Ways of logrotate(8). The writer is told to open its file anew after a rename; by copytruncate it never knows. */
const WAYS = {
  rename(log: string, round: number): void {
    renameSync(log, `${log}.${round}`);
  },
  copytruncate(log: string, round: number): void {
    copyFileSync(log, `${log}.${round}`);
    truncateSync(log);
  },
};

/** A writer in a process of its own, its file rotated under it, the tail with its usual settings and a journal on disk here; every line is counted out of the journal. */
export async function benchRotation(): Promise<BenchRow[]> {
  endOnSignals();
  const rows: BenchRow[] = [];
  for (const way of ['rename', 'copytruncate'] as const) rows.push(await rotated(way));
  return rows;
}

async function rotated(way: keyof typeof WAYS): Promise<BenchRow> {
  const directory = mkdtempSync(join(tmpdir(), 'khien-bench-'));
  const log = join(directory, 'access.log');
  const keyRing = createKeyRing({ current: randomBytes(32) });
  const journal = await openJournal({
    directory: join(directory, 'journal'),
    collectorId: 'bench',
    keyRing,
    now,
    log: silentLogger,
  });
  const receivers = tailOf(log, directory, journal);
  await receivers.start();
  try {
    const seconds = Math.ceil((ROTATIONS * EVERY_MS) / 1000) + 2;
    const writer = runTypescript(join(__dirname, 'rotating-writer.ts'), [
      log,
      String(PER_SECOND),
      String(seconds),
    ]);
    const said = createInterface({ input: writer.stdout ?? process.stdin });
    await once(said, 'line');
    const done = once(said, 'line');
    for (let round = 0; round < ROTATIONS; round++) {
      await wait(EVERY_MS);
      WAYS[way](log, round);
      if (way === 'rename') writer.kill('SIGHUP');
    }
    const [line] = (await done) as [string];
    const { written } = JSON.parse(line) as { written: number };
    const { records, distinct } = await settled(journal, written);
    return {
      case: `file tail, ${ROTATIONS} rotations by ${way} at ${PER_SECOND} lines/s`,
      records,
      perSecond: Math.round(records / seconds),
      written,
      lost: written - distinct,
      twice: records - distinct,
    };
  } finally {
    await receivers.stop();
    await journal.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function tailOf(log: string, directory: string, journal: Journal): Receivers {
  const source = Source.parse({
    id: 'bench',
    name: { vi: 'bench', en: 'bench' },
    profile: 'web-access',
    systemId: 'bench',
    transport: { kind: 'file', paths: [log] },
  });
  return createReceivers({
    sources: [source],
    intake: createIntakePort({ journal, now, log: silentLogger }),
    files: { checkpointFile: join(directory, 'files.json') },
    log: silentLogger,
    now,
  });
}

/** Until every line is there, or nothing more comes. */
async function settled(journal: Journal, written: number): Promise<{ records: number; distinct: number }> {
  for (let before = -1; ; ) {
    await wait(3_000);
    const found = await counted(journal);
    if (found.distinct >= written || found.records === before) return found;
    before = found.records;
  }
}

async function counted(journal: Journal): Promise<{ records: number; distinct: number }> {
  let records = 0;
  const seen = new Set<string>();
  for await (const chunk of journal.read(0))
    for (const { raw } of chunk.records) {
      records++;
      seen.add(raw.slice(0, raw.indexOf(' ', 5)));
    }
  return { records, distinct: seen.size };
}
