import { ago, dateTime, exactTime, span, wallClock } from './time';

it.each([
  { iso: '2026-11-21T17:00:00.000Z', text: '22/11/2026 00:00:00' },
  { iso: '2026-11-21T16:59:59.999Z', text: '21/11/2026 23:59:59' },
  { iso: '2026-01-01T00:00:00.000Z', text: '01/01/2026 07:00:00' },
  { iso: '2024-02-29T20:03:09.000Z', text: '01/03/2024 03:03:09' },
])('shows $iso as $text', ({ iso, text }) => expect(dateTime(Date.parse(iso))).toBe(text));

it('keeps date and time apart', () => {
  expect(wallClock(Date.parse('2026-11-21T20:14:05Z'))).toEqual({ date: '22/11/2026', time: '03:14:05' });
});

it.each([
  { iso: '2026-11-21T20:14:05.042Z', text: '22/11/2026 03:14:05.042' },
  { iso: 'not a time', text: 'not a time' },
])('shows event time $iso to the millisecond', ({ iso, text }) => expect(exactTime(iso)).toBe(text));

it.each([
  { elapsed: 0, vi: '0 giây trước', en: '0 seconds ago' },
  { elapsed: 59_999, vi: '59 giây trước', en: '59 seconds ago' },
  { elapsed: 60_000, vi: '1 phút trước', en: '1 minute ago' },
  { elapsed: 7_200_000, vi: '2 giờ trước', en: '2 hours ago' },
  { elapsed: 3 * 86_400_000, vi: '3 ngày trước', en: '3 days ago' },
  { elapsed: -5_000, vi: '0 giây trước', en: '0 seconds ago' },
])('$elapsed ms is $vi / $en', ({ elapsed, vi, en }) => {
  const now = Date.parse('2026-11-21T00:00:00Z');
  expect(ago(now - elapsed, now, 'vi')).toBe(vi);
  expect(ago(now - elapsed, now, 'en')).toBe(en);
});

it.each([
  { from: '2026-11-20T17:00:00Z', to: '2026-11-21T17:00:00Z', text: '21/11/2026' },
  { from: '2026-11-21T13:00:00Z', to: '2026-11-21T14:00:00Z', text: '21/11/2026 20:00:00 – 21:00:00' },
  {
    from: '2026-11-21T16:00:00Z',
    to: '2026-11-21T17:00:00Z',
    text: '21/11/2026 23:00:00 – 22/11/2026 00:00:00',
  },
  { from: '2026-11-02T17:00:00Z', to: '2026-12-02T17:00:00Z', text: '03/11/2026 – 02/12/2026' },
  {
    from: '2026-11-20T17:00:00Z',
    to: '2026-11-20T17:00:00Z',
    text: '21/11/2026 00:00:00 – 00:00:00',
  },
])('$from to $to is $text', ({ from, to, text }) =>
  expect(span(Date.parse(from), Date.parse(to))).toBe(text),
);
