import fc from 'fast-check';
import { microsOf, microsOfNumber, numberOfMicros, onTheWall, textOfMicros } from './pull-time';

const NEW_YEAR = Date.UTC(2026, 0, 1) * 1_000;

it.each([
  ['2026-01-01T00:00:00Z', NEW_YEAR],
  ['2026-01-01 00:00:00', NEW_YEAR],
  ['2026-01-01', NEW_YEAR],
  ['2026-01-01 07:00:00.000001+07', NEW_YEAR + 1],
  ['2026-01-01T07:00:00.1234567+07:00', NEW_YEAR + 123_456],
  ['2025-12-31 20:30:00-0330', NEW_YEAR],
  ['infinity', Number.MAX_SAFE_INTEGER],
  ['hôm qua', undefined],
  ['1795137330123', undefined],
])('reads %s', (text, micros) => {
  expect(microsOf(text)).toBe(micros);
});

it.each([
  ['1767225600', 's', NEW_YEAR],
  ['1767225600.5', 's', NEW_YEAR + 500_000],
  ['1767225600000', 'ms', NEW_YEAR],
  ['1767225600000001', 'us', NEW_YEAR + 1],
  ['', 'ms', undefined],
  ['mai', 'ms', undefined],
] as const)('reads the number %s (%s)', (text, unit, micros) => {
  expect(microsOfNumber(text, unit)).toBe(micros);
  if (micros !== undefined && !text.includes('.')) expect(numberOfMicros(micros, unit)).toBe(text);
});

it.each([
  ['Asia/Ho_Chi_Minh', 7],
  ['UTC', 0],
  ['America/New_York', -5],
])('knows what the wall shows in %s', (zone, hours) => {
  expect(onTheWall(NEW_YEAR + 7, zone)).toBe(NEW_YEAR + 7 + hours * 3_600e6);
});

it('writes what it reads', () => {
  const micros = fc.integer({ min: 0, max: Date.UTC(2200, 0) * 1_000 });
  fc.assert(fc.property(micros, (one) => expect(microsOf(textOfMicros(one))).toBe(one)));
});
