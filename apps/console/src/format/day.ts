import { wallClock } from './time';

/** A day of the Vietnamese calendar, `2026-11-21`, as people write it: 21/11/2026. What is no day is shown as it stands. */
export function dayText(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return year ? `${date}/${month}/${year}` : day;
}

/** The day it is in Viet Nam at `instant`, `yyyy-mm-dd`. */
export function dayOf(instant: number): string {
  const [date, month, year] = wallClock(instant).date.split('/');
  return `${year}-${month}-${date}`;
}

const DAY_MS = 86_400_000;

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Monday of the week a day is in. */
export function weekOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** "Thứ Bảy, 21/11" – with the weekday, where the year is told elsewhere. */
export function weekdayText(day: string, language: string): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return `${weekday}, ${dayText(day).slice(0, 5)}`;
}
