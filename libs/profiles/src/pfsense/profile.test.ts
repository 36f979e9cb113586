import { pfsense } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => pfsense.toEvent(text, CONTEXT);

describe('pfsense', () => {
  it.each([
    ['CSV of another kind', '1,2026/11/20 08:15:30,0128,TRAFFIC,end,1'],
    ['a line of another program', 'Nov 20 08:15:30 h php-fpm[1]: /index.php: started'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(pfsense.recognise(text)).toBe(0);
  });

  it.each([
    [
      '4,,,100,igb0,match,block,in,4,0x0,,64,1,0,DF,6,tcp,60,10.0.0.1,10.0.0.2,1,22,0,S,1,,1,,',
      {
        source: { ip: '10.0.0.1', port: 1 },
        destination: { ip: '10.0.0.2', port: 22 },
        network: { transport: 'tcp', bytes: 60 },
        event: { type: ['connection', 'denied'] },
        vendor: { tcp_flags: 'S' },
      },
    ],
    [
      '4,,,100,igb0,match,pass,in,6,0x0,0x0,64,UDP,17,60,2001:db8::1,2001:db8::2,1,53,40',
      { source: { ip: '2001:db8::1' }, network: { transport: 'udp', type: 'ipv6' } },
    ],
    [
      '4,,,100,igb0,match,reject,out,4,0x0,,64,1,0,none,1,icmp,60,10.0.0.1,10.0.0.2,request,1,2',
      { network: { transport: 'icmp', direction: 'outbound' }, vendor: { protocol_data: 'request,1,2' } },
    ],
    [
      '4,,,100,igb0,match,pass,in,4,0x0,,64,1,0,none,99,other,60,x,y',
      { event: { action: 'pass', category: ['network'] } },
    ],
    [
      'rule 3/0(match): pass out on em1: 10.0.0.1.5353 > 224.0.0.251.5353: udp 40',
      { source: { ip: '10.0.0.1', port: 5353 }, network: { transport: 'udp' } },
    ],
    [
      'rule 3/(match) block in on em1: 2001:db8::1.40000 > 2001:db8::2.22: Flags [S]',
      { source: { ip: '2001:db8::1', port: 40000 }, network: { transport: 'tcp' } },
    ],
  ])('reads %s', (text, expected) => {
    expect(parse(text)).toMatchObject({ ok: true, event: expected });
  });
});
