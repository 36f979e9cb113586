import { type SourceHeard, type SourceState, sourceState } from '@khien/compliance';
import type { AccountDay, IntakeRow, Source, Store } from '@khien/model';
import { collectorsIn } from './collectors-in';
import { emptyTotals, type SourceTotals, sourceTotals } from './source-totals';

const MINUTE = 60_000;
/** What the rate is averaged over. */
const RATE_MS = 5 * MINUTE;

/** One source's accounting: received = stored + duplicate + deadLettered + inFlight; shed was lost or refused before the journal, and is told. */
export interface SourceHealth {
  sourceId: string;
  state: SourceState;
  lastRecordAt?: number;
  totals: {
    received: number;
    stored: number;
    duplicate: number;
    deadLettered: number;
    shed: number;
    inFlight: number;
  };
  /** False when more came out than went in: something is wrong with the books, not with the source. */
  balanced: boolean;
  ratePerMinute: number;
  /** Share of finished records that became events, 0..1. */
  parseRate: number;
}

/** The accounting of every source. */
export async function sourceHealth(
  store: Store,
  sources: readonly Source[],
  now: number,
): Promise<SourceHealth[]> {
  const [totals, recent] = await Promise.all([sourceTotals(store), receivedSince(store, now - RATE_MS)]);
  return Promise.all(
    sources.map(async (source) => {
      const sums = totals.get(source.id) ?? emptyTotals();
      const lastRecordAt = await lastRecordOf(store, source.id, now);
      const heard: SourceHeard = {
        silenceMinutes: source.silenceMinutes,
        records: sums.received,
        ...(lastRecordAt !== undefined && { lastRecordAt }),
      };
      return {
        sourceId: source.id,
        state: sourceState(heard, now),
        ...(lastRecordAt !== undefined && { lastRecordAt }),
        ...booksOf(sums),
        ratePerMinute: ((recent.get(source.id) ?? 0) * MINUTE) / RATE_MS,
      };
    }),
  );
}

function booksOf(sums: SourceTotals): Pick<SourceHealth, 'totals' | 'balanced' | 'parseRate'> {
  const { in: came, stored, duplicate, deadLettered, shed } = sums;
  // Intake rows reach the store every few seconds, the ledger at once: what the ledger has was received, whatever the rows say yet.
  const received = Math.max(sums.received, came);
  const finished = stored + duplicate + deadLettered;
  return {
    totals: { received, stored, duplicate, deadLettered, shed, inFlight: received - finished },
    balanced: finished === came && finished <= received,
    parseRate: finished === 0 ? 1 : (stored + duplicate) / finished,
  };
}

async function receivedSince(store: Store, since: number): Promise<Map<string, number>> {
  const received = new Map<string, number>();
  for (const collectorId of await collectorsIn(store, 'intake')) {
    const filter = { collectorId, minute: { gte: since } };
    for (const { value, sums } of await store.countBy('intake', { filter }, 'sourceId', ['received']))
      received.set(String(value), (received.get(String(value)) ?? 0) + (sums.received ?? 0));
  }
  return received;
}

async function lastRecordOf(store: Store, sourceId: string, now: number): Promise<number | undefined> {
  const minute = (await lastRowOf(store, sourceId)) ?? (await lastAccountOf(store, sourceId));
  // Rows are per minute: the end of it, unless that is still to come.
  return minute === undefined ? undefined : Math.min(minute + MINUTE, now);
}

async function lastRowOf(store: Store, sourceId: string): Promise<number | undefined> {
  const { docs } = await store.find<IntakeRow>('intake', {
    filter: { sourceId, received: { gt: 0 } },
    sort: [['minute', 'desc']],
    limit: 1,
  });
  return docs[0]?.minute;
}

/** A source that has been silent for days has no rows any more. */
async function lastAccountOf(store: Store, sourceId: string): Promise<number | undefined> {
  const { docs } = await store.find<AccountDay>('accounts', {
    filter: { sourceId, received: { gt: 0 } },
    sort: [['day', 'desc']],
    limit: 1,
  });
  return docs[0]?.lastMinute;
}
