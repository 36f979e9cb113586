import { readStep } from './reminder-step';

it.each([
  { step: 'P12M', read: { key: 'months', count: 12 } },
  { step: 'P1D', read: { key: 'days', count: 1 } },
  { step: 'due', read: { key: 'due', count: 0 } },
  { step: 'overdue+30', read: { key: 'after', count: 30 } },
  { step: 'P1W', read: undefined },
  { step: '', read: undefined },
])('$step', ({ step, read }) => expect(readStep(step)).toEqual(read));
