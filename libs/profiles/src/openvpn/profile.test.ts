import { openvpn } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = openvpn.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('openvpn', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h sshd[1]: TLS Error: x'],
    ['words with a time', '2026-11-20 08:15:30 Hello'],
    ['a path', '/usr/bin/x started'],
  ])('refuses %s', (_, text) => {
    expect(openvpn.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(openvpn.recognise(text)).toBe(0);
  });
  it.each([
    [
      "TLS: Username/Password authentication succeeded for username 'le.hoa' [CN SET]",
      'vpn_login',
      'success',
      'le.hoa',
    ],
    [
      '[le.hoa] Peer Connection Initiated with [AF_INET]203.0.113.61:59321',
      'session_started',
      'success',
      'le.hoa',
    ],
    [
      'VERIFY ERROR: depth=0, error=certificate revoked: C=VN, O=Hai Van, CN=nt-phanmem01, serial=7',
      'vpn_login',
      'failure',
      'nt-phanmem01',
    ],
    ['LDAP user "le.hoa" was not found.', 'vpn_login', 'failure', 'le.hoa'],
    [
      'Incorrect password supplied for LDAP DN "CN=Le Hoa,OU=xa,DC=haivan,DC=example".',
      'vpn_login',
      'failure',
      'Le Hoa',
    ],
    ["SENT CONTROL [le.hoa]: 'AUTH_FAILED' (status=1)", 'auth_failed_sent', 'unknown', 'le.hoa'],
    ['TLS Error: TLS handshake failed', 'tls_error', 'failure', undefined],
    ['SIGTERM[soft,remote-exit] received, client-instance exiting', 'session_ended', 'unknown', undefined],
    ['Timers: ping 10, ping-restart 240', 'openvpn', 'unknown', undefined],
  ])('«%s» is %s, %s', (message, action, outcome, name) => {
    const event = eventOf(`2026-11-20 08:15:30 203.0.113.61:59321 ${message}`);
    expect(event.event).toMatchObject({ action, outcome });
    expect(event.user?.name).toBe(name);
    expect(event.source).toMatchObject({ ip: '203.0.113.61', port: 59321 });
  });
  it.each([
    ['le.hoa/203.0.113.61:59321 x', { user: { name: 'le.hoa' }, source: { ip: '203.0.113.61' } }],
    ['Le Hoa/203.0.113.61:59321 x', { user: { name: 'Le Hoa' } }],
    ['le.hoa/[2001:db8::9]:59321 x', { source: { ip: '2001:db8::9', port: 59321 } }],
    [
      'TCP connection established with [AF_INET]203.0.113.61:59321',
      { source: { ip: '203.0.113.61', port: 59321 } },
    ],
    ['tcp4-server:203.0.113.61:59321 x', { source: { ip: '203.0.113.61' } }],
  ])('reads who speaks from «%s»', (text, expected) => {
    expect(eventOf(text)).toMatchObject(expected);
  });
  it('counts a refused sign-in once, though OpenVPN writes of it three times', () => {
    const events = [
      'TLS Auth Error: Auth Username/Password verification failed for peer',
      "SENT CONTROL [UNDEF]: 'AUTH_FAILED' (status=1)",
      'Delayed exit in 5 seconds',
    ]
      .map((message) => eventOf(`203.0.113.61:59321 ${message}`).event)
      .filter(({ category, outcome }) => category?.includes('authentication') && outcome === 'failure');
    expect(events).toHaveLength(1);
  });
});
