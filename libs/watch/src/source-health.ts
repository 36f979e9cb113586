import { type SourceHeard, type SourceState, sourceState } from '@khien/compliance';
import type { IntakeRow, Source, Store } from '@khien/model';

const MINUTE = 60_000;
/** Minutes the rate is averaged over. */
const RATE_MINUTES = 5;

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

/** The accounting of every source, from intake and ledger rows. */
export async function sourceHealth(
  store: Store,
  sources: readonly Source[],
  now: number,
): Promise<SourceHealth[]> {
  const [intake, ledger, recent] = await Promise.all([
    store.countBy('intake', {}, 'sourceId', ['received', 'shed']),
    store.countBy('ledger', {}, 'sourceId', ['in', 'stored', 'duplicate', 'deadLettered']),
    store.countBy('intake', { filter: { minute: { gte: now - RATE_MINUTES * MINUTE } } }, 'sourceId', [
      'received',
    ]),
  ]);
  return Promise.all(
    sources.map(async (source) => {
      const taken = intake.find((row) => row.value === source.id)?.sums ?? {};
      const done = ledger.find((row) => row.value === source.id)?.sums ?? {};
      const rate = recent.find((row) => row.value === source.id)?.sums.received ?? 0;
      const lastRecordAt = await lastRecordOf(store, source.id, now);
      const heard: SourceHeard = {
        silenceMinutes: source.silenceMinutes,
        records: taken.received ?? 0,
        ...(lastRecordAt !== undefined && { lastRecordAt }),
      };
      return healthOf(source.id, sourceState(heard, now), { taken, done }, rate / RATE_MINUTES, lastRecordAt);
    }),
  );
}

function healthOf(
  sourceId: string,
  state: SourceState,
  { taken, done }: { taken: Record<string, number>; done: Record<string, number> },
  rate: number,
  lastRecordAt: number | undefined,
): SourceHealth {
  const { stored = 0, duplicate = 0, deadLettered = 0 } = done;
  // Intake rows reach the store every few seconds, the ledger at once: what the ledger has was received, whatever the rows say yet.
  const received = Math.max(taken.received ?? 0, done.in ?? 0);
  const finished = stored + duplicate + deadLettered;
  return {
    sourceId,
    state,
    ...(lastRecordAt !== undefined && { lastRecordAt }),
    totals: {
      received,
      stored,
      duplicate,
      deadLettered,
      shed: taken.shed ?? 0,
      inFlight: received - finished,
    },
    balanced: finished === (done.in ?? 0) && finished <= received,
    ratePerMinute: rate,
    parseRate: finished === 0 ? 1 : (stored + duplicate) / finished,
  };
}

async function lastRecordOf(store: Store, sourceId: string, now: number): Promise<number | undefined> {
  const { docs } = await store.find<IntakeRow>('intake', {
    filter: { sourceId, received: { gt: 0 } },
    sort: [['minute', 'desc']],
    limit: 1,
  });
  const minute = docs[0]?.minute;
  // Rows are per minute: the end of it, unless that is still to come.
  return minute === undefined ? undefined : Math.min(minute + MINUTE, now);
}
