import type { Deadline } from '@khien/model';
import { groupsOf } from './deadline-groups';

const deadline = (dueOn: string, state: Deadline['state'] = 'open'): Deadline => ({
  id: `${dueOn} ${state}`,
  kind: 'dossier',
  title: { vi: dueOn, en: dueOn },
  dueOn,
  state,
  daysLeft: 0,
  clause: 'NĐ 331 Đ23.2',
  mark: 'V1',
});

// 21/11/2026 is a Saturday.
it.each<{ name: string; deadlines: Deadline[]; groups: string[] }>([
  { name: 'nothing', deadlines: [], groups: [] },
  {
    name: 'late before everything, in order of days',
    deadlines: [deadline('2026-11-21'), deadline('2026-11-20', 'overdue'), deadline('2026-01-02', 'overdue')],
    groups: ['overdue: 2026-01-02 2026-11-20', 'week: 2026-11-21'],
  },
  {
    name: 'an open one whose day has passed counts as late',
    deadlines: [deadline('2026-11-19')],
    groups: ['overdue: 2026-11-19'],
  },
  {
    name: 'Sunday to this week, Monday to the next, the Monday after to its month',
    deadlines: [
      deadline('2026-11-22'),
      deadline('2026-11-23'),
      deadline('2026-11-29'),
      deadline('2026-11-30'),
      deadline('2027-01-01'),
    ],
    groups: ['week: 2026-11-22', 'nextWeek: 2026-11-23 2026-11-29', 'month: 2026-11-30', 'month: 2027-01-01'],
  },
  {
    name: 'what stands still and what is done at the end, newest done first',
    deadlines: [
      deadline('2026-11-01', 'done'),
      deadline('2026-11-05', 'done'),
      deadline('2026-10-01', 'paused'),
    ],
    groups: ['paused: 2026-10-01', 'done: 2026-11-05 2026-11-01'],
  },
])('groups $name', ({ deadlines, groups }) => {
  const shown = groupsOf(deadlines, '2026-11-21');
  expect(shown.map(({ key, items }) => `${key}: ${items.map(({ dueOn }) => dueOn).join(' ')}`)).toEqual(
    groups,
  );
  expect(shown.flatMap(({ items }) => items)).toHaveLength(deadlines.length);
});
