import { leef } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => leef.toEvent(text, CONTEXT);

describe('leef', () => {
  it.each([
    ['CEF', 'CEF:0|a|b|1|c|d|3|src=10.0.0.1'],
    ['a header that ends early', 'LEEF:1.0|Maker'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(leef.recognise(text)).toBe(0);
  });

  it.each([
    ['tabs', 'LEEF:1.0|M|P|1|E|src=10.0.0.1\tusrName=a b'],
    ['a delimiter of its own', 'LEEF:2.0|M|P|1|E|^|src=10.0.0.1^usrName=a b'],
    ['a delimiter in hexadecimal', 'LEEF:2.0|M|P|1|E|0x7c|src=10.0.0.1|usrName=a b'],
    ['2.0 without its delimiter', 'LEEF:2.0|M|P|1|E|src=10.0.0.1\tusrName=a b'],
  ])('reads %s', (_, text) => {
    expect(parse(text)).toMatchObject({
      ok: true,
      event: { source: { ip: '10.0.0.1' }, user: { name: 'a b' }, event: { code: 'E', action: 'E' } },
    });
  });

  it('takes a sign-in for one by its flag', () => {
    expect(parse('LEEF:1.0|M|P|1|4711|isLoginEvent=true\toutcome=failure')).toMatchObject({
      event: { event: { category: ['authentication'], outcome: 'failure' } },
    });
  });
});
