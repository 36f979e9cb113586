import type { Alert, Page, Query, Scalar, Store } from '@khien/model';
import { insertOne } from './insert-one';
import { updateWithRetry } from './update-with-retry';

/** Alerts as they stand: derived from their hits and their activity, and changed only by compare-and-set on `version`. */
export interface AlertRepository {
  /** False when the same behaviour has its alert already. */
  insertOnce(alert: Alert): Promise<boolean>;
  get(id: string): Promise<Alert | undefined>;
  getMany(ids: readonly string[]): Promise<Alert[]>;
  list(query: Query): Promise<Page<Alert>>;
  /** `change` may be called several times; undefined from it leaves the alert. MonitorError `not_found`, `conflict`. */
  updateWithRetry(id: string, change: (alert: Alert) => Alert | undefined): Promise<Alert>;
  /** Number of alerts per value of a field, for example `workflow.status`. */
  countBy(field: string, filter?: Query['filter']): Promise<Map<Scalar, number>>;
}

export function createAlertRepository(store: Store): AlertRepository {
  return {
    insertOnce: (alert) => insertOne(store, 'alerts', alert),
    get: (id) => store.get<Alert>('alerts', id),
    getMany: (ids) => store.getMany<Alert>('alerts', ids),
    list: (query) => store.find<Alert>('alerts', query),
    updateWithRetry: (id, change) => updateWithRetry<Alert>(store, 'alerts', { id, change }),
    async countBy(field, filter = {}) {
      const groups = await store.countBy('alerts', { filter }, field);
      return new Map(groups.map((group) => [group.value, group.count]));
    },
  };
}
