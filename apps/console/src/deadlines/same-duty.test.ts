import type { Deadline } from '@khien/model';
import { sameDuties } from './same-duty';

const deadline = (id: string, over: Partial<Deadline> = {}): Deadline => ({
  id,
  kind: 'report',
  title: { vi: 'Báo cáo năm', en: 'Yearly report' },
  dueOn: '2026-12-19',
  state: 'open',
  daysLeft: 28,
  clause: 'NĐ 331 Đ35.4a',
  mark: 'V1',
  ...over,
});

it.each<{ name: string; deadlines: Deadline[]; lines: string[] }>([
  { name: 'nothing', deadlines: [], lines: [] },
  {
    name: 'one report of several bodies',
    deadlines: [deadline('a'), deadline('b'), deadline('c')],
    lines: ['a b c'],
  },
  {
    name: 'another day',
    deadlines: [deadline('a'), deadline('b', { dueOn: '2026-12-24' })],
    lines: ['a', 'b'],
  },
  {
    name: 'one of them done',
    deadlines: [deadline('a'), deadline('b', { state: 'done' })],
    lines: ['a', 'b'],
  },
  {
    name: 'duties of systems, each its own',
    deadlines: [deadline('a', { systemId: 'lgsp' }), deadline('b', { systemId: 'lgsp' }), deadline('c')],
    lines: ['a', 'b', 'c'],
  },
])('shows $name', ({ deadlines, lines }) =>
  expect(sameDuties(deadlines).map(({ all }) => all.map(({ id }) => id).join(' '))).toEqual(lines),
);
