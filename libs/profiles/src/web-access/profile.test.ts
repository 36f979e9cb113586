import { webAccess } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const line = (request: string, rest = '200 5') =>
  `10.20.4.1 - - [20/Nov/2026:08:15:30 +0700] "${request}" ${rest}`;
function eventOf(text: string, context = CONTEXT) {
  const result = webAccess.toEvent(text, context);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('web-access', () => {
  it.each([
    ['GET / HTTP/1.1', { path: '/' }],
    ['GET /a.tar.gz?b#c HTTP/1.1', { path: '/a.tar.gz', query: 'b#c', extension: 'gz' }],
    ['OPTIONS * HTTP/1.1', { original: '*' }],
    ['CONNECT kho.haivan.example:443 HTTP/1.1', { domain: 'kho.haivan.example', port: 443 }],
    ['GET /a b c HTTP/1.1', { path: '/a b c' }],
    ['GET /old', { path: '/old' }],
    ['GET https://u:p@KHO.haivan.example HTTP/1.1', { domain: 'kho.haivan.example', path: '/' }],
  ])('reads the request «%s»', (request, url) => {
    expect(eventOf(line(request)).url).toMatchObject(url);
  });
  it.each(['-', '', 'SSH-2.0-Go', '\\x16\\x03', 'GET', 'quit'])(
    'keeps «%s», which is no HTTP, as malformed',
    (request) => {
      const event = eventOf(line(request, '400 0'));
      expect(event.event).toMatchObject({ action: 'malformed_request', outcome: 'failure' });
      expect(event.url).toBeUndefined();
    },
  );
  it.each([
    ['- -', { outcome: 'unknown' }],
    ['401 0', { outcome: 'failure', type: ['access', 'denied'] }],
    ['503 0', { outcome: 'failure', type: ['access', 'error'] }],
    ['302 0', { outcome: 'success', type: ['access'] }],
  ])('judges the result «%s»', (rest, expected) => {
    expect(eventOf(line('GET / HTTP/1.1', rest)).event).toMatchObject(expected);
  });
  it('cuts what is too long for a field, and says so', () => {
    const event = eventOf(line(`GET /${'a'.repeat(20_000)} HTTP/1.1`));
    expect(event.url?.path).toHaveLength(8192);
    expect(event.tags).toEqual(['cut']);
  });
  it('keeps what a cut line still says', () => {
    const whole = `${line('GET / HTTP/1.1')} "-" "Mozilla/5.0 (Win`;
    expect(eventOf(whole, { ...CONTEXT, truncated: true } as typeof CONTEXT)).toMatchObject({
      user_agent: { original: 'Mozilla/5.0 (Win' },
      log: { flags: ['truncated'] },
    });
  });
  it.each([
    ['a line without a request', '10.20.4.1 - - [20/Nov/2026:08:15:30 +0700]', 'unrecognised'],
    ['a request that does not end', '10.20.4.1 - - [20/Nov/2026:08:15:30 +0700] "GET /', 'unrecognised'],
    [
      'a date that does not exist',
      '10.20.4.1 - - [31/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5',
      'bad_field',
    ],
    ['an error log line', '2026/11/20 08:15:30 [error] 1#1: *1 open() "/x" failed', 'unrecognised'],
  ])('refuses %s', (_, text, reason) => {
    expect(webAccess.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
  it('calls a cut line without its result truncated', () => {
    const text = '10.20.4.1 - - [20/Nov/2026:08:15:30 +0700] "GET /aaa';
    expect(webAccess.toEvent(text, { ...CONTEXT, truncated: true })).toMatchObject({
      ok: false,
      reason: 'truncated',
    });
  });
});
