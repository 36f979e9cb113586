import { ciscoIos } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => ciscoIos.toEvent(text, CONTEXT);

describe('cisco-ios', () => {
  it.each([
    ['a line of a firewall', '%ASA-6-302013: Built'],
    ['a line without a mark', 'Nov 20 08:15:30 h sshd[1]: 5% done'],
  ])('does not take %s for its own', (_, text) => {
    expect(ciscoIos.recognise(text)).toBe(0);
  });
  it('refuses a line without a mark', () => {
    expect(parse('Nov 20 08:15:30 h sshd[1]: x')).toMatchObject({ ok: false, reason: 'unrecognised' });
  });

  it.each([
    ['', '2026-11-21T03:00:00.000Z', undefined, undefined],
    ['Nov 20 08:15:30.105: ', '2026-11-20T01:15:30.105Z', undefined, undefined],
    ['<189>45: sw-01: *Nov 20 08:15:30: ', '2026-11-20T01:15:30.000Z', 'sw-01', 45],
    ['sw-01: Nov 20 2026 08:15:30.866 CET: ', '2026-11-20T07:15:30.866Z', 'sw-01', undefined],
    ['2026 Nov 20 08:15:30 UTC: ', '2026-11-20T08:15:30.000Z', undefined, undefined],
    ['Nov 20 08:20:00 192.0.2.1 77: Nov 20 08:15:30: ', '2026-11-20T01:15:30.000Z', '192.0.2.1', 77],
    ['<189>1 2026-11-20T01:15:30Z sw-01 - - - - ', '2026-11-20T01:15:30.000Z', 'sw-01', undefined],
    ['1234_city_a: Nov 20 2026 08:15:30 XYZ: ', '2026-11-20T01:15:30.000Z', '1234_city_a', undefined],
  ])('reads the header "%s"', (header, time, host, sequence) => {
    const result = parse(`${header}%SYS-5-CONFIG_I: Configured from console by a on console`);
    if (!result.ok) throw new Error(result.detail);
    expect(result.event['@timestamp']).toBe(time);
    expect(result.event.host?.name).toBe(host);
    expect(result.event.event.sequence).toBe(sequence);
  });

  it.each([
    [
      'SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: ] [Source: 203.0.113.4] [localport: 22]',
      { source: { ip: '203.0.113.4' }, event: { category: ['authentication'], outcome: 'failure' } },
    ],
    [
      'DOT1X-5-FAIL: Authentication failed for client (0000.5e00.5301) on Interface Gi1/0/3',
      { source: { mac: '0000.5e00.5301' }, event: { outcome: 'failure' } },
    ],
    [
      'NDBMAN-5-MODEL_RPC_I: RPC invoked from 192.0.2.9:1093 via NETCONF user an session 49',
      { source: { ip: '192.0.2.9', port: 1093 }, user: { name: 'an' } },
    ],
    [
      'SEC-6-IPACCESSLOGS: list 10 permitted 192.0.2.9 5 packets',
      { source: { ip: '192.0.2.9' }, event: { action: 'permitted', type: ['connection', 'allowed'] } },
    ],
    [
      'PARSER-5-CFGLOG_LOGGEDCMD: User:an  logged command:username ho-tro privilege 15 secret x',
      { user: { target: { name: 'ho-tro' } }, event: { action: 'user_created' } },
    ],
    [
      'MOI-6-LA_THAT: điều chưa biết',
      { event: { category: ['host'], action: 'la_that', code: 'MOI-6-LA_THAT' } },
    ],
  ])('reads %s', (text, expected) => {
    expect(parse(`%${text}`)).toMatchObject({ ok: true, event: expected });
  });
});
