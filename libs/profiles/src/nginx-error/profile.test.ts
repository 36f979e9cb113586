import { nginxError } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const line = (message: string, level = 'error') => `2026/11/20 08:15:30 [${level}] 7#7: *1 ${message}`;
const END = ', client: 203.0.113.5, server: a.example, request: "GET /x HTTP/1.1", host: "a.example"';
function eventOf(text: string) {
  const result = nginxError.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('nginx-error', () => {
  it.each([
    ['user "an" was not found in "/etc/nginx/users"', 'http_login', 'failure'],
    ['access forbidden by rule', 'access_denied', 'failure'],
    ['client intended to send too large body: 90000000 bytes', 'request_too_large', 'failure'],
    ['connect() failed (111: Connection refused) while connecting to upstream', 'upstream_failed', 'failure'],
    ['something nobody has seen', 'server_error', 'failure'],
  ])('«%s» is %s', (message, action, outcome) => {
    const event = eventOf(line(message + END));
    expect(event.event).toMatchObject({ action, outcome });
    expect(event.source?.ip).toBe('203.0.113.5');
  });
  it('takes the server’s client, not the one a client wrote into its path, and says that there were two', () => {
    const event = eventOf(line(`open() "/srv/x, client: 9.9.9.9, server: b" failed (2: No such file)${END}`));
    expect(event.source?.ip).toBe('203.0.113.5');
    expect(event.tags).toEqual(['client_ambiguous']);
  });
  it.each([
    ['an access line', '203.0.113.5 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5', 'unrecognised'],
    ['a date that does not exist', '2026/02/30 08:15:30 [error] 7#7: x', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(nginxError.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
