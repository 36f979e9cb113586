import { readEnd } from './endpoint';
import { ciscoAsa } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => ciscoAsa.toEvent(text, CONTEXT);

describe('cisco-asa', () => {
  it.each([
    ['a line of a switch', 'Nov 20 08:15:30: %SYS-5-CONFIG_I: Configured from console'],
    ['a line without a mark', 'Nov 20 08:15:30 h sshd[1]: x'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(ciscoAsa.recognise(text)).toBe(0);
  });

  it.each([
    ['inside:10.1.1.1/53', { interface: 'inside', address: '10.1.1.1', port: 53 }],
    ['inside/10.1.1.1(53)', { interface: 'inside', address: '10.1.1.1', port: 53 }],
    ['inside:2001:db8::1/53', { interface: 'inside', address: '2001:db8::1', port: 53 }],
    ['2001:db8::1/53', { address: '2001:db8::1', port: 53 }],
    ['10.1.1.1:500', { address: '10.1.1.1', port: 500 }],
    ['10.1.1.1/ssh', { address: '10.1.1.1' }],
    ['inside:may.example/53', { interface: 'inside', address: 'may.example', port: 53 }],
    ['10.1.1.1/99999', { address: '10.1.1.1' }],
    ['', undefined],
    ['(53)', { address: '(53)' }],
  ])('reads the end %s', (token, expected) => {
    expect(readEnd(token)).toEqual(expected);
  });

  it.each([
    [
      '106001',
      'Inbound TCP connection denied from 203.0.113.4/43803 to 10.0.0.1/80 flags SYN on interface outside',
      { source: { ip: '203.0.113.4', port: 43803 }, event: { type: ['connection', 'denied'] } },
    ],
    [
      '302020',
      'Built inbound ICMP connection for faddr 203.0.113.4/1 gaddr 198.51.100.2/0 laddr 10.0.0.1/0',
      { source: { ip: '203.0.113.4' }, destination: { ip: '10.0.0.1' }, event: { action: 'flow-creation' } },
    ],
    [
      '302021',
      'Teardown ICMP connection for faddr 203.0.113.4/1 gaddr 198.51.100.2/0 laddr 10.0.0.1/0',
      { source: { ip: '10.0.0.1' }, event: { action: 'flow-expiration' } },
    ],
    [
      '722051',
      'Group <g> User <le.hoa> IP <203.0.113.4> IPv4 Address <10.9.9.9> IPv6 address <::> assigned to session',
      {
        user: { name: 'le.hoa' },
        observer: { type: 'vpn' },
        event: { category: ['session', 'network'], type: ['start'] },
      },
    ],
    [
      '716039',
      'Group <g> User <x> IP <203.0.113.4> Authentication: rejected, Session Type: WebVPN.',
      { observer: { type: 'vpn' }, event: { category: ['authentication'], outcome: 'failure' } },
    ],
    [
      '611101',
      'User authentication succeeded: IP address: 203.0.113.4, Uname: admin',
      {
        user: { name: 'admin' },
        observer: { type: 'firewall' },
        event: { category: ['authentication'], outcome: 'success' },
      },
    ],
    [
      '338002',
      'Dynamic Filter permitted black listed TCP traffic from inside:10.1.1.45/6798 to outside:203.0.113.4/80',
      { rule: { category: 'botnet' }, event: { kind: 'alert', type: ['info', 'allowed'] } },
    ],
    ['999999', 'Something new of 2030', { event: { code: '999999', category: ['network'] } }],
  ])('reads %s', (id, message, expected) => {
    expect(parse(`%ASA-6-${id}: ${message}`)).toMatchObject({ ok: true, event: expected });
  });

  it.each([
    ['', undefined],
    ['Nov 20 08:15:30 fw-01 : ', 'fw-01'],
    ['<166>Nov 20 2026 08:15:30: ', undefined],
    ['Nov 20 08:15:30 fw-01 CiscoASA[999]: ', 'fw-01'],
    ['Nov 20 08:15:30 192.0.2.1 ', '192.0.2.1'],
    ['<166>:Nov 20 08:15:30 +07: ', undefined],
  ])('reads the header "%s"', (header, host) => {
    const result = parse(`${header}%ASA-6-302013: Built`);
    expect(result.ok && result.event.host?.name).toBe(host);
  });
});
