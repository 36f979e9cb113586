import type { Reminder } from '@khien/model';
import { sameReminders } from './same-reminder';

const reminder = (_id: string, over: Partial<Reminder> = {}): Reminder => ({
  _id,
  deadlineId: _id,
  step: 'P7D',
  dueOn: '2026-12-19',
  title: { vi: 'Báo cáo năm', en: 'Yearly report' },
  escalation: 0,
  at: 1,
  ...over,
});

it.each<{ name: string; reminders: Reminder[]; lines: [string, number][] }>([
  { name: 'nothing', reminders: [], lines: [] },
  {
    name: 'one reminder to several bodies',
    reminders: [reminder('a', { agencyId: 'so-y-te' }), reminder('b', { agencyId: 'so-tu-phap', at: 2 })],
    lines: [['a', 2]],
  },
  {
    name: 'another step, another day, another who is told',
    reminders: [
      reminder('a'),
      reminder('b', { step: 'P3D' }),
      reminder('c', { dueOn: '2026-12-24' }),
      reminder('d', { escalation: 2 }),
    ],
    lines: [
      ['a', 1],
      ['b', 1],
      ['c', 1],
      ['d', 1],
    ],
  },
  {
    name: 'those about systems, each its own',
    reminders: [reminder('a', { systemId: 'lgsp' }), reminder('b', { systemId: 'lgsp' })],
    lines: [
      ['a', 1],
      ['b', 1],
    ],
  },
])('shows $name', ({ reminders, lines }) =>
  expect(sameReminders(reminders).map(({ first, count }) => [first._id, count])).toEqual(lines),
);
