import type { Seen, SystemDay } from '@khien/model';

const LISTS = ['dataClasses', 'datasets', 'consumers', 'unknown'] as const;

/** What days showed for the first time; few of them show anything new. */
export interface FirstSights {
  /** In order of days. */
  add(day: SystemDay): void;
  days(): SystemDay[];
}

export function firstSights(): FirstSights {
  const known = new Set<string>();
  const days: SystemDay[] = [];
  let exposed = false;

  function fresh(list: string, seen: readonly Seen[]): Seen[] {
    return seen.filter(({ value }) => {
      const key = `${list} ${value}`;
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
  }

  return {
    add(day) {
      if (days.some((one) => one.day === day.day)) return;
      const lists = Object.fromEntries(LISTS.map((list) => [list, fresh(list, day[list])]));
      const exposure = !exposed && day.publicSources > 0;
      exposed ||= exposure;
      const news = exposure || Object.values(lists).some((seen) => seen.length > 0);
      // The very first day says since when the system has been heard.
      if (days.length > 0 && !news) return;
      days.push({
        ...day,
        ...lists,
        ...(!exposure && { publicSources: 0, publicSeen: [] }),
        idleUsed: [],
      });
    },
    days: () => days,
  };
}
