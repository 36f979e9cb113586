import type { Alert } from '@khien/model';

export interface FeedEntry {
  /** `epoch.sequence`: opaque to readers, and never the same after a restart. */
  id: string;
  type: 'created' | 'updated';
  alert: Alert;
}
export interface AlertFeed {
  publish(type: FeedEntry['type'], alert: Alert): void;
  /** Calls `listener` for every entry from now on, until the returned function is called. */
  subscribe(listener: (entry: FeedEntry) => void): () => void;
  /** What came after the entry with this id; undefined when that cannot be said any more (reader must start afresh). */
  since(id: string): FeedEntry[] | undefined;
}

/** The last `capacity` changes of alerts, for readers that were away for a moment. `epoch` tells this process from those before it. */
export function createAlertFeed({ capacity, epoch }: { capacity: number; epoch: string }): AlertFeed {
  const ring: FeedEntry[] = [];
  const listeners = new Set<(entry: FeedEntry) => void>();
  let sequence = 0;
  return {
    publish(type, alert) {
      sequence += 1;
      const entry = { id: `${epoch}.${sequence}`, type, alert };
      ring.push(entry);
      if (ring.length > capacity) ring.shift();
      for (const listener of [...listeners]) listener(entry);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since(id) {
      const [, of, number] = /^(.*)\.(\d{1,15})$/s.exec(id) ?? [];
      const seen = Number(number);
      if (of !== epoch || seen > sequence) return undefined;
      if (seen < sequence - ring.length) return undefined;
      return ring.slice(ring.length - (sequence - seen));
    },
  };
}
