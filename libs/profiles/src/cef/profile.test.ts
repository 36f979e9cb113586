import { cef } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => cef.toEvent(text, CONTEXT);

describe('cef', () => {
  it.each([
    ['no CEF at all', 'Nov 20 08:15:30 h sshd[1]: x'],
    ['a header that ends early', 'CEF:0|Maker|Product|1'],
    ['LEEF', 'LEEF:1.0|a|b|1|c|src=10.0.0.1'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(cef.recognise(text)).toBe(0);
  });

  it.each([
    ['a label', 'cs1=Luật 1 cs1Label=Rule Name', { rule: { name: 'Luật 1' } }],
    ['a domain of a user', 'suser=HAIVAN\\\\le.hoa', { user: { name: 'le.hoa', domain: 'HAIVAN' } }],
    ['an escaped equal sign', 'msg=a\\=b', { message: 'a=b' }],
    ['a name where an address should be', 'dst=may.example', { destination: { domain: 'may.example' } }],
    ['an address in words', 'spt=cong', { vendor: { source_port: 'cong' } }],
    ['what it does not know', 'laMotTruong=x', { vendor: { laMotTruong: 'x' } }],
    ['nobody’s address', 'src=0.0.0.0 dst=10.0.0.1', { destination: { ip: '10.0.0.1' } }],
  ])('reads %s', (_, extension, expected) => {
    expect(parse(`CEF:0|Maker|Product|1|7|Name|3|${extension}`)).toMatchObject({ ok: true, event: expected });
  });

  it.each([
    ['Login failure', '', ['authentication'], 'failure'],
    ['User logon', '', ['authentication'], 'success'],
    ['User logon', 'outcome=denied', ['authentication'], 'failure'],
    ['Trojan found', 'act=blocked', ['malware'], 'success'],
    ['Something', 'src=10.0.0.1 dst=10.0.0.2 act=deny', ['network'], 'success'],
    ['Something', '', ['host'], 'unknown'],
  ])('takes %s (%s) for %j', (name, extension, category, outcome) => {
    expect(parse(`CEF:0|Maker|Product|1|7|${name}|3|${extension}`)).toMatchObject({
      event: { event: { category, outcome } },
    });
  });
});
