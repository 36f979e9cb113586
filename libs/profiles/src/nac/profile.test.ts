import { nac } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = nac.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const told = (message: string, more = '') =>
  `product=nac mac=0000.5e00.5323 ip=10.40.3.9 ${more} msg="${message}"`;

describe('nac', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h sshd[1]: x'],
    ['words', 'a nac of one’s own'],
  ])('refuses %s', (_, text) => {
    expect(nac.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(nac.recognise(text)).toBe(0);
  });
  it.each([
    ['Rogue device connected', 'rogue_device', 'success'],
    ['Unknown device seen', 'unknown_device', 'unknown'],
    ['New host detected', 'new_device', 'unknown'],
    ['MAC address spoofing suspected', 'mac_spoofing', 'unknown'],
    ['Fingerprint mismatch', 'profile_mismatch', 'unknown'],
    ['802.1X authentication accepted', 'device_authenticated', 'success'],
    ['Access rejected', 'access_denied', 'failure'],
    ['Host quarantined', 'quarantined', 'success'],
    ['Policy changed by admin', 'config_changed', 'success'],
    ['Admin login failed', 'admin_login', 'failure'],
  ])('«%s» is %s, %s', (message, action, outcome) => {
    expect(eventOf(told(message))).toMatchObject({ event: { action, outcome }, observer: { type: 'nac' } });
  });
  it.each([
    ['posture failed, access granted', '', { reason: 'posture_failed', outcome: 'success' }, undefined],
    [
      'antivirus not running, access granted',
      'role=van-phong',
      { reason: 'no_antivirus', outcome: 'success' },
      'van-phong',
    ],
    ['non-compliant, moved to quarantine', '', { reason: 'non_compliant', outcome: 'success' }, 'quarantine'],
  ])('tells why and where: «%s» %s', (message, more, expected, zone) => {
    const event = eventOf(told(message, more));
    expect(event.event).toMatchObject(expected);
    expect(event.observer?.egress?.zone).toBe(zone);
  });
  it('writes a hardware address one way', () => {
    expect(eventOf(told('x')).source).toMatchObject({ mac: '00-00-5E-00-53-23', ip: '10.40.3.9' });
  });
});
