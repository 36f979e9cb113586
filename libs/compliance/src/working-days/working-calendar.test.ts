import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Calendar } from '@khien/model';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays, addMonths, dayDiff, isDay, today } from './day-arithmetic';
import { createWorkingCalendar } from './working-calendar';

const shipped = Calendar.parse(
  parse(readFileSync(join(__dirname, '../../../../config/calendar.yml'), 'utf8')),
);
const office = { days: [1, 2, 3, 4, 5], spans: [] as [string, string][] };
const calendarOf = (off: string[], on: string[] = [], days = office.days): Calendar => ({
  timezone: 'Asia/Ho_Chi_Minh',
  workingHours: { ...office, days },
  holidays: off.map((day) => ({ day, name: 'nghỉ', citation: 'test' })),
  workingDays: on.map((day) => ({ day, citation: 'test' })),
});

/** What every result is held against: one day after the other, one look at the calendar for each. */
const works = (calendar: Calendar, day: string): boolean => {
  if (calendar.workingDays.some((each) => each.day === day)) return true;
  if (calendar.holidays.some((each) => each.day === day)) return false;
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return calendar.workingHours.days.includes(weekday === 0 ? 7 : weekday);
};
const step = (day: string, by: 1 | -1): string => {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
};
const walk = (calendar: Calendar, from: string, n: number): string => {
  let [day, left] = [from, Math.abs(n)];
  while (left > 0) {
    day = step(day, n > 0 ? 1 : -1);
    if (works(calendar, day)) left -= 1;
  }
  return day;
};
const count = (calendar: Calendar, from: string, to: string): number => {
  let [day, counted] = [from, 0];
  while (day < to) {
    day = step(day, 1);
    if (works(calendar, day)) counted += 1;
  }
  return counted;
};

/** First days of Tết (mùng 1) on the calendar of UTC+7, for a plausible calendar of the years that are not decided yet. */
const TET = {
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-02',
  2031: '01-23',
  2032: '02-11',
  2033: '01-31',
  2034: '02-19',
  2035: '02-08',
} as const;
const plausible = calendarOf(
  Object.entries(TET).flatMap(([year, tet]) => [
    ...[-1, 0, 1, 2, 3].map((days) => addDays(`${year}-${tet}`, days)),
    ...['01-01', '04-30', '05-01', '09-01', '09-02'].map((day) => `${year}-${day}`),
  ]),
  ['2025-04-26', '2028-02-05', '2031-01-18', '2034-02-25'],
);

const day2025to2035 = fc
  .integer({ min: 0, max: dayDiff('2025-01-01', '2035-12-31') })
  .map((n) => addDays('2025-01-01', n));
const anyCalendar = fc
  .record({
    off: fc.uniqueArray(day2025to2035, { maxLength: 150 }),
    on: fc.uniqueArray(day2025to2035, { maxLength: 30 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  })
  .map(({ off, on, days }) => calendarOf(off, on, days));
const someCalendar = fc.oneof(fc.constant(shipped), fc.constant(plausible), anyCalendar);

describe('working days against a walk from day to day, 2025 to 2035', () => {
  it('finds the same n-th working day, forward and back', () => {
    fc.assert(
      fc.property(someCalendar, day2025to2035, fc.integer({ min: -70, max: 70 }), (calendar, from, n) => {
        expect(createWorkingCalendar(calendar).addWorkingDays(from, n)).toBe(walk(calendar, from, n));
      }),
      { numRuns: 400 },
    );
  });

  it('counts the same working days, and the other way round with a minus', () => {
    fc.assert(
      fc.property(someCalendar, day2025to2035, fc.integer({ min: 0, max: 800 }), (calendar, from, days) => {
        const [to, working] = [addDays(from, days), createWorkingCalendar(calendar)];
        const expected = count(calendar, from, to);

        expect(working.workingDaysBetween(from, to)).toBe(expected);
        expect(working.workingDaysBetween(to, from) + expected).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('knows every single day of the eleven years', () => {
    const working = createWorkingCalendar(plausible);
    const days = Array.from({ length: dayDiff('2025-01-01', '2035-12-31') + 1 }, (_, n) =>
      addDays('2025-01-01', n),
    );

    expect(days.filter((day) => working.isWorkingDay(day) !== works(plausible, day))).toEqual([]);
    expect(days.filter((day) => working.isWorkingDay(day)).length).toBeGreaterThan(2700);
  });

  it('steps back to the last working day, which is the day itself when it is one', () => {
    fc.assert(
      fc.property(someCalendar, day2025to2035, (calendar, day) => {
        const found = createWorkingCalendar(calendar).previousWorkingDay(day);

        expect(found).toBe(works(calendar, day) ? day : walk(calendar, day, -1));
      }),
      { numRuns: 150 },
    );
  });
});

describe('the clock examples of the procedure', () => {
  it.each([
    { what: 'reply on a dossier received on Monday', from: '2026-10-05', n: 5, due: '2026-10-12' },
    { what: 'opinion on level 3', from: '2026-10-12', n: 15, due: '2026-11-02' },
    { what: 'opinion on levels 4 and 5', from: '2026-10-12', n: 25, due: '2026-11-16' },
    { what: 'decision', from: '2026-11-03', n: 7, due: '2026-11-12' },
    { what: 'reply over New Year', from: '2026-12-28', n: 5, due: '2027-01-05' },
    { what: 'reply over Tết Bính Ngọ', from: '2026-02-12', n: 5, due: '2026-02-26' },
    { what: 'a dossier received on a Sunday', from: '2026-10-04', n: 5, due: '2026-10-09' },
    { what: 'reply over the swapped 2 May 2025', from: '2025-04-24', n: 5, due: '2025-05-05' },
    { what: 'nothing to wait for', from: '2026-10-04', n: 0, due: '2026-10-04' },
  ])('$what: $from + $n = $due', ({ from, n, due }) => {
    expect(createWorkingCalendar(shipped).addWorkingDays(from, n)).toBe(due);
  });

  it('has the last working day before «trước 20/12» and «trước 25/12» of 2026', () => {
    const working = createWorkingCalendar(shipped);

    expect(working.previousWorkingDay('2026-12-19')).toBe('2026-12-18');
    expect(working.previousWorkingDay('2026-12-24')).toBe('2026-12-24');
  });

  it('moves with a holiday that a later year adds', () => {
    const more = { ...shipped, holidays: [...shipped.holidays, ...calendarOf(['2026-11-24']).holidays] };
    const [before, after] = [createWorkingCalendar(shipped), createWorkingCalendar(more)];

    expect(before.addWorkingDays('2026-11-20', 5)).toBe('2026-11-27');
    expect(after.addWorkingDays('2026-11-20', 5)).toBe('2026-11-30');
    expect(after.version).not.toBe(before.version);
  });
});

describe('a calendar', () => {
  it('says through which year it is known', () => {
    expect(createWorkingCalendar(shipped).knownThrough).toBe('2027-12-31');
    expect(createWorkingCalendar(calendarOf([])).knownThrough).toBe('1970-12-31');
  });

  it('keeps its version when only words or the order change', () => {
    const [one, other] = [calendarOf(['2026-01-01', '2026-09-02']), calendarOf(['2026-09-02', '2026-01-01'])];
    const named = { ...other, holidays: other.holidays.map((each) => ({ ...each, name: 'Quốc khánh' })) };

    expect(createWorkingCalendar(named).version).toBe(createWorkingCalendar(one).version);
  });

  it('refuses to look for a working day where there is none', () => {
    expect(() => createWorkingCalendar(calendarOf([], [], [])).addWorkingDays('2026-01-01', 1)).toThrow(
      /calendar/,
    );
  });
});

describe('days', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-01', -13, '2024-12-01'],
    ['2026-07-01', 12, '2027-07-01'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2028-02-29', true],
    ['nonsense', false],
  ])('%s is a day: %s', (day, expected) => {
    expect(isDay(day)).toBe(expected);
  });

  it('turns the day at midnight in Ha Noi', () => {
    expect(today(Date.parse('2026-11-01T16:59:59Z'))).toBe('2026-11-01');
    expect(today(Date.parse('2026-11-01T17:00:00Z'))).toBe('2026-11-02');
  });
});
