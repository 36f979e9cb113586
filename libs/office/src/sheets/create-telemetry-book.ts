import { addDays, today } from '@khien/compliance';
import type { Day, Store, SystemDay } from '@khien/model';
import { type FirstSights, firstSights } from './first-sights';

/** Days that are kept whole: longer than the 45 days of idle accounts (TCVN 14423). */
export const WHOLE_DAYS = 60;
/** Days back to which what was seen for the first time is remembered; the store keeps no more. */
export const HISTORY_DAYS = 400;
/** Days whose document may still grow: events arrive late. */
const OPEN_DAYS = 3;
const REREAD_MS = 3_600_000;
/** A day can be tens of kilobytes. */
const PAGE = 500;

/** Days of what was heard of each system, in memory. */
export interface TelemetryBook {
  /** Reads what may have changed, unless that was done within `maxAgeMs`; all whole days again once an hour. */
  refresh(maxAgeMs?: number): Promise<void>;
  /** Newest first: the last days whole, of the days before only what they showed for the first time. */
  daysOf(systemId: string): SystemDay[];
}

interface SystemBook {
  whole: Map<Day, SystemDay>;
  past: FirstSights;
}

export function createTelemetryBook({ store, now }: { store: Store; now: () => number }): TelemetryBook {
  const books = new Map<string, SystemBook>();
  let readAt: number | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(from: Day): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await store.find<SystemDay>('system_days', {
        ...{ filter: { day: { gte: from } }, sort: [['day', 'asc']], limit: PAGE },
        ...(cursor !== undefined && { cursor }),
      });
      for (const day of page.docs) keep(day);
      age();
      cursor = page.next;
    } while (cursor !== undefined);
  }

  function keep(day: SystemDay): void {
    const book = books.get(day.systemId) ?? { whole: new Map<Day, SystemDay>(), past: firstSights() };
    books.set(day.systemId, book);
    // What only folding needs is by far the largest part of it.
    book.whole.set(day.day, { ...day, accountMarks: [], openRuns: [], through: {} });
  }

  /** Days that are no longer kept whole leave what they showed first. */
  function age(): void {
    const oldest = addDays(today(now()), -WHOLE_DAYS);
    for (const { whole, past } of books.values())
      for (const day of [...whole.keys()].filter((one) => one < oldest).sort()) {
        past.add(whole.get(day) as SystemDay);
        whole.delete(day);
      }
  }

  async function refresh(): Promise<void> {
    const at = now();
    const days =
      readAt === undefined ? HISTORY_DAYS : at - readAt >= REREAD_MS || at < readAt ? WHOLE_DAYS : OPEN_DAYS;
    await read(addDays(today(at), -days));
    if (days !== OPEN_DAYS) readAt = at;
    refreshedAt = at;
  }

  return {
    async refresh(maxAgeMs = 0) {
      const age = now() - refreshedAt;
      if (age >= 0 && age < maxAgeMs) return;
      // Of several who ask at once, one reads.
      reading ??= refresh().finally(() => {
        reading = undefined;
      });
      await reading;
    },
    daysOf(systemId) {
      const book = books.get(systemId);
      if (!book) return [];
      const days = [...book.whole.values(), ...book.past.days()];
      return days.sort((one, other) => (one.day < other.day ? 1 : -1));
    },
  };
}
