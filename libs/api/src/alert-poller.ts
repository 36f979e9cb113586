import type { Alert, Logger, Store } from '@khien/model';
import type { AlertFeed } from './alert-feed';

const PAGE = 500;

export interface AlertPollerDeps {
  store: Pick<Store, 'find'>;
  feed: AlertFeed;
  now: () => number;
  log: Logger;
  /** Milliseconds between two looks. */
  intervalMs: number;
  /** How much later than its `updatedAt` a change may become visible (slow commits, clocks of several workers), in milliseconds. */
  overlapMs: number;
}
export interface AlertPoller {
  /** Resolves when what is there now counts as seen; looks again every `intervalMs` from then on. */
  start(): Promise<void>;
  /** One look. */
  poll(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Publishes what workers (in this or another process) changed about alerts. Each look goes back `overlapMs` behind the newest
 * `updatedAt` seen and publishes each version of an alert once, so neither equal times nor late commits hide a change.
 */
export function createAlertPoller(deps: AlertPollerDeps): AlertPoller {
  const { store, feed, log } = deps;
  /** Versions published, of alerts within the overlap. */
  const seen = new Map<string, { version: number; updatedAt: number }>();
  let newest = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let busy: Promise<void> = Promise.resolve();

  async function look(publish: boolean): Promise<void> {
    const from = newest - deps.overlapMs;
    let cursor: string | undefined;
    do {
      const page = await store.find<Alert>('alerts', {
        filter: { updatedAt: { gte: from } },
        sort: [['updatedAt', 'asc']],
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const alert of page.docs) take(alert, { publish, from });
      cursor = page.next;
    } while (cursor !== undefined);
    for (const [id, { updatedAt }] of seen) if (updatedAt < newest - deps.overlapMs) seen.delete(id);
  }

  function take(alert: Alert, { publish, from }: { publish: boolean; from: number }): void {
    const before = seen.get(alert._id);
    if (before && before.version >= alert.version) return;
    seen.set(alert._id, { version: alert.version, updatedAt: alert.updatedAt });
    newest = Math.max(newest, Math.min(alert.updatedAt, deps.now()));
    if (publish) feed.publish(!before && alert.createdAt >= from ? 'created' : 'updated', alert);
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      busy = look(true)
        .catch((error) => log.warn('alerts could not be polled', { error: String(error) }))
        .then(schedule);
    }, deps.intervalMs);
    timer.unref();
  }

  return {
    async start() {
      newest = deps.now();
      await look(false);
      schedule();
    },
    poll: () => look(true),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await busy;
    },
  };
}
