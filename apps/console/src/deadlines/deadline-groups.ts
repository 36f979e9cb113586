import type { Deadline } from '@khien/model';
import { addDays, weekOf } from '../format/day';

export type DeadlineGroup =
  | { key: 'overdue' | 'paused' | 'done'; items: Deadline[] }
  | { key: 'week' | 'nextWeek'; from: string; to: string; items: Deadline[] }
  | { key: 'month'; month: string; items: Deadline[] };

/** Late first, then this week, next week, and the months after; what stands still or is done comes last. */
export function groupsOf(deadlines: readonly Deadline[], today: string): DeadlineGroup[] {
  const monday = weekOf(today);
  const week = { key: 'week', from: today, to: addDays(monday, 6) } as const;
  const nextWeek = { key: 'nextWeek', from: addDays(monday, 7), to: addDays(monday, 13) } as const;
  const sorted = [...deadlines].sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id));
  const open = sorted.filter((one) => one.state === 'open' && one.dueOn >= today);
  const late = sorted.filter((one) => one.state === 'overdue' || (one.state === 'open' && one.dueOn < today));
  const within = ({ from, to }: { from: string; to: string }) =>
    open.filter(({ dueOn }) => dueOn >= from && dueOn <= to);
  const later = open.filter(({ dueOn }) => dueOn > nextWeek.to);
  const months = [...new Set(later.map(({ dueOn }) => dueOn.slice(0, 7)))];
  const groups: DeadlineGroup[] = [
    { key: 'overdue', items: late },
    { ...week, items: within(week) },
    { ...nextWeek, items: within(nextWeek) },
    ...months.map((month) => ({
      key: 'month' as const,
      month,
      items: later.filter(({ dueOn }) => dueOn.startsWith(month)),
    })),
    { key: 'paused', items: sorted.filter(({ state }) => state === 'paused') },
    { key: 'done', items: sorted.filter(({ state }) => state === 'done').reverse() },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
