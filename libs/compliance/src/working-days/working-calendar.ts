import { createHash } from 'node:crypto';
import { type Calendar, type Day, MonitorError } from '@khien/model';
import { dayNumber, dayOfNumber, weekdayOf } from './day-arithmetic';

/** Ngày làm việc: what counts as one, and how to count them. Days are Vietnamese calendar days, `YYYY-MM-DD`. */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** The `n`-th working day after `from`: the day of receipt is day 0. Negative `n` counts back; 0 is `from` itself. */
  addWorkingDays(from: Day, n: number): Day;
  /** Working days in (from, to]; where `to` is earlier, minus those in (to, from]. */
  workingDaysBetween(from: Day, to: Day): number;
  /** The last working day that is not after `day`: `day` itself when it is one. */
  previousWorkingDay(day: Day): Day;
  /** SHA-256 prefix of the calendar it was made from: kept beside what was computed with it. */
  version: string;
  /** Last day of the last year for which holidays are known; a later result is a guess and is shown as one. */
  knownThrough: Day;
}

/** Longest stretch without a working day that is believed; beyond it the calendar has none. */
const FARTHEST_DAYS = 3660;

/**
 * Working days by weekday, holidays and swapped days. A day listed as a working day counts whatever else it is.
 * Counting is arithmetic over whole weeks plus the exceptions in between, so a span of years costs what a span of days does.
 * Throws `bad_configuration` where the calendar leaves no working day to find.
 */
export function createWorkingCalendar(calendar: Calendar): WorkingCalendar {
  const weekdays = new Set(calendar.workingHours.days);
  const exceptions = exceptionsOf(calendar, weekdays);
  const perWeek = weekdays.size;
  const begunBy = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => [...weekdays].filter((each) => each <= day).length);
  /** Working days up to and including the day with this number, from an origin that cancels out. */
  const upTo = (number: number): number => {
    const weeks = Math.floor((number + 3) / 7);
    return weeks * perWeek + (begunBy[weekdayOf(number)] ?? 0) + exceptions.sumUpTo(number);
  };
  const isWorking = (number: number): boolean => upTo(number) - upTo(number - 1) === 1;
  /** The `n`-th working day after the day with this number, `n` ≥ 1. */
  const after = (from: number, n: number): number =>
    first((number) => upTo(number) - upTo(from) >= n, from, estimate(n, perWeek));
  /** The `n`-th working day before it. */
  const before = (from: number, n: number): number =>
    -first((number) => upTo(from - 1) - upTo(-number - 1) >= n, -from, estimate(n, perWeek));
  return {
    isWorkingDay: (day) => isWorking(dayNumber(day)),
    addWorkingDays: (from, n) => {
      if (n === 0) return from;
      const number = dayNumber(from);
      return dayOfNumber(n > 0 ? after(number, n) : before(number, -n));
    },
    workingDaysBetween: (from, to) => upTo(dayNumber(to)) - upTo(dayNumber(from)),
    previousWorkingDay: (day) => dayOfNumber(before(dayNumber(day) + 1, 1)),
    version: versionOf(calendar),
    knownThrough: knownThroughOf(calendar),
  };
}

const estimate = (n: number, perWeek: number): number =>
  (perWeek === 0 ? n : Math.ceil((n * 7) / perWeek)) + FARTHEST_DAYS;

/** The smallest number in (from, from + reach] for which a test holds that stays true once it is. */
function first(holds: (number: number) => boolean, from: number, reach: number): number {
  let [low, high] = [from, from + reach];
  if (!holds(high))
    throw new MonitorError(
      'bad_configuration',
      'calendar: no working day within reach; see workingHours.days',
    );
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Days on which the calendar departs from its weekdays: +1 where one is gained, −1 where one is lost. */
function exceptionsOf(
  { holidays, workingDays }: Calendar,
  weekdays: ReadonlySet<number>,
): { sumUpTo: (number: number) => number } {
  const working = new Map<number, boolean>();
  for (const { day } of holidays) working.set(dayNumber(day), false);
  for (const { day } of workingDays) working.set(dayNumber(day), true);
  const departing = [...working]
    .filter(([number, works]) => !Number.isNaN(number) && works !== weekdays.has(weekdayOf(number)))
    .sort(([one], [other]) => one - other);
  const numbers = departing.map(([number]) => number);
  const sums = [0];
  for (const [, works] of departing) sums.push((sums.at(-1) ?? 0) + (works ? 1 : -1));
  return {
    sumUpTo: (number) => {
      let [low, high] = [0, numbers.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((numbers[middle] ?? 0) <= number) low = middle + 1;
        else high = middle;
      }
      return sums[low] ?? 0;
    },
  };
}

function versionOf({ timezone, workingHours, holidays, workingDays }: Calendar): string {
  const days = (list: readonly { day: Day }[]): Day[] => list.map(({ day }) => day).sort();
  const weekdays = [...workingHours.days].sort();
  const counted = [timezone, weekdays, days(holidays), days(workingDays)];
  return createHash('sha256').update(JSON.stringify(counted)).digest('hex').slice(0, 12);
}

function knownThroughOf({ holidays }: Calendar): Day {
  const years = holidays.map(({ day }) => day.slice(0, 4)).sort();
  return `${years.at(-1) ?? '1970'}-12-31`;
}
