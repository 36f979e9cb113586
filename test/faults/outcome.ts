import { createHash } from 'node:crypto';
import type { Alert, LedgerRow, Store } from '@khien/model';

/** What a run left behind, in a form that two runs can be compared by. */
export interface Outcome {
  events: number;
  deadLettered: number;
  /** SHA-256 over the sorted ids of all events. */
  eventIds: string;
  /** `rule entity window: count` of every alert that records gave rise to, sorted. */
  alerts: string[];
  /** Sums of the ledger: in = stored + duplicate + deadLettered. */
  ledger: { in: number; stored: number; duplicate: number; deadLettered: number };
}

export async function outcomeOf(store: Store): Promise<Outcome> {
  const ids: string[] = [];
  for (const day of await store.partitions('events'))
    for await (const event of all<{ _id: string }>(store, 'events', day)) ids.push(event._id);
  const alerts: string[] = [];
  for await (const alert of all<Alert>(store, 'alerts')) {
    // Sources, systems and exchanges over the bus are judged by the clock: when a process was killed decides what was already looked at.
    const ofTheClock =
      alert.rule.kind === 'compliance' && (alert.evidence.length === 0 || alert.rule.id.startsWith('bus-'));
    if (alert.rule.kind === 'health' || ofTheClock) continue;
    alerts.push(
      `${alert.rule.id} ${alert.entity.value} ${new Date(alert.window.start).toISOString()}: ${alert.count}`,
    );
  }
  const ledger = { in: 0, stored: 0, duplicate: 0, deadLettered: 0 };
  for await (const row of all<LedgerRow>(store, 'ledger'))
    for (const key of Object.keys(ledger) as Array<keyof typeof ledger>) ledger[key] += row[key];
  let deadLettered = 0;
  for await (const _ of all(store, 'dead_letters')) deadLettered += 1;
  return {
    events: ids.length,
    deadLettered,
    eventIds: createHash('sha256').update(ids.sort().join()).digest('hex'),
    alerts: alerts.sort(),
    ledger,
  };
}

async function* all<T extends { _id: string }>(
  store: Store,
  collection: string,
  day?: string,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await store.find<T>(collection, {
      limit: 5000,
      ...(day !== undefined && { days: { from: day, to: day } }),
      ...(cursor !== undefined && { cursor }),
    });
    yield* page.docs;
    cursor = page.next;
  } while (cursor !== undefined);
}
