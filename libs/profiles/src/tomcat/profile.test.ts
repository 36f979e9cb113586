import { tomcat } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = tomcat.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const line = (level: string, message: string) =>
  `20-Nov-2026 08:15:30.123 ${level} [main] a.b.C.d ${message}`;

describe('tomcat', () => {
  it.each([
    ['INFO', 'Stopping service [Catalina]', 'server_stopped', 'success'],
    ['SEVERE', 'Failed to initialize connector', 'server_error', 'failure'],
    ['INFO', 'Undeploying context [/x]', 'application_undeployed', 'success'],
    ['FINE', 'nothing special', 'server_message', 'success'],
  ])('%s «%s» is %s', (level, message, action, outcome) => {
    expect(eventOf(line(level, message)).event).toMatchObject({ action, outcome });
  });
  it.each([
    [
      '%h %l %u %t "%r" %s %b',
      '203.0.113.9 - an [20/Nov/2026:08:15:30 +0700] "GET /a HTTP/1.1" 200 5',
      { user: { name: 'an' } },
    ],
    [
      'combined and %D',
      '203.0.113.9 - - [20/Nov/2026:08:15:30 +0700] "GET /a HTTP/1.1" 500 - "-" "curl" 17',
      { event: { outcome: 'failure' } },
    ],
    [
      '%v %h …',
      'a.example 203.0.113.9 - - [20/Nov/2026:08:15:30 +0700] "GET /a HTTP/1.1" 200 5',
      { destination: { domain: 'a.example' } },
    ],
  ])('reads access lines of the pattern %s', (_, text, expected) => {
    expect(eventOf(text)).toMatchObject({
      observer: { product: 'Tomcat' },
      source: { ip: '203.0.113.9' },
      ...expected,
    });
  });
  it.each([
    ['an error line of nginx', '2026/11/20 08:15:30 [error] 7#7: x', 'unrecognised'],
    ['JSON of another kind', '{"a":1}', 'unrecognised'],
    ['a date that does not exist', '31-Feb-2026 08:15:30.123 INFO [main] a.b.C.d x', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(tomcat.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
