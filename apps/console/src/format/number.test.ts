import { bytes, decimal, percent, rate, whole } from './number';

it.each([
  { value: 1234567, vi: '1.234.567', en: '1,234,567' },
  { value: 0, vi: '0', en: '0' },
])('whole $value', ({ value, vi, en }) => {
  expect(whole(value, 'vi')).toBe(vi);
  expect(whole(value, 'en')).toBe(en);
});

it.each([
  { share: 1, en: '100%' },
  { share: 0.57, en: '57%' },
  { share: 0.99999, en: '99.99%' },
  { share: 0.5, en: '50%' },
  { share: 0, en: '0%' },
])('percent $share never rounds up to all', ({ share, en }) => expect(percent(share, 'en')).toBe(en));

it('decimal keeps two digits', () => expect(decimal(12.3456, 'vi')).toBe('12,35'));

it.each([
  { value: 512, text: '512 B' },
  { value: 65536, text: '64 KiB' },
  { value: 3 * 1024 ** 2, text: '3 MiB' },
])('$value octets', ({ value, text }) => expect(bytes(value, 'en')).toBe(text));

it.each([
  { value: 1912.6, text: '1.913' },
  { value: 99.94, text: '99,9' },
  { value: 0.2, text: '0,2' },
])('a rate of $value is $text', ({ value, text }) => expect(rate(value, 'vi')).toBe(text));
