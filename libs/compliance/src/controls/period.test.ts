import { addPeriod, type Period, parsePeriod, periodWords } from './period';

describe('periods', () => {
  it.each([
    { iso: 'P6M', months: 6, days: 0, minutes: 0, vi: '6 tháng', en: '6 months' },
    { iso: 'P1Y', months: 12, days: 0, minutes: 0, vi: '12 tháng', en: '12 months' },
    { iso: 'P45D', months: 0, days: 45, minutes: 0, vi: '45 ngày', en: '45 days' },
    { iso: 'P2W', months: 0, days: 14, minutes: 0, vi: '14 ngày', en: '14 days' },
    { iso: 'PT15M', months: 0, days: 0, minutes: 15, vi: '15 phút', en: '15 minutes' },
    { iso: 'PT12H', months: 0, days: 0, minutes: 720, vi: '12 giờ', en: '12 hours' },
    { iso: 'P1M', months: 1, days: 0, minutes: 0, vi: '1 tháng', en: '1 month' },
  ])('$iso is $vi', ({ iso, months, days, minutes, vi, en }) => {
    const period = parsePeriod(iso);

    expect(period).toEqual({ iso, months, days, minutes });
    expect(periodWords(period as Period)).toEqual({ vi, en });
  });

  it.each(['', 'P', 'PT', '6M', 'P6', 'P0D', 'P1.5M', 'P-1D', 'P1D1M', 'P1YT', 'PT1D', ' P1D'])(
    '«%s» is none',
    (text) => {
      expect(parsePeriod(text)).toBeUndefined();
    },
  );

  it('ends on the last day of a shorter month', () => {
    expect(addPeriod('2026-08-31', { months: 6, days: 0 })).toBe('2027-02-28');
    expect(addPeriod('2026-11-14', { months: 0, days: 7 })).toBe('2026-11-21');
  });
});
