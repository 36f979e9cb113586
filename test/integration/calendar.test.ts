import { join } from 'node:path';
import { createEnricher } from '@khien/enrich';
import type { Calendar } from '@khien/model';
import { loadLegalCalendar, PRODUCT_DIR } from '@khien/settings';

const { calendar, problems } = loadLegalCalendar(join(PRODUCT_DIR, 'config/calendar.yml'));
const days = new Map(calendar.holidays.map(({ day, name }) => [day, name]));
const covered = new Set(calendar.holidays.map(({ day }) => Number(day.slice(0, 4))));

/** Computed at UTC+7 (Meeus), not at UTC+8 as Intl's `chinese` calendar does: Tết 2030 is a day earlier than in China. */
const LUNAR: ReadonlyArray<readonly [year: number, firstOfTet: string, kings: string]> = [
  [2025, '2025-01-29', '2025-04-07'],
  [2026, '2026-02-17', '2026-04-26'],
  [2027, '2027-02-06', '2027-04-16'],
  [2028, '2028-01-26', '2028-04-04'],
  [2029, '2029-02-13', '2029-04-23'],
  [2030, '2030-02-02', '2030-04-12'],
  [2031, '2031-01-23', '2031-04-01'],
  [2032, '2032-02-11', '2032-04-19'],
  [2033, '2033-01-31', '2033-04-09'],
  [2034, '2034-02-19', '2034-04-28'],
  [2035, '2035-02-08', '2035-04-17'],
];
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('the shipped calendar', () => {
  it('is read without a problem and covers this year and the next', () => {
    expect(problems).toEqual([]);
    expect([...covered]).toEqual(expect.arrayContaining([2026, 2027]));
  });

  it.each(LUNAR.filter(([year]) => covered.has(year)))(
    'has the lunar days of %i at UTC+7',
    (year, tet, kings) => {
      expect(days.get(tet)).toMatch(/mùng 1\)/);
      expect(days.get(kings)).toMatch(/Giỗ Tổ Hùng Vương/);
      const named = [...days].filter(([day, name]) => day.startsWith(`${year}-`) && /mùng 1\)/.test(name));
      expect(named).toHaveLength(1);
    },
  );

  it.each([...covered])('has the days of the solar calendar in %i', (year) => {
    for (const day of ['01-01', '04-30', '05-01', '09-02']) expect(days.has(`${year}-${day}`)).toBe(true);
  });

  it('makes up for the day of the Hùng Kings where it falls on a weekend', () => {
    for (const [year, , kings] of LUNAR) {
      if (!covered.has(year) || ![0, 6].includes(weekday(kings))) continue;
      const madeUp = [...days].filter(([day, name]) => day.startsWith(`${year}-`) && /bù.*Giỗ Tổ/.test(name));
      expect(madeUp).toHaveLength(1);
    }
  });

  it('swaps only days that would otherwise be free into working days', () => {
    for (const { day } of calendar.workingDays) expect([0, 6]).toContain(weekday(day));
  });
});

function isWorking(at: string, stated: Calendar = calendar): boolean | undefined {
  const enricher = createEnricher({
    registry: { agencies: [], systems: [], agreements: [], sources: [], calendar: stated },
    pseudonymise: (kind) => `${kind}:0000`,
  });
  const { event } = enricher.enrich(
    {
      '@timestamp': new Date(at).toISOString(),
      ecs: { version: '9.1.0' },
      event: { kind: 'event' },
    },
    {
      sourceId: 's',
      chunkId: 'c',
      position: 'p',
      receivedAt: Date.parse(at),
      parser: 'p@1',
      timeQuality: 'device',
      hash: '',
    },
  );
  return event.khien?.working_time;
}

describe('working time of an event', () => {
  it.each([
    ['Friday morning', '2026-11-20T09:00:00+07:00', true],
    ['the first day of Tết', '2026-02-17T09:00:00+07:00', false],
    ['the working day after Tết', '2026-02-23T09:00:00+07:00', true],
    ['the last minute of the day before Tết 2027 in Vietnam', '2027-02-04T16:59:59+07:00', true],
    ['Tết 2027', '2027-02-10T09:00:00+07:00', false],
    ['the day off for the Hùng Kings', '2026-04-27T09:00:00+07:00', false],
    ['a day off by swap', '2025-05-02T09:00:00+07:00', false],
    ['the Saturday worked for it', '2025-04-26T09:00:00+07:00', true],
    ['another Saturday', '2025-04-19T09:00:00+07:00', false],
    ['the lunch break', '2026-11-20T12:00:00+07:00', false],
  ])('%s', (_, at, expected) => {
    expect(isWorking(at)).toBe(expected);
  });

  it('follows a swap as soon as somebody writes it down', () => {
    const saturday = '2026-08-22T09:00:00+07:00';
    const monday = '2026-08-31T09:00:00+07:00';
    const swapped: Calendar = {
      ...calendar,
      holidays: [...calendar.holidays, { day: '2026-08-31', name: 'Nghỉ hoán đổi', citation: 'mẫu' }],
      workingDays: [...calendar.workingDays, { day: '2026-08-22', citation: 'mẫu' }],
    };
    expect([isWorking(saturday), isWorking(monday)]).toEqual([false, true]);
    expect([isWorking(saturday, swapped), isWorking(monday, swapped)]).toEqual([true, false]);
  });
});
