import { netfilter } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const PACKET = 'IN=eth0 OUT=eth1 SRC=203.0.113.9 DST=10.20.4.2 LEN=40 PROTO=TCP SPT=48211 DPT=22 SYN';
function eventOf(text: string) {
  const result = netfilter.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('netfilter', () => {
  it.each([
    ['a kernel line about something else', 'Nov 20 08:15:30 h kernel: eth0: link up'],
    ['a packet without addresses', 'DROP IN=eth0 OUT= LEN=40'],
    ['pairs of another device', 'devname=x srcip=10.0.0.1 dstip=10.0.0.2 type=traffic'],
  ])('refuses %s', (_, text) => {
    expect(netfilter.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(netfilter.recognise(text)).toBe(0);
  });
  it.each([
    ['[UFW ALLOW] ', 'accept', ['connection', 'allowed']],
    ['[UFW AUDIT] ', 'packet_logged', ['connection']],
    ['IPTables-Dropped: ', 'drop', ['connection', 'denied']],
    ['FINAL_REJECT: ', 'reject', ['connection', 'denied']],
    ['chan-quet BLOCK ', 'block', ['connection', 'denied']],
    ['', 'packet_logged', ['connection']],
  ])('takes the prefix «%s» for %s', (prefix, action, type) => {
    const event = eventOf(prefix + PACKET);
    expect(event.event).toMatchObject({ action, type });
    expect(event).toMatchObject({ source: { ip: '203.0.113.9', port: 48211 }, destination: { port: 22 } });
  });
  it('does not take the ports of a packet inside an ICMP error for its own', () => {
    const event = eventOf(
      'REJECT IN=eth0 OUT= SRC=192.0.2.1 DST=192.0.2.2 PROTO=ICMP TYPE=3 [SRC=192.0.2.2 DST=192.0.2.9 PROTO=UDP SPT=5 DPT=53 ]',
    );
    expect(event.destination).toEqual({ ip: '192.0.2.2' });
    expect(event.network?.transport).toBe('icmp');
  });
});
