import { antiDdos } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = antiDdos.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const told = (message: string) => `product=anti-ddos target=203.0.113.2 severity=high msg="${message}"`;

describe('anti-ddos', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h sshd[1]: x'],
    ['words', 'a ddos was here'],
  ])('refuses %s', (_, text) => {
    expect(antiDdos.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(antiDdos.recognise(text)).toBe(0);
  });
  it.each([
    ['Attack started: UDP flood', 'attack_started', 'alert'],
    ['Attack ended: UDP flood', 'attack_ended', 'event'],
    ['Attack ongoing', 'attack_ongoing', 'alert'],
    ['Mitigation started', 'mitigation_started', 'alert'],
    ['Mitigation stopped', 'mitigation_ended', 'event'],
    ['Mitigation of attack failed', 'mitigation_failed', 'alert'],
    ['Traffic exceeds licensed capacity', 'capacity_exceeded', 'alert'],
    ['Link saturated', 'link_saturated', 'alert'],
    ['RTBH announced for 203.0.113.2', 'blackhole_started', 'alert'],
    ['Bypass activated on port 1', 'bypass_activated', 'alert'],
    ['Admin login failed', 'admin_login', 'event'],
    ['Configuration saved', 'config_changed', 'event'],
    ['Fan 2 heartbeat', 'device_event', 'event'],
  ])('«%s» is %s', (message, action, kind) => {
    expect(eventOf(told(message))).toMatchObject({
      event: { action, kind },
      observer: { type: 'anti-ddos' },
      destination: { ip: '203.0.113.2' },
    });
  });
  it.each([
    ['203.0.113.2/32', { destination: { ip: '203.0.113.2' } }],
    ['2001:db8::/64', { vendor: { attacked_network: '2001:db8::/64' } }],
  ])('reads the attacked %s', (target, expected) => {
    expect(eventOf(`product=ddos target=${target} event=attack status=start`)).toMatchObject(expected);
  });
});
