import type { Deadline } from '@khien/model';

export type Due = Pick<Deadline, 'daysLeft' | 'state'> & { workingDaysLeft?: number | undefined };
export type Urgency = 'overdue' | 'near' | 'soon' | 'far' | 'done' | 'paused';

/** How pressing a deadline is: the steps of the reminders (a week, a month). */
export function urgencyOf({ state, daysLeft }: Due): Urgency {
  if (state === 'done' || state === 'paused') return state;
  if (state === 'overdue' || daysLeft < 0) return 'overdue';
  if (daysLeft <= 7) return 'near';
  return daysLeft <= 30 ? 'soon' : 'far';
}

/** What is said of it: days left or over, in working days where the law counts those. */
export function dueWords(due: Due): {
  key: 'left' | 'over' | 'leftWorking' | 'overWorking' | 'today' | 'done' | 'paused';
  count: number;
} {
  if (due.state === 'done' || due.state === 'paused') return { key: due.state, count: 0 };
  const working = due.workingDaysLeft;
  const days = working ?? due.daysLeft;
  if (due.daysLeft === 0 && due.state !== 'overdue') return { key: 'today', count: 0 };
  const over = due.state === 'overdue' || due.daysLeft < 0;
  // A day off between the last day and today: late, though no working day has passed.
  if (over && working === 0) return { key: 'over', count: Math.abs(due.daysLeft) };
  if (over) return { key: working === undefined ? 'over' : 'overWorking', count: Math.abs(days) };
  return { key: working === undefined ? 'left' : 'leftWorking', count: days };
}
