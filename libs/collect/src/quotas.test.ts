import fc from 'fast-check';
import { sourceOf } from '../test/recording-intake';
import { createQuotas } from './quotas';

const http = { kind: 'http', tokenFile: '/x' };

it.each([
  ['records', { recordsPerSecond: 100 }, [200, 0], 10],
  ['octets', { bytesPerSecond: 1_000 }, [0, 2_500], 501],
  ['the worse of both', { recordsPerSecond: 100, bytesPerSecond: 1_000 }, [300, 2_500], 1_010],
  ['none', undefined, [1e9, 1e12], 0],
])('lets a source overdraw once and then wait: %s', (_name, quota, [records = 0, bytes = 0], wait) => {
  const quotas = createQuotas([sourceOf('a', http, quota && { quota })], () => 0);
  expect(quotas.waitMs('a')).toBe(0);
  quotas.charge('a', records, bytes);
  expect(quotas.waitMs('a')).toBe(wait);
  expect(quotas.waitMs('another')).toBe(0);
});

it('never lets more through than the burst, the time and one overdraft allow, whatever the order', () => {
  const steps = fc.array(fc.record({ ms: fc.nat(500), records: fc.integer({ min: 1, max: 50 }) }), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(steps, (all) => {
      let clock = 1_000;
      let through = 0;
      const quotas = createQuotas([sourceOf('a', http, { quota: { recordsPerSecond: 100 } })], () => clock);
      for (const { ms, records } of all) {
        clock += ms;
        if (quotas.waitMs('a') > 0) continue;
        quotas.charge('a', records, 0);
        through += records;
      }
      expect(through).toBeLessThanOrEqual(200 + ((clock - 1_000) / 1000) * 100 + 50);
    }),
  );
});

it('waits exactly as long as it said, also when the clock was set back', () => {
  let clock = 10_000;
  const quotas = createQuotas([sourceOf('a', http, { quota: { recordsPerSecond: 10 } })], () => clock);
  quotas.charge('a', 40, 0);
  clock -= 5_000;
  const wait = quotas.waitMs('a');
  clock += wait - 1;
  expect(quotas.waitMs('a')).toBeGreaterThan(0);
  clock += 1;
  expect(quotas.waitMs('a')).toBe(0);
});
