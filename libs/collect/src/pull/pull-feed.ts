import type { Intake, Logger, Source } from '@khien/model';
import { cappedRecord } from '../incoming-record';
import type { Quotas } from '../quotas';
import { storeUntilDone } from '../store-until-done';
import type { PullMemory } from './pull-memory';

/** One record of a source that is asked. Its position says what it is, so that asking twice stores once. */
export interface PullItem {
  position: string;
  /** Microseconds since 1970 on the source's clock face; undefined where a record has none. */
  time: number | undefined;
  octets: Buffer;
}

/** From what was read to what is in the journal, and only then to what is remembered as read. */
export interface PullFeed {
  memory: PullMemory;
  /** Resolves when those not journaled before are, with how many that were; the caller saves the memory afterwards. */
  offer(items: readonly PullItem[]): Promise<number>;
  /** Waits as long as the source's quota asks, before the next page is read. */
  room(): Promise<void>;
}

export interface PullFeedDeps {
  source: Source;
  intake: Intake;
  quotas: Quotas;
  memory: PullMemory;
  log: Logger;
  now: () => number;
  signal: AbortSignal;
  sleep: (ms: number) => Promise<void>;
  onAccepted: (records: number) => void;
}

const BATCH = 500;

export function createPullFeed(deps: PullFeedDeps): PullFeed {
  const { source, intake, quotas, memory, log, now, signal, sleep, onAccepted } = deps;
  return {
    memory,
    async offer(items) {
      const fresh = new Map(
        items.filter(({ position }) => !memory.has(position)).map((item) => [item.position, item]),
      );
      const all = [...fresh.values()];
      for (let from = 0; from < all.length; from += BATCH) {
        const batch = all.slice(from, from + BATCH);
        const receivedAt = now();
        const records = batch.map(({ position, octets }) => cappedRecord({ octets, receivedAt, position }));
        // `repeatable`: what was journaled just before a crash is offered again, perhaps on another day.
        await storeUntilDone(source.id, records, { intake, kind: 'file', log, signal, repeatable: true });
        for (const { position, time } of batch) memory.add(position, time);
        quotas.charge(
          source.id,
          batch.length,
          batch.reduce((sum, { octets }) => sum + octets.length, 0),
        );
        onAccepted(batch.length);
      }
      return all.length;
    },
    async room() {
      for (let wait = quotas.waitMs(source.id); wait > 0; wait = quotas.waitMs(source.id)) await sleep(wait);
      signal.throwIfAborted();
    },
  };
}
