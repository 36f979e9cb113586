import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEnricher } from '@khien/enrich';
import {
  type Chunk,
  chunkIdOf,
  dayOf,
  type RawRecord,
  type Registry,
  type Source,
  type Store,
  silentLogger,
} from '@khien/model';
import {
  createChunkHandler,
  createChunkWork,
  createCorrelator,
  createPoisonGuard,
  loadRules,
} from '@khien/pipeline';
import { type AlertRecorder, createAlertRecorder } from '@khien/record';
import { createKeyRing } from '@khien/sealing';
import { loadRegistry, loadRuleFiles } from '@khien/settings';
import { COLLECTIONS, createSqliteStore } from '@khien/store';

const root = join(__dirname, '../..');

/** The sample province's registry and the shipped rules: what `npm start` runs with. */
export const registry: Registry = loadRegistry([join(root, 'config/sample-province')], {
  calendar: join(root, 'config/calendar.yml'),
}).registry;
export const rules = loadRules(loadRuleFiles([join(root, 'rules')]).files);

export const NOW = Date.parse('2026-11-18T04:00:00.000Z');
const keyRing = createKeyRing({ current: Buffer.alloc(32, 7) });

export interface Bench {
  store: Store;
  recorder: AlertRecorder;
  handle(chunk: Chunk, attempt?: number): Promise<void>;
  work: ReturnType<typeof createChunkWork>;
  open: (sealed: Buffer, aad: string) => Buffer;
  close(): Promise<void>;
}

/** A worker's steps over a real SQLite store in a folder of its own; `more` are sources beside the province's. */
export function openBench(more: readonly Source[] = []): Bench {
  const directory = mkdtempSync(join(tmpdir(), 'khien-chunk-'));
  const store = createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
  const now = (): number => NOW;
  const recorder = createAlertRecorder({ store, log: silentLogger, now });
  const sources = new Map(
    [...registry.sources, ...more].map((source): [string, Source] => [source.id, source]),
  );
  const enricher = createEnricher({ registry, pseudonymise: (kind, value) => `${kind}:${value.length}` });
  const work = createChunkWork({
    store,
    sources,
    enricher: () => enricher,
    rules: () => rules.detection,
    correlator: createCorrelator({ store }),
    recorder,
    seal: keyRing.seal,
    now,
  });
  const handler = createChunkHandler({
    store,
    work,
    poisonGuard: createPoisonGuard({ store, log: silentLogger, probe() {} }),
    log: silentLogger,
    now,
  });
  return {
    store,
    recorder,
    work,
    open: keyRing.open,
    handle: (chunk, attempt = 1) => handler(chunk, { attempt }),
    async close() {
      await recorder.close();
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export function recordOf(raw: string, position: string, receivedAt = NOW): RawRecord {
  return { raw, position, receivedAt };
}

export function chunkOf(
  seq: number,
  sourceId: string,
  records: RawRecord[],
  more: Partial<Chunk> = {},
): Chunk {
  return {
    chunkId: chunkIdOf('test', seq),
    collectorId: 'test',
    seq,
    sourceId,
    partitionDay: dayOf(NOW),
    sealedAt: NOW,
    records,
    ...more,
  };
}

/** An sshd line of the data centre, `seconds` after ten o'clock in Viet Nam. */
export function failedLogin(seconds: number, address: string, host = 'ttdl-app-01'): string {
  const at = new Date(Date.parse('2026-11-18T10:00:00Z') + seconds * 1000).toISOString().slice(11, 19);
  return `Nov 18 ${at} ${host} sshd[4242]: Failed password for admin from ${address} port 4${String(seconds).padStart(4, '0')} ssh2`;
}
