import type { Deadline } from '@khien/model';

/** The same thing owed on the same day by several bodies: one line on screen. */
export interface SharedDuty {
  first: Deadline;
  all: Deadline[];
}

/** Keeps the order; bodies of one duty stay in theirs. */
export function sameDuties(deadlines: readonly Deadline[]): SharedDuty[] {
  const found = new Map<string, SharedDuty>();
  for (const deadline of deadlines) {
    const { kind, title, dueOn, state, systemId } = deadline;
    // What is about one system is its own line.
    const key = systemId === undefined ? JSON.stringify([kind, title, dueOn, state]) : deadline.id;
    const shared = found.get(key);
    if (shared) shared.all.push(deadline);
    else found.set(key, { first: deadline, all: [deadline] });
  }
  return [...found.values()];
}
