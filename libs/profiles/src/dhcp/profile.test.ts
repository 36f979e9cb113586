import { dhcp } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = dhcp.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const MAC = '00:00:5e:00:53:23';

describe('dhcp', () => {
  it.each([
    ['another program', 'Nov 20 08:15:30 h sshd[1]: DHCPACK on 10.0.0.1'],
    ['words', 'DHCP is on'],
    ['values of something else', '1,2,3,4,5'],
  ])('refuses %s', (_, text) => {
    expect(dhcp.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(dhcp.recognise(text)).toBe(0);
  });
  it.each([
    [
      `DHCPDISCOVER from ${MAC} via eth0: network 10.40.3.0/24: no free leases`,
      'pool_exhausted',
      undefined,
      undefined,
    ],
    [
      `DHCPREQUEST for 10.40.3.9 (10.20.1.11) from ${MAC} (PC-XA-014) via eth0`,
      'lease_requested',
      '10.40.3.9',
      'PC-XA-014',
    ],
    [`DHCPACK on 10.40.3.9 to ${MAC} via 10.40.3.1`, 'lease_assigned', '10.40.3.9', undefined],
    [`DHCPNACK on 10.40.3.9 to ${MAC} via eth0`, 'lease_refused', '10.40.3.9', undefined],
    [
      `DHCPRELEASE of 10.40.3.9 from ${MAC} (PC-XA-014) via eth0 (found)`,
      'lease_released',
      '10.40.3.9',
      'PC-XA-014',
    ],
    [`DHCPACK(eth0) 10.40.3.9 ${MAC} PC-XA-014`, 'lease_assigned', '10.40.3.9', 'PC-XA-014'],
    [`DHCPINFORM from 10.40.3.9 via eth0`, 'settings_requested', '10.40.3.9', undefined],
  ])('«%s» is %s', (message, action, ip, name) => {
    const event = eventOf(message);
    expect(event.event.action).toBe(action);
    expect(event.source?.ip).toBe(ip);
    expect(event.source?.domain).toBe(name);
  });
  it.each([
    ['query[AAAA] a.example from 2001:db8::9', 'dns_query', 'unknown'],
    ['31 10.40.3.9/51544 query[A] a.example from 10.40.3.9', 'dns_query', 'unknown'],
    ['config a.example is NXDOMAIN', 'dns_answer', 'failure'],
    ['reply a.example is NODATA-IPv6', 'dns_answer', 'success'],
    ['forwarded a.example to 198.51.100.53', 'dns_forwarded', 'unknown'],
    ['read /etc/hosts - 7 addresses', 'dhcp', 'unknown'],
  ])('reads «%s» of dnsmasq', (message, action, outcome) => {
    expect(eventOf(`dnsmasq[7]: ${message}`).event).toMatchObject({ action, outcome });
  });
});
