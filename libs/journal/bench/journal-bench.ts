import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { deflateRawSync } from 'node:zlib';
import { type IncomingRecord, type Journal, silentLogger } from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import { openJournal } from '../src/index';

/** One measurement and, in the same run, what bounds it. Rates are per second. */
export interface JournalBenchRow {
  case: string;
  records: number;
  recordsPerSecond: number;
  megabytesPerSecond: number;
  /** Longest pause of the event loop, milliseconds, where one was measured. */
  loopMaxMs?: number;
}

const BATCH = 500;
const now = (): number => Date.now();

/** Lines like those of a web server, about 300 octets, no two alike. */
function batch(from: number): IncomingRecord[] {
  return Array.from({ length: BATCH }, (_, index) => {
    const n = from + index;
    const id = createHash('sha256').update(String(n)).digest('hex');
    const time = `[21/Nov/2026:08:${String(n % 60).padStart(2, '0')}:${String((n >> 6) % 60).padStart(2, '0')} +0700]`;
    const agent = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/${100 + (n % 40)}.0 Safari/537.36`;
    const raw = `198.51.100.${n % 250} - canbo${n % 900} ${time} "GET /dich-vu-cong/ho-so/${id.slice(0, 24)}?trang=${n % 17} HTTP/1.1" 200 ${n % 90_000} "https://dvc.example.vn/tra-cuu/${id.slice(24, 40)}" "${agent}"`;
    return { receivedAt: now(), raw, position: `file:bench:${String(n * 300).padStart(12, '0')}` };
  });
}

async function timed(
  name: string,
  batches: IncomingRecord[][],
  work: () => Promise<void>,
): Promise<JournalBenchRow> {
  const records = batches.reduce((sum, { length }) => sum + length, 0);
  const bytes = batches.flat().reduce((sum, { raw }) => sum + Buffer.byteLength(raw), 0);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    case: name,
    records,
    recordsPerSecond: Math.round(records / seconds),
    megabytesPerSecond: round(bytes / seconds / 1e6),
    loopMaxMs: round(delay.max / 1e6),
  };
}

/** Appends with `callers` at a time, each waiting for the disk before it sends the next batch. */
async function appendAll(journal: Journal, batches: IncomingRecord[][], callers: number): Promise<void> {
  const left = batches.values();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const records of left) await journal.append('bench', records, { kind: 'file' });
    }),
  );
}

async function readAll(journal: Journal): Promise<number> {
  let count = 0;
  for await (const chunk of journal.read(0)) count += chunk.records.length;
  return count;
}

/** The journal's rates beside those of the disk, the hash and the compression alone, on the same records in the same run. */
export async function benchJournal({ batches: count = 400 } = {}): Promise<JournalBenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'khien-bench-'));
  const batches = Array.from({ length: count }, (_, index) => batch(index * BATCH));
  const octets = batches.map((records) => Buffer.from(records.map(({ raw }) => raw).join('\n')));
  const deps = {
    directory,
    collectorId: 'bench',
    keyRing: createKeyRing({ current: randomBytes(32) }),
    now,
    log: silentLogger,
  };
  try {
    const rows: JournalBenchRow[] = [];
    const file = await open(join(directory, 'limit'), 'w');
    rows.push(
      await timed('limit: write + fdatasync per batch', batches, async () => {
        for (const block of octets) {
          await file.write(block);
          await file.datasync();
        }
      }),
    );
    await file.close();
    rows.push(
      await timed('limit: deflate level 1', batches, async () => {
        for (const block of octets) deflateRawSync(block, { level: 1 });
      }),
      await timed('limit: sha256', batches, async () => {
        for (const block of octets) createHash('sha256').update(block).digest();
      }),
    );
    const journal = await openJournal(deps);
    const half = Math.floor(count / 2);
    rows.push(
      await timed('journal: append, 1 caller', batches.slice(0, half), () =>
        appendAll(journal, batches.slice(0, half), 1),
      ),
      await timed('journal: append, 8 callers', batches.slice(half), () =>
        appendAll(journal, batches.slice(half), 8),
      ),
    );
    await journal.close();
    let reopened: Journal | undefined;
    rows.push(
      await timed('journal: open', batches, async () => {
        reopened = await openJournal(deps);
      }),
      await timed('journal: read from disk', batches, async () => {
        const read = reopened ? await readAll(reopened) : 0;
        if (read !== count * BATCH) throw new Error(`bench: ${read} records read, not ${count * BATCH}`);
      }),
    );
    await reopened?.close();
    return rows;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
