import { f5Bigip } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = f5Bigip.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const SESSION = 'apmd[1]: 01490005:5: /Common/vpn:Common:9ef1dac1: ';
const AUDIT = 'mcpd[1]: 01070417:5: AUDIT - ';

describe('f5-bigip', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h sshd[1]: x'],
    ['CEF of another maker', 'CEF:0|Maker|Product|1|7|Name|3|src=10.0.0.1'],
    ['words', 'Rule of three'],
  ])('refuses %s', (_, text) => {
    expect(f5Bigip.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(f5Bigip.recognise(text)).toBe(0);
  });
  it.each([
    ['blocked', 'SQL-Injection', 'blocked', ['access', 'denied'], 'alert'],
    ['alerted', 'SQL-Injection', 'alert', ['access', 'allowed'], 'alert'],
    ['passed', 'SQL-Injection', 'alert', ['access', 'allowed'], 'alert'],
    ['passed', 'N/A', 'passed', ['access', 'allowed'], 'event'],
  ])('ASM: %s with %s is %s', (status, attack, action, type, kind) => {
    const event = eventOf(
      `unit_hostname="b",attack_type="${attack}",request_status="${status}",ip_client="203.0.113.9"`,
    );
    expect(event.event).toMatchObject({ action, type, kind });
    expect(event.observer?.type).toBe('waf');
    expect(event.source?.ip).toBe('203.0.113.9');
  });
  it.each([
    ["AD module: authentication with 'an' failed: Client 'an' not found", 'vpn_login', 'failure', 'an'],
    ["RADIUS module: authenticate with 'HAIVAN\\an' successfully", 'vpn_login', 'success', 'an'],
    ["Following rule 'fallback' from item 'Logon' to ending 'Deny'", 'access_policy', 'success', undefined],
    ['Access policy result: Logon_Deny', 'access_policy', 'failure', undefined],
    ['Session deleted due to user logout request.', 'session_closed', 'success', undefined],
  ])('APM: «%s» is %s, %s', (message, action, outcome, name) => {
    const event = eventOf(SESSION + message);
    expect(event.event).toMatchObject({ action, outcome });
    expect(event.user?.name).toBe(name);
  });
  it.each([
    [
      'user an - transaction #7-2 - object 0 - modify { virtual_server { } }',
      'config_modify',
      ['configuration'],
    ],
    [
      'pid=1 user=an folder=/ module=(tmos)# status=[Command OK] cmd_data=show sys version',
      'admin_command',
      ['process'],
    ],
    [
      'user an - RAW: sshd(pam_audit): user=an(an) partition=[All] level=Guest tty=ssh host=203.0.113.52 attempts=1 start="x" end="y".',
      'session_closed',
      ['session'],
    ],
  ])('an administrator: «%s» is %s', (message, action, category) => {
    expect(eventOf(AUDIT + message)).toMatchObject({ event: { action, category }, user: { name: 'an' } });
  });
  it('keeps a request that holds quotes and commas in one piece', () => {
    const event = eventOf(
      'unit_hostname="b",request="GET /a?b=\\"1,2\\" HTTP/1.1\\r\\nHost: a.example",dest_port="443"',
    );
    expect(event.url).toMatchObject({ path: '/a', domain: 'a.example' });
    expect(event.destination?.port).toBe(443);
  });
});
