import fc from 'fast-check';
import { createUserAgentParser } from './parse-user-agent';

const parse = createUserAgentParser();

describe('a user agent', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      { name: 'Chrome', version: '141.0.0.0', os: { name: 'Windows' }, device: { name: 'desktop' } },
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0',
      { name: 'Firefox', version: '139.0', os: { name: 'Linux' }, device: { name: 'desktop' } },
    ],
    [
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      { name: 'Googlebot', version: '2.1' },
    ],
    ['curl/8.5.0', { name: 'curl', version: '8.5.0', device: { name: 'tool' } }],
    ['python-requests/2.31.0', { name: 'python-requests', version: '2.31.0', device: { name: 'tool' } }],
    ['sqlmap/1.7#stable (https://sqlmap.org)', {}],
  ])('%s', (original, expected) => {
    expect(parse(original)).toMatchObject(expected);
    expect(parse(original)).toBe(parse(original));
  });
  it('never throws and never gives long words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ minLength: 900, maxLength: 3000 })), (text) => {
        const { name = '', version = '', os, device } = parse(text);
        for (const part of [name, version, os?.name ?? '', device?.name ?? ''])
          expect(part.length).toBeLessThan(101);
      }),
    );
  });
});
