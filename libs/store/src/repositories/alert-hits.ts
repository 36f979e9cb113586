import type { AlertHit, Store } from '@khien/model';
import { readAll } from './read-all';

/** The evidence of alerts, inserted once and never changed. */
export interface AlertHitRepository {
  insertOnce(hits: readonly AlertHit[]): Promise<{ inserted: number; existing: string[] }>;
  /** Every hit of an alert, in the order they were recorded. */
  ofAlert(alertId: string): Promise<AlertHit[]>;
  /** Hits recorded at `since` or later, ascending; for making alerts again that a crash left without them. */
  recordedSince(since: number, limit: number): Promise<AlertHit[]>;
}

export function createAlertHitRepository(store: Store): AlertHitRepository {
  return {
    insertOnce: (hits) => store.insertManyOnce('alert_hits', hits),
    ofAlert: (alertId) =>
      readAll<AlertHit>(store, 'alert_hits', { filter: { alertId }, sort: [['recordedAt', 'asc']] }),
    recordedSince: (since, most) =>
      readAll<AlertHit>(store, 'alert_hits', {
        filter: { recordedAt: { gte: since } },
        sort: [['recordedAt', 'asc']],
        most,
      }),
  };
}
