import { reportYear } from './report-year';

it.each([
  { given: null, today: '2026-11-21', year: 2026 },
  { given: null, today: '2027-01-31', year: 2026 },
  { given: null, today: '2027-02-01', year: 2027 },
  { given: '2025', today: '2026-11-21', year: 2025 },
  { given: '1999', today: '2026-11-21', year: 2026 },
  { given: 'x', today: '2026-11-21', year: 2026 },
])('$given on $today is $year', ({ given, today, year }) => expect(reportYear(given, today)).toBe(year));
