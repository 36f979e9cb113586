import { haproxy } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const HEAD = '203.0.113.5:33317 [20/Nov/2026:08:15:30.655] cong-dvc~ ';
const http = (status: number, state: string, request: string) =>
  `${HEAD}dvc/app1 10/0/30/69/109 ${status} 2750 - - ${state} 1/1/1/1/0 0/0 "${request}"`;
function eventOf(text: string) {
  const result = haproxy.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('haproxy', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h nginx[1]: x'],
    ['an access line of a web server', '203.0.113.5 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5'],
    ['words', 'Server is up'],
  ])('refuses %s', (_, text) => {
    expect(haproxy.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(haproxy.recognise(text)).toBe(0);
  });
  it.each([
    [200, '----', 'success', ['access']],
    [403, 'PR--', 'failure', ['access', 'denied']],
    [404, '----', 'failure', ['access']],
    [503, 'SC--', 'failure', ['access', 'error']],
  ])('takes %s (%s) for %s', (status, state, outcome, type) => {
    const event = eventOf(http(status, state, 'GET /tra-cuu?ma=1 HTTP/1.1'));
    expect(event.event).toMatchObject({ outcome, type, action: 'http_request' });
    expect(event.url).toMatchObject({ path: '/tra-cuu', query: 'ma=1' });
  });
  it.each([
    [
      'a request that is none',
      http(-1, 'CR--', '<BADREQ>'),
      { event: { outcome: 'failure', action: 'malformed_request' } },
    ],
    [
      'a request cut at the limit of the line',
      http(200, '----', 'GET /dai HTTP/1.1').slice(0, -11),
      { http: { response: { status_code: 200 } } },
    ],
    [
      'a server that went',
      'Server dvc/app1 is DOWN, reason: Layer4 timeout.',
      { event: { action: 'server_down', outcome: 'failure' } },
    ],
    [
      'no server left',
      'hapee-lb[7]: backend dvc has no server available!',
      { event: { action: 'backend_down' } },
    ],
    [
      'JSON of its own making',
      'haproxy[7]: {"client_ip":"203.0.113.5","status":"404","method":"GET","uri":"/x?y=1"}',
      { source: { ip: '203.0.113.5' }, http: { response: { status_code: 404 } } },
    ],
    ['JSON that is none', 'haproxy[7]: {"client_ip":', { event: { action: 'haproxy' } }],
  ])('reads %s', (_, text, expected) => {
    expect(eventOf(text)).toMatchObject(expected);
  });
});
