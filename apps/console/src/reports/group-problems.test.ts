import { groupProblems } from './group-problems';

const nameOf = (id: string) => ({ lgsp: 'LGSP', ioc: 'IOC' })[id];

it.each([
  { name: 'nothing', problems: [], groups: [] },
  {
    name: 'the same of two systems',
    problems: [
      { systemId: 'lgsp', text: 'LGSP: chưa có ngày dự kiến.' },
      { systemId: 'ioc', text: 'IOC: chưa có ngày dự kiến.' },
      { systemId: 'ioc', text: 'IOC: chưa có quy chế.' },
    ],
    groups: ['Chưa có ngày dự kiến. LGSP, IOC', 'Chưa có quy chế. IOC'],
  },
  {
    name: 'what is of no system, and of one that has no row',
    problems: [{ text: 'thiếu người đại diện.' }, { systemId: 'x', text: 'X: chưa rõ.' }],
    groups: ['Thiếu người đại diện. ', 'X: chưa rõ. x'],
  },
])('groups $name', ({ problems, groups }) =>
  expect(
    groupProblems(problems, nameOf).map(
      ({ text, systems }) => `${text} ${systems.map((one) => one.name).join(', ')}`,
    ),
  ).toEqual(groups),
);
