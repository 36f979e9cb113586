import { type Due, dueWords, urgencyOf } from './urgency';

it.each<{ due: Due; urgency: string; key: string; count: number }>([
  { due: { state: 'open', daysLeft: 40 }, urgency: 'far', key: 'left', count: 40 },
  { due: { state: 'open', daysLeft: 30 }, urgency: 'soon', key: 'left', count: 30 },
  { due: { state: 'open', daysLeft: 7, workingDaysLeft: 5 }, urgency: 'near', key: 'leftWorking', count: 5 },
  { due: { state: 'open', daysLeft: 0, workingDaysLeft: 0 }, urgency: 'near', key: 'today', count: 0 },
  { due: { state: 'overdue', daysLeft: -1, workingDaysLeft: 0 }, urgency: 'overdue', key: 'over', count: 1 },
  {
    due: { state: 'overdue', daysLeft: -9, workingDaysLeft: -6 },
    urgency: 'overdue',
    key: 'overWorking',
    count: 6,
  },
  { due: { state: 'overdue', daysLeft: -3 }, urgency: 'overdue', key: 'over', count: 3 },
  { due: { state: 'paused', daysLeft: -3 }, urgency: 'paused', key: 'paused', count: 0 },
  { due: { state: 'done', daysLeft: -3 }, urgency: 'done', key: 'done', count: 0 },
])(
  '$due.state with $due.daysLeft days ($due.workingDaysLeft working) is $urgency, $key $count',
  ({ due, urgency, key, count }) => {
    expect(urgencyOf(due)).toBe(urgency);
    expect(dueWords(due)).toEqual({ key, count });
  },
);
