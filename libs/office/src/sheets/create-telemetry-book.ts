import { addDays, today } from '@khien/compliance';
import type { Day, Store, SystemDay } from '@khien/model';

/** Days that are looked at: longer than the 45 days of idle accounts (TCVN 14423). */
export const TELEMETRY_DAYS = 60;
/** Days whose document may still grow: events arrive late. */
const OPEN_DAYS = 3;
const REREAD_MS = 3_600_000;
/** A day can be tens of kilobytes. */
const PAGE = 500;

/** Days of what was heard of each system, in memory. */
export interface TelemetryBook {
  /** Reads what may have changed; everything again once an hour. */
  refresh(): Promise<void>;
  /** Newest first. */
  daysOf(systemId: string): SystemDay[];
  /** First day there ever was; remembered. */
  firstDay(systemId: string): Promise<Day | undefined>;
}

export function createTelemetryBook({ store, now }: { store: Store; now: () => number }): TelemetryBook {
  let days = new Map<string, Map<Day, SystemDay>>();
  const firstDays = new Map<string, Day>();
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(from: Day): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await store.find<SystemDay>('system_days', {
        ...{ filter: { day: { gte: from } }, sort: [['day', 'asc']], limit: PAGE },
        ...(cursor !== undefined && { cursor }),
      });
      for (const day of page.docs) keep(day);
      cursor = page.next;
    } while (cursor !== undefined);
  }

  function keep(day: SystemDay): void {
    const ofSystem = days.get(day.systemId) ?? new Map<Day, SystemDay>();
    days.set(day.systemId, ofSystem);
    // What only folding needs is by far the largest part of it.
    ofSystem.set(day.day, { ...day, accountMarks: [], openRuns: [], through: {} });
  }

  return {
    async refresh() {
      const at = now();
      const anew = at - readAt >= REREAD_MS || at < readAt;
      if (anew) days = new Map();
      await read(addDays(today(at), anew ? -TELEMETRY_DAYS : -OPEN_DAYS));
      if (anew) readAt = at;
    },
    daysOf: (systemId) =>
      [...(days.get(systemId)?.values() ?? [])].sort((one, other) => (one.day < other.day ? 1 : -1)),
    async firstDay(systemId) {
      const known = firstDays.get(systemId);
      if (known !== undefined || !days.has(systemId)) return known;
      const { docs } = await store.find<SystemDay>('system_days', {
        ...{ filter: { systemId }, sort: [['day', 'asc']], limit: 1 },
      });
      const [first] = docs;
      if (first) firstDays.set(systemId, first.day);
      return first?.day;
    },
  };
}
