import { ciscoIse } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => ciscoIse.toEvent(text, CONTEXT);
const HEAD = '0000000001 1 0 2026-11-20 08:15:30.365 +07:00 0007121364';

describe('cisco-ise', () => {
  it.each([
    ['a line of a switch', '%SYS-5-CONFIG_I: Configured from console'],
    ['a line of another program', 'INFO: started in 3 s'],
    ['numbers', '0000000001 2 3'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(ciscoIse.recognise(text)).toBe(0);
  });

  it.each([
    [
      'a comma inside a value',
      '5400 NOTICE Failed-Attempt: Authentication failed, FailureReason=a, b and c, UserName=x,',
      { event: { reason: 'a, b and c', outcome: 'failure', action: 'access_denied' }, user: { name: 'x' } },
    ],
    [
      'the address of a person before that of the device',
      '5200 NOTICE Passed-Authentication: ok, Device IP Address=10.0.0.1, Calling-Station-ID=203.0.113.4,',
      { source: { ip: '203.0.113.4' }, vendor: { 'Device IP Address': '10.0.0.1' } },
    ],
    [
      'a machine',
      '5200 NOTICE Passed-Authentication: ok, User-Name=host/PC-1.haivan.example,',
      { host: { name: 'PC-1.haivan.example' } },
    ],
    ['what repeats', '5200 NOTICE Passed-Authentication: ok, Step=1, Step=2,', { vendor: { Step: '1, 2' } }],
    [
      'an administrator who goes',
      '51002 NOTICE Administrator-Login: Administrator logged out, AdminName=a,',
      { event: { category: ['session'], type: ['end'] } },
    ],
    [
      'a message it does not know',
      '99999 INFO Moi-Tinh: Chua biet, A=b,',
      { event: { category: ['network'], action: 'moi-tinh', code: '99999' } },
    ],
  ])('reads %s', (_, rest, expected) => {
    expect(parse(`${HEAD} ${rest}`)).toMatchObject({ ok: true, timeQuality: 'device', event: expected });
  });

  it('reads attributes whose commas are escaped', () => {
    expect(parse('0000005921 7 5  MAC:EVENT\\,UserName=an\\,host-name=pc-1\\,')).toMatchObject({
      ok: true,
      event: { user: { name: 'an' }, host: { name: 'pc-1' } },
    });
  });
});
