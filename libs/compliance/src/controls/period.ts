import type { Day } from '@khien/model';
import { z } from 'zod';
import { addDays, addMonths, dayDiff } from '../working-days/day-arithmetic';

/** A length of time of the standard, read once from its ISO 8601 form. Months and days are calendar ones. */
export interface Period {
  iso: string;
  months: number;
  days: number;
  minutes: number;
}

const ISO = /^P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** A period from `P6M`, `P1Y`, `P45D`, `PT15M`…; undefined when the text is none or is empty in length. */
export function parsePeriod(iso: string): Period | undefined {
  const found = ISO.exec(iso);
  if (!found) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const period = {
    iso,
    months: years * 12 + months,
    days: weeks * 7 + days,
    minutes: hours * 60 + minutes,
  };
  return period.months + period.days + period.minutes > 0 ? period : undefined;
}

/** `P6M` in a data file. */
export const PeriodText = z.string().transform((text, context) => {
  const period = parsePeriod(text);
  if (period) return period;
  context.addIssue({ code: 'custom', message: `not a period: "${text}"` });
  return z.NEVER;
});

/** The day a period after another: months first, then days. Less than a day counts as none. */
export const addPeriod = (day: Day, { months, days }: Pick<Period, 'months' | 'days'>): Day =>
  addDays(addMonths(day, months), days);

/** Days of a period counted back from a day: three months before 21/11 are 92 days. */
export const daysOf = (period: Period, before: Day): number =>
  dayDiff(addPeriod(before, { months: -period.months, days: -period.days }), before);

/** «6 tháng», «45 ngày», «12 giờ». */
export function periodWords(period: Pick<Period, 'months' | 'days' | 'minutes'>): { vi: string; en: string } {
  const { months, days, minutes } = period;
  const hours = minutes % 60 === 0 ? minutes / 60 : 0;
  const parts: Array<[number, string, string]> = [
    [months, 'tháng', 'month'],
    [days, 'ngày', 'day'],
    hours > 0 ? [hours, 'giờ', 'hour'] : [minutes, 'phút', 'minute'],
  ];
  const said = parts.filter(([count]) => count > 0);
  return {
    vi: said.map(([count, vi]) => `${count} ${vi}`).join(' '),
    en: said.map(([count, , en]) => `${count} ${en}${count === 1 ? '' : 's'}`).join(' '),
  };
}
