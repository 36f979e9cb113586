import type { Calendar, WorkingHours } from '@khien/model';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Vietnam has one offset and no summer time. */
export const VIETNAM_OFFSET = 7 * 3_600_000;

interface Week {
  days: ReadonlySet<number>;
  /** Minutes of the day, end not included. */
  spans: ReadonlyArray<readonly [number, number]>;
}

/**
 * Whether an instant lies in working time: a working weekday that is no holiday, or a day swapped into a working day, within the agency's hours.
 * `hoursByAgency` overrides the calendar's hours for agencies that keep others (one-stop offices on Saturday morning).
 */
export function compileWorkingTime(
  calendar: Calendar,
  hoursByAgency: ReadonlyMap<string, WorkingHours> = new Map(),
) {
  const usual = weekOf(calendar.workingHours);
  const ofAgency = new Map([...hoursByAgency].map(([agency, hours]) => [agency, weekOf(hours)]));
  const holidays = new Set(calendar.holidays.map(({ day }) => Date.parse(day) / DAY));
  const swapped = new Set(calendar.workingDays.map(({ day }) => Date.parse(day) / DAY));

  return function isWorkingTime(epochMs: number, agencyId?: string): boolean {
    const local = epochMs + VIETNAM_OFFSET;
    const day = Math.floor(local / DAY);
    const week = (agencyId === undefined ? undefined : ofAgency.get(agencyId)) ?? usual;
    // Day 0 of the epoch was a Thursday.
    if (!swapped.has(day) && (holidays.has(day) || !week.days.has(((day + 3) % 7) + 1))) return false;
    const minute = Math.floor((local - day * DAY) / MINUTE);
    return week.spans.some(([from, to]) => minute >= from && minute < to);
  };
}

function weekOf({ days, spans }: WorkingHours): Week {
  return { days: new Set(days), spans: spans.map(([from, to]) => [minuteOf(from), minuteOf(to)]) };
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
