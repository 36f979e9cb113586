import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ERROR_CODES, type Intake, type Logger, MonitorError, type Source } from '@khien/model';
import type { Quotas } from '../quotas';
import { createPullFeed, type PullFeed } from './pull-feed';
import { openPullMemory } from './pull-memory';
import { restRound } from './rest/rest-round';
import { sqlRound } from './sql/sql-round';
import { opmonRound } from './xroad/opmon-round';

export interface PullReceiverDeps {
  sources: readonly Source[];
  intake: Intake;
  quotas: Quotas;
  log: Logger;
  now: () => number;
  /** Remembers how far each source was read, a file each. Belongs to the collector's data. */
  directory: string;
  /** The first wait after a failure, doubled up to `most`. */
  retryMs?: { first: number; most: number };
  /** How long `stop` waits for records that have been offered. */
  stopMs?: number;
}

export interface PullStats {
  accepted: number;
  rounds: number;
  /** Rounds that failed since the last good one. */
  failing: number;
  /** Milliseconds since the epoch of the last good round. */
  lastGoodAt?: number;
}

export interface PullReceiver {
  start(): Promise<void>;
  /** Lets the journal finish what was offered, and remembers what it has. */
  stop(): Promise<void>;
  /** By source. */
  stats(): Record<string, PullStats>;
}

/** What a round is given: it asks once, from where the memory says, to the end of what there is. */
export interface Round<T extends Source['transport']> {
  source: Source;
  transport: T;
  feed: PullFeed;
  log: Logger;
  now: () => number;
  signal: AbortSignal;
}

const RETRY_MS = { first: 1_000, most: 60_000 };
const LONGEST_ASKED_S = 3_600;
/** Failures in a row after which a person is called. */
const CALL_AFTER = 5;

/** Asks the sources that are asked (SQL, REST, X-Road operational monitoring): each in its own time, one round after the other. */
export function createPullReceiver(deps: PullReceiverDeps): PullReceiver {
  const { intake, quotas, log, now, directory, retryMs = RETRY_MS, stopMs = 5_000 } = deps;
  const sources = deps.sources.filter(({ transport }) => isPulled(transport));
  const stats = new Map<string, PullStats>(
    sources.map(({ id }) => [id, { accepted: 0, rounds: 0, failing: 0 }]),
  );
  let stopping = new AbortController();
  let running: Promise<void>[] = [];

  async function follow(source: Source, own: PullStats, signal: AbortSignal): Promise<void> {
    const sleep = (ms: number): Promise<void> => delay(ms, undefined, { signal });
    let feed: PullFeed | undefined;
    while (!signal.aborted) {
      let wait = 'everySeconds' in source.transport ? source.transport.everySeconds * 1_000 : 0;
      try {
        feed ??= createPullFeed({
          ...{ source, intake, quotas, log, now, signal, sleep },
          memory: await openPullMemory(join(directory, `${source.id}.json`), { log, now }),
          onAccepted: (records) => {
            own.accepted += records;
          },
        });
        await round({ source, feed, log, now, signal });
        if (own.failing > 0) log.info('source answers again', { sourceId: source.id, failed: own.failing });
        Object.assign(own, { rounds: own.rounds + 1, failing: 0, lastGoodAt: now() });
      } catch (err) {
        if (signal.aborted) break;
        own.failing++;
        wait = waitAfter(err, own.failing, retryMs);
        tell(source, own, err);
      }
      await sleep(wait).catch(() => {});
    }
    // What the journal took while we were being stopped.
    await feed?.memory
      .save({})
      .catch((err: unknown) =>
        log.error('position of a source cannot be saved', { sourceId: source.id, err }),
      );
  }

  function tell(source: Source, { failing }: PullStats, err: unknown): void {
    const permanent = err instanceof MonitorError && !ERROR_CODES[err.code].retry;
    // Drivers hang the statement and what was sent on their errors: only what went wrong is said.
    const fields = { sourceId: source.id, failing, reason: reasonOf(err) };
    if (failing === 1 && permanent) log.error('source cannot be asked', fields);
    else if (failing === CALL_AFTER && !permanent) log.error('source has not answered for a while', fields);
    else if (failing === 1) log.warn('source did not answer; trying again', fields);
    else log.debug('source did not answer; trying again', fields);
  }

  return {
    async start() {
      stopping = new AbortController();
      const { signal } = stopping;
      running = sources.map((source) =>
        follow(source, stats.get(source.id) ?? { accepted: 0, rounds: 0, failing: 0 }, signal),
      );
      log.info('asking of sources started', { sources: sources.length });
    },
    async stop() {
      stopping.abort();
      const waited = new AbortController();
      await Promise.race([
        Promise.all(running),
        delay(stopMs, undefined, { signal: waited.signal }).catch(() => {}),
      ]);
      waited.abort();
    },
    stats: () => Object.fromEntries([...stats].map(([id, one]) => [id, { ...one }])),
  };
}

export function isPulled(transport: Source['transport']): boolean {
  return transport.kind === 'sql' || transport.kind === 'rest' || transport.kind === 'xroad_opmon';
}

async function round(given: Omit<Round<never>, 'transport'>): Promise<void> {
  const { transport } = given.source;
  if (transport.kind === 'sql') await sqlRound({ ...given, transport });
  if (transport.kind === 'rest') await restRound({ ...given, transport });
  if (transport.kind === 'xroad_opmon') await opmonRound({ ...given, transport });
}

function waitAfter(err: unknown, failing: number, { first, most }: { first: number; most: number }): number {
  const own = Math.min(first * 2 ** Math.min(failing - 1, 20), most);
  const asked = err instanceof MonitorError ? err.retryAfter : undefined;
  return Math.max(own, Math.min(asked ?? 0, LONGEST_ASKED_S) * 1_000);
}

function reasonOf(err: unknown): string {
  if (err instanceof AggregateError) return err.errors.map(reasonOf).join('; ').slice(0, 500);
  if (!(err instanceof Error)) return String(err).slice(0, 500);
  const code =
    'code' in err && typeof err.code === 'string' && !(err instanceof MonitorError) ? `${err.code} ` : '';
  return `${code}${err.message}`.slice(0, 500);
}
