import type { Day } from '@khien/model';

const MS_PER_DAY = 86_400_000;
/** Viet Nam has no summer time and has kept UTC+7 since 1975. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** Days since 1970-01-01; NaN for what is no day of the calendar (2026-02-30). */
export function dayNumber(day: Day): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? Number.NaN : ms / MS_PER_DAY;
}

/** The day with this number since 1970-01-01. */
export const dayOfNumber = (number: number): Day => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

/** Whether the calendar has this day. */
export const isDay = (day: string): boolean => !Number.isNaN(dayNumber(day));

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** Days from `from` to `to`; negative when `to` is earlier. */
export const dayDiff = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The same day of the month `n` months on, or the last day of that month when it is shorter (31/1 + 1 = 28/2). */
export function addMonths(day: Day, n: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const months = year * 12 + (month - 1) + n;
  const [toYear, toMonth] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const lastDate = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(toYear, toMonth, Math.min(date, lastDate))).toISOString().slice(0, 10);
}

/** The day `n` calendar days on. */
export const addDays = (day: Day, n: number): Day => dayOfNumber(dayNumber(day) + n);

/** The Vietnamese calendar day (Asia/Ho_Chi_Minh) of an instant in epoch milliseconds. */
export const today = (now: number): Day => new Date(now + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
