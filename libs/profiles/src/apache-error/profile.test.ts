import { apacheError } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const line = (rest: string) => `[Fri Nov 20 08:15:30.000001 2026] ${rest}`;
function eventOf(text: string) {
  const result = apacheError.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('apache-error', () => {
  it.each([
    [
      '[auth_basic:error] [pid 1] [client 10.0.0.9:5] AH01618: user an not found: /x',
      'http_login',
      'failure',
    ],
    [
      '[authz_core:error] [pid 1] [client 10.0.0.9:5] AH01630: client denied by server configuration: /x',
      'access_denied',
      'failure',
    ],
    [
      '[core:error] [pid 1] [client 10.0.0.9:5] AH00126: Invalid URI in request GET /.%2e/',
      'malformed_request',
      'failure',
    ],
    ['[mpm_event:notice] [pid 1:tid 2] AH00491: caught SIGTERM, shutting down', 'server_stopped', 'success'],
    ['[foo:crit] [pid 1] no form for this', 'server_error', 'failure'],
    ['[notice] quiet', 'server_message', 'success'],
  ])('«%s» is %s', (rest, action, outcome) => {
    expect(eventOf(line(rest)).event).toMatchObject({ action, outcome });
  });
  it.each([
    ['[client 10.0.0.9:5]', '10.0.0.9', 5],
    ['[client [2001:db8::9]:5]', '2001:db8::9', 5],
    ['[client 2001:db8::9]', '2001:db8::9', undefined],
    ['[client 2001:db8::9:51234]', '2001:db8::9', 51234],
    ['[client 10.0.0.9 :5]', '10.0.0.9', 5],
  ])('reads %s', (client, ip, port) => {
    expect(eventOf(line(`[core:error] [pid 1] ${client} x`)).source).toMatchObject({
      ip,
      ...(port && { port }),
    });
  });
  it('makes an alert of a ModSecurity line: a web firewall that let it through', () => {
    const rest =
      '[:error] [pid 1] [client 10.0.0.9] ModSecurity: Warning. x [id "942100"] [msg "SQLi"] [uri "/a"]';
    expect(eventOf(line(rest))).toMatchObject({
      event: { kind: 'alert', action: 'detected' },
      observer: { type: 'waf' },
      rule: { id: '942100', name: 'SQLi' },
      url: { path: '/a' },
    });
  });
  it.each([
    ['an nginx line', '2026/11/20 08:15:30 [error] 7#7: x', 'unrecognised'],
    ['a date that does not exist', '[Mon Feb 30 08:15:30 2026] [error] x', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(apacheError.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
