import { type Day, dayOf, type Store } from '@khien/model';
import { readAll } from './read-all';

/** One event that counts towards a correlation; in the partition of the event's own day. */
export interface CorrelationHit {
  _id: string;
  /** `ruleId|groupkey` */
  key: string;
  /** The correlation rule. */
  ruleId: string;
  /** The rule whose match this is. */
  baseRuleId: string;
  /** Values of the group-by fields, in the rule's order (field names hold dots, so they cannot be keys of a stored document). */
  group: Array<{ field: string; value: string }>;
  /** Event time, milliseconds since the epoch. */
  time: number;
  eventId: string;
  /** Partition in which the event is. */
  day: Day;
  /** Value of the counted field, for value_count and the like. */
  value?: string;
}

export interface CorrelationHitRepository {
  insertOnce(hits: readonly CorrelationHit[]): Promise<{ inserted: number; existing: string[] }>;
  /** Hits of a key with event time from `from` to `to` inclusive, ascending. */
  within(key: string, span: { from: number; to: number; most?: number }): Promise<CorrelationHit[]>;
  days(): Promise<Day[]>;
  drop(day: Day): Promise<void>;
}

export function createCorrelationHitRepository(store: Store): CorrelationHitRepository {
  return {
    async insertOnce(hits) {
      const done = { inserted: 0, existing: [] as string[] };
      for (const day of new Set(hits.map((hit) => dayOf(hit.time)))) {
        const ofDay = hits.filter((hit) => dayOf(hit.time) === day);
        const { inserted, existing } = await store.insertManyOnce('correlation_hits', ofDay, day);
        done.inserted += inserted;
        done.existing.push(...existing);
      }
      return done;
    },
    within: (key, { from, to, ...limits }) =>
      readAll<CorrelationHit>(store, 'correlation_hits', {
        filter: { key, time: { gte: from, lte: to } },
        sort: [['time', 'asc']],
        days: { from: dayOf(from), to: dayOf(to) },
        ...limits,
      }),
    days: () => store.partitions('correlation_hits'),
    drop: (day) => store.dropPartition('correlation_hits', day),
  };
}
