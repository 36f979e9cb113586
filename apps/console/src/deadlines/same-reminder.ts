import type { Reminder } from '@khien/model';

/** One reminder that went to several bodies: one line on screen. */
export interface SharedReminder {
  first: Reminder;
  count: number;
}

/** Keeps the order. What is about one system is its own line. */
export function sameReminders(reminders: readonly Reminder[]): SharedReminder[] {
  const found = new Map<string, SharedReminder>();
  for (const reminder of reminders) {
    const { title, step, dueOn, escalation, systemId } = reminder;
    const key = systemId === undefined ? JSON.stringify([title, step, dueOn, escalation]) : reminder._id;
    const shared = found.get(key);
    if (shared) shared.count += 1;
    else found.set(key, { first: reminder, count: 1 });
  }
  return [...found.values()];
}
