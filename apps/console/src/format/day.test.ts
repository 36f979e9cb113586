import { addDays, dayOf, daysBetween, dayText, weekdayText, weekOf } from './day';

it.each([
  { day: '2026-11-21', text: '21/11/2026' },
  { day: '2026-01-05', text: '05/01/2026' },
  { day: 'chưa rõ', text: 'chưa rõ' },
  { day: '', text: '' },
])('$day is written $text', ({ day, text }) => expect(dayText(day)).toBe(text));

it.each([
  { iso: '2026-11-20T17:00:00Z', day: '2026-11-21' },
  { iso: '2026-11-20T16:59:59Z', day: '2026-11-20' },
  { iso: '2025-12-31T17:30:00Z', day: '2026-01-01' },
])('at $iso it is $day in Viet Nam', ({ iso, day }) => expect(dayOf(Date.parse(iso))).toBe(day));

it.each([
  { from: '2026-11-21', to: '2026-11-21', days: 0 },
  { from: '2026-11-21', to: '2026-12-19', days: 28 },
  { from: '2026-03-01', to: '2026-02-28', days: -1 },
  { from: '2028-02-28', to: '2028-03-01', days: 2 },
])('from $from to $to are $days days', ({ from, to, days }) => {
  expect(daysBetween(from, to)).toBe(days);
  expect(addDays(from, days)).toBe(to);
});

it.each([
  { day: '2026-11-16', monday: '2026-11-16' },
  { day: '2026-11-22', monday: '2026-11-16' },
  { day: '2027-01-01', monday: '2026-12-28' },
])('$day is in the week of $monday', ({ day, monday }) => expect(weekOf(day)).toBe(monday));

it('tells the weekday in the language of the reader', () => {
  expect(weekdayText('2026-11-21', 'vi')).toBe('Thứ Bảy, 21/11');
  expect(weekdayText('2026-11-21', 'en')).toBe('Saturday, 21/11');
});
