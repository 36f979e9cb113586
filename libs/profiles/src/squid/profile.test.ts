import { squid } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const native = (result: string, method: string, url: string, peer = 'HIER_NONE/-') =>
  `1795137330.123    207 10.40.3.9 ${result} 100 ${method} ${url} - ${peer} text/html`;
function eventOf(text: string) {
  const result = squid.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('squid', () => {
  it.each([
    ['an access line of a web server', '203.0.113.5 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5'],
    ['a line that stops early', '1795137330.123    207 10.40.3.9 TCP_MISS/200 318399 GET'],
    ['another program', 'Nov 20 08:15:30 h sshd[1]: x'],
  ])('refuses %s', (_, text) => {
    expect(squid.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(squid.recognise(text)).toBe(0);
  });
  it.each([
    ['TCP_MISS/200', ['access', 'allowed'], 'success'],
    ['TCP_MISS/404', ['access', 'allowed'], 'failure'],
    ['TCP_DENIED/403', ['access', 'denied'], 'failure'],
    ['TCP_MISS_ABORTED/000', ['connection', 'error'], 'failure'],
    ['NONE_NONE/000', ['access', 'allowed'], 'failure'],
  ])('%s is %j, %s', (result, type, outcome) => {
    expect(eventOf(native(result, 'GET', 'http://a.example/')).event).toMatchObject({ type, outcome });
  });
  it.each([
    ['CONNECT', 'a.example:443', { domain: 'a.example', port: 443, original: 'a.example:443' }],
    ['CONNECT', '[2001:db8::7]:443', { original: '[2001:db8::7]:443' }],
    ['GET', 'http://192.0.2.7/x.sh?y', { domain: '192.0.2.7', extension: 'sh', query: 'y' }],
    ['NONE', 'error:invalid-request', { original: 'error:invalid-request' }],
  ])('reads %s %s', (method, url, expected) => {
    const event = eventOf(native('TCP_MISS/200', method, url, 'HIER_DIRECT/192.0.2.7'));
    expect(event.url).toMatchObject(expected);
    expect(event.destination?.ip).toBe('192.0.2.7');
  });
});
