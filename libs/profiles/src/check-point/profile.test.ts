import { checkPoint } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => checkPoint.toEvent(text, CONTEXT);
const pairs = (more: string) => `[action:"Accept"; loguid:"{0x1}"; product:"VPN-1 & FireWall-1"; ${more}]`;

describe('check-point', () => {
  it.each([
    ['a line of another device', 'Nov 20 08:15:30 h sshd[1]: x'],
    ['CEF of another maker', 'CEF:0|Maker|Product|1|7|n|3|act=Accept'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(checkPoint.recognise(text)).toBe(0);
  });

  it.each([
    [
      'a person with the account in brackets',
      'user:"Lê Hoa (le.hoa)"',
      { user: { name: 'le.hoa', full_name: 'Lê Hoa' } },
    ],
    ['a service by its name', 'service:"https"', { network: { protocol: 'https' } }],
    ['an escaped quote', 'reason:"a \\"b\\""', { event: { reason: 'a "b"' } }],
    ['the address behind a proxy', 'proxy_src_ip:"10.0.0.9"', { source: { ip: '10.0.0.9' } }],
    [
      'a gateway by its address',
      'origin:"10.20.0.2"',
      { observer: { ip: ['10.20.0.2'] }, host: { name: '10.20.0.2' } },
    ],
    ['what it does not know', 'moi:"x"', { vendor: { moi: 'x' } }],
  ])('reads %s', (_, more, expected) => {
    expect(parse(pairs(more))).toMatchObject({ ok: true, event: expected });
  });

  it.each([
    [
      'a header without maker',
      'CEF:0||Check Point|VPN-1 & FireWall-1|Check Point|Log|https|Unknown|act=Accept src=10.0.0.1 dst=10.0.0.2',
    ],
    [
      'a header without CEF',
      '0|Check Point|VPN-1 & FireWall-1|Check Point|Log|https|Unknown|act=Accept src=10.0.0.1 dst=10.0.0.2',
    ],
  ])('reads %s', (_, text) => {
    expect(parse(text)).toMatchObject({
      event: { source: { ip: '10.0.0.1' }, event: { type: ['connection', 'allowed'] } },
    });
  });
});
