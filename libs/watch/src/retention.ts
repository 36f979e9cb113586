import { dayOf, type Logger, type Store } from '@khien/model';

const DAY = 86_400_000;

export interface RetentionPolicy {
  /** Days events are kept: the longest that any system's level asks for, because a day is dropped whole (TCVN 14423:2026 x.8.2.1, V2). */
  eventDays: number;
  /** Days the working state of correlations and baselines is kept. */
  workingDays: number;
}

export interface RetentionDeps {
  store: Store;
  policy: RetentionPolicy;
  now: () => number;
  log: Logger;
}

/** Drops whole days that are past their time; returns what was dropped as `collection/day`. */
export async function applyRetention({ store, policy, now, log }: RetentionDeps): Promise<string[]> {
  const dropped: string[] = [];
  for (const [collection, days] of [
    ['events', policy.eventDays],
    ['bus_halves', policy.eventDays],
    ['digests', policy.workingDays],
    ['correlation_hits', policy.workingDays],
  ] as const) {
    const oldest = dayOf(now() - days * DAY);
    for (const day of await store.partitions(collection)) {
      if (day >= oldest) break;
      await store.dropPartition(collection, day);
      dropped.push(`${collection}/${day}`);
    }
  }
  if (dropped.length > 0)
    log.info('retention dropped partitions', {
      dropped: dropped.length,
      first: dropped[0],
      last: dropped.at(-1),
    });
  return dropped;
}
