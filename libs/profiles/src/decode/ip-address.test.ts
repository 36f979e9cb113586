import { isIP, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { canonicalIp, isIpv4 } from './ip-address';

describe('canonicalIp', () => {
  it.each([
    ['10.20.4.31', '10.20.4.31'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%3', 'fe80::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::', '::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ])('spells %s as %s', (text, expected) => {
    expect(canonicalIp(text)).toBe(expected);
  });
  it.each([
    '',
    '10.20.4',
    '10.20.4.256',
    '10.020.4.1',
    '1::2::3',
    '12345::',
    'host',
    '1:2:3:4:5:6:7:8:9',
    ':1',
  ])('refuses «%s»', (text) => {
    expect(canonicalIp(text)).toBeUndefined();
  });
  it('agrees with the platform on random addresses and keeps its own spelling', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const spelt = canonicalIp(text);
        expect(spelt).toBeDefined();
        expect(isIP(spelt ?? '')).toBeGreaterThan(0);
        expect(canonicalIp(spelt ?? '')).toBe(spelt);
      }),
    );
  });
  it('takes as v4 exactly what the platform takes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.]{0,16}$/), (text) => {
        expect(isIpv4(text)).toBe(isIPv4(text));
      }),
    );
  });
});
