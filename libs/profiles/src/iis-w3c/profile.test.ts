import { iisW3c } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = iisW3c.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const HEAD = '2026-11-20 01:15:30 10.0.0.1';

describe('iis-w3c', () => {
  it.each([
    [`${HEAD} GET /a b=1 443 - 203.0.113.9 curl - 200 0 0 5`, { url: { original: '/a?b=1', query: 'b=1' } }],
    [
      `${HEAD} GET /a 12 443 - 203.0.113.9 curl - 200 0 0 5`,
      { url: { query: '12' }, destination: { port: 443 } },
    ],
    [`${HEAD} GET /a - 443 - ::1%12 curl - 200 0 0 5`, { source: { ip: '::1' } }],
    [`${HEAD} GET /a - 443 X\\y 203.0.113.9 curl - 200 0 0 5`, { user: { name: 'y', domain: 'X' } }],
    [
      `${HEAD} GET /a - 443 - 203.0.113.9 curl 503 0 0 5`,
      { event: { type: ['access', 'error'], duration: 5e6 } },
    ],
    [`${HEAD} GET /a - 443 - 203.0.113.9 curl 200 0 0`, { http: { response: { status_code: 200 } } }],
    [
      `${HEAD} GET /a - 443 - 203.0.113.9 HTTP/1.1 curl - a.example 200 0 0 5`,
      { url: { domain: 'a.example' }, http: { version: '1.1' } },
    ],
    [
      `${HEAD} GET /a - 443 - 203.0.113.9 curl - 200 0 0 5 nobody-knows`,
      { vendor: { x_forwarded_for: 'nobody-knows' } },
    ],
  ])('reads «%s» without its directive', (line, expected) => {
    expect(eventOf(line)).toMatchObject(expected);
    expect(eventOf(line)['@timestamp']).toBe('2026-11-20T01:15:30.000Z');
  });
  it.each([
    [
      'an access line of nginx',
      '203.0.113.9 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5',
      'unrecognised',
    ],
    ['a log of another kind', '2026-11-20 01:15:30 INFO started', 'unrecognised'],
    [
      'a date that does not exist',
      '2026-02-30 01:15:30 10.0.0.1 GET /a - 443 - 203.0.113.9 c - 200 0 0 5',
      'bad_field',
    ],
  ])('refuses %s', (_, text, reason) => {
    expect(iisW3c.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
