import { isoOf, readBsd, readClf, readEpoch, readIso } from './timestamp';

const VN = 'Asia/Ho_Chi_Minh';
const at = (iso: string) => Date.parse(iso);

describe('readIso', () => {
  it.each([
    ['2026-11-20T08:15:30.123+07:00', VN, '2026-11-20T01:15:30.123Z', 'device'],
    ['2026-11-20T08:15:30Z', VN, '2026-11-20T08:15:30.000Z', 'device'],
    ['2026-11-20 08:15:30,5', VN, '2026-11-20T01:15:30.500Z', 'inferred_zone'],
    ['2026-11-20T08:15:30.123456789+0700', VN, '2026-11-20T01:15:30.123Z', 'device'],
    ['2026-11-20T08:15:30-03', VN, '2026-11-20T11:15:30.000Z', 'device'],
    ['2026-12-31T23:59:60Z', VN, '2027-01-01T00:00:00.000Z', 'device'],
    ['2026-07-01 12:00:00', 'Europe/Paris', '2026-07-01T10:00:00.000Z', 'inferred_zone'],
    ['2026-01-01 12:00:00', 'Europe/Paris', '2026-01-01T11:00:00.000Z', 'inferred_zone'],
    ['2026-10-25 02:30:00', 'Europe/Paris', '2026-10-25T01:30:00.000Z', 'inferred_zone'],
    ['2026-01-01 12:00:00', 'Nowhere/Else', '2026-01-01T05:00:00.000Z', 'inferred_zone'],
  ])('reads %s in %s', (text, timezone, iso, quality) => {
    const stamp = readIso(text, 0, { timezone });
    expect(stamp && isoOf(stamp.ms)).toBe(iso);
    expect(stamp?.quality).toBe(quality);
    expect(stamp?.end).toBe(text.length);
  });
  it.each([
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-11-20T25:00:00Z',
    'x',
  ])('refuses %s', (text) => {
    expect(readIso(text, 0, { timezone: VN })).toBeUndefined();
  });
});

describe('readClf', () => {
  it.each([
    ['20/Nov/2026:08:15:30 +0700', '2026-11-20T01:15:30.000Z', 'device'],
    ['20/nov/2026:08:15:30', '2026-11-20T01:15:30.000Z', 'inferred_zone'],
    ['20/Nov/2026:08:15:30 -0330', '2026-11-20T11:45:30.000Z', 'device'],
  ])('reads %s', (text, iso, quality) => {
    const stamp = readClf(text, 0, { timezone: VN });
    expect(stamp && isoOf(stamp.ms)).toBe(iso);
    expect(stamp?.quality).toBe(quality);
  });
  it.each(['31/Nov/2026:08:15:30 +0700', '20/Xyz/2026:08:15:30 +0700'])('refuses %s', (text) => {
    expect(readClf(text, 0, { timezone: VN })).toBeUndefined();
  });
});

describe('readBsd', () => {
  it.each([
    ['the same year', 'Nov 20 08:15:30', '2026-11-21T03:00:00Z', '2026-11-20T01:15:30.000Z'],
    [
      'last December, received in January',
      'Dec 31 23:59:59',
      '2027-01-01T00:00:05Z',
      '2026-12-31T16:59:59.000Z',
    ],
    [
      'next January, received in December by a slow clock',
      'Jan  1 00:00:01',
      '2026-12-31T16:59:58Z',
      '2026-12-31T17:00:01.000Z',
    ],
    ['months ago, not months ahead', 'Dec 25 10:00:00', '2026-11-21T03:00:00Z', '2025-12-25T03:00:00.000Z'],
    ['the last 29 February', 'Feb 29 10:00:00', '2026-11-21T03:00:00Z', '2024-02-29T03:00:00.000Z'],
    ['a stated year', 'Nov 20 2024 08:15:30', '2026-11-21T03:00:00Z', '2024-11-20T01:15:30.000Z'],
    ['a stated zone', 'Nov 20 2024 08:15:30 UTC', '2026-11-21T03:00:00Z', '2024-11-20T08:15:30.000Z'],
    [
      'Cisco’s unsynchronised clock',
      '*Mar  1 18:46:11.123',
      '2026-11-21T03:00:00Z',
      '2026-03-01T11:46:11.123Z',
    ],
  ])('reads %s', (_, text, receivedAt, iso) => {
    const stamp = readBsd(text, 0, { timezone: VN, receivedAt: at(receivedAt) });
    expect(stamp && isoOf(stamp.ms)).toBe(iso);
  });
  it.each(['Feb 30 10:00:00', 'Xyz 20 10:00:00', 'Nov 20 10:00'])('refuses %s', (text) => {
    expect(readBsd(text, 0, { timezone: VN, receivedAt: at('2026-11-21T03:00:00Z') })).toBeUndefined();
  });
});

describe('readEpoch', () => {
  it.each([1795137330, 1795137330000, 1795137330000000, 1795137330000000000])('reads %d', (value) => {
    expect(readEpoch(value)).toBe(1795137330000);
  });
  it.each([5, -1795137330, Number.MAX_VALUE, Number.NaN])('refuses %d', (value) => {
    expect(readEpoch(value)).toBeUndefined();
  });
});
