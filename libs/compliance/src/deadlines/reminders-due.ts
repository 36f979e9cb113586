import type { Day, Deadline, Reminder } from '@khien/model';
import { countsOn } from '../legal/dated';
import type { LegalRegimes } from '../legal/legal-file';
import { addDays, addMonths, dayDiff } from '../working-days/day-arithmetic';
import type { ReminderRule } from './reminder-rule';

export interface ReminderStep {
  /** `P12M`…`P1M`, `P30D`…`P1D`, `due`, `overdue+1`… */
  step: string;
  day: Day;
}

/** The steps of a deadline under a rule, by day. None before the duty began; of two on one day the later-named remains. */
export function reminderSteps(
  { dueOn, startedOn }: Pick<Deadline, 'dueOn' | 'startedOn'>,
  rule: ReminderRule,
): ReminderStep[] {
  const ahead = [
    ...down(rule.months_before).map((n) => ({ step: `P${n}M`, day: addMonths(dueOn, -n) })),
    ...down(rule.days_before).map((n) => ({ step: `P${n}D`, day: addDays(dueOn, -n) })),
  ].filter(({ day }) => startedOn === undefined || day > startedOn);
  const after = down(rule.days_overdue)
    .reverse()
    .map((n) => ({ step: `overdue+${n}`, day: addDays(dueOn, n) }));
  const byDay = new Map<Day, string>();
  for (const { step, day } of [...ahead, { step: 'due', day: dueOn }, ...after]) byDay.set(day, step);
  return [...byDay]
    .map(([day, step]) => ({ step, day }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

const down = (numbers: readonly number[]): number[] => [...numbers].sort((one, other) => other - one);

/**
 * What people have to be reminded of on a day: for each open deadline the step it has reached, and only that one. Ids are those of
 * the step, so that inserting them once reminds once. Deadlines have to be those of the same day. `at` is the moment, epoch ms.
 */
export function remindersDue(
  deadlines: readonly Deadline[],
  { law, on, at }: { law: Pick<LegalRegimes, 'reminders'>; on: Day; at: number },
): Reminder[] {
  const rules = law.reminders.filter((rule) => countsOn(rule, on));
  const reachedOn = memoised((deadline, rule) =>
    reminderSteps(deadline, rule)
      .filter(({ day }) => day <= on)
      .at(-1),
  );
  return deadlines.flatMap((deadline) => {
    if (deadline.state === 'done' || deadline.state === 'paused') return [];
    const rule =
      rules.find(({ kinds }) => kinds?.includes(deadline.kind)) ??
      rules.find(({ kinds }) => kinds === undefined);
    if (!rule) return [];
    const reached = reachedOn(deadline, rule);
    if (!reached) return [];
    const missed = on <= deadline.dueOn && dayDiff(reached.day, on) > rule.catch_up_days;
    return missed ? [] : [reminderOf(deadline, { reached, rule, at })];
  });
}

type Reached = (deadline: Deadline, rule: ReminderRule) => ReminderStep | undefined;

/** Hundreds of deadlines fall on one day under one rule, and have the same steps. */
function memoised(reach: Reached): Reached {
  const known = new Map<string, ReminderStep | undefined>();
  return (deadline, rule) => {
    const key = `${rule.id}|${deadline.dueOn}|${deadline.startedOn ?? ''}`;
    if (!known.has(key)) known.set(key, reach(deadline, rule));
    return known.get(key);
  };
}

function reminderOf(
  deadline: Deadline,
  { reached, rule, at }: { reached: ReminderStep; rule: ReminderRule; at: number },
): Reminder {
  const { id, dueOn, title, systemId, agencyId } = deadline;
  return {
    _id: `${id}@${reached.step}`,
    deadlineId: id,
    step: reached.step,
    dueOn,
    title,
    ...(systemId !== undefined && { systemId }),
    ...(agencyId !== undefined && { agencyId }),
    escalation: escalationOf(deadline, rule),
    at,
  };
}

/** Who is told: the unit; overdue by working days the unit above it; longer, the province. */
function escalationOf(
  { daysLeft, workingDaysLeft }: Deadline,
  { escalation }: ReminderRule,
): Reminder['escalation'] {
  if (daysLeft >= 0) return 0;
  const overdue = -(workingDaysLeft ?? daysLeft);
  if (overdue >= escalation.province) return 2;
  return overdue >= escalation.unit_above ? 1 : 0;
}
