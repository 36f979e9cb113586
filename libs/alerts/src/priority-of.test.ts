import { Severity } from '@khien/model';
import { priorityOf } from './priority-of';

const severities = Severity.options;

describe('priorityOf', () => {
  it.each([
    { severity: 'critical', level: 5, expected: 100 },
    { severity: 'critical', level: 1, expected: 60 },
    { severity: 'high', level: 5, expected: 75 },
    { severity: 'low', level: 1, expected: 18 },
    { severity: 'informational', level: 5, expected: 10 },
  ] as const)('$severity on level $level is $expected', ({ severity, level, expected }) => {
    expect(priorityOf(severity, level)).toBe(expected);
  });
  it('counts a system without a level as level 3', () => {
    for (const severity of severities) expect(priorityOf(severity)).toBe(priorityOf(severity, 3));
  });
  it('rises with severity at every level and never falls with the level', () => {
    for (const level of [1, 2, 3, 4, 5])
      for (let i = 1; i < severities.length; i++)
        expect(priorityOf(severities[i] as Severity, level)).toBeGreaterThan(
          priorityOf(severities[i - 1] as Severity, level),
        );
    for (const severity of severities)
      for (const level of [2, 3, 4, 5])
        expect(priorityOf(severity, level)).toBeGreaterThanOrEqual(priorityOf(severity, level - 1));
  });
  it.each([0, -3, 6, 99, 2.7])('stays within 0..100 for a level of %d', (level) => {
    const priority = priorityOf('critical', level);
    expect(priority).toBeGreaterThanOrEqual(0);
    expect(priority).toBeLessThanOrEqual(100);
  });
});
