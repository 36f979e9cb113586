import { fortigate } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => fortigate.toEvent(text, CONTEXT);
const BASE = 'devname="FW" devid="FGT1" logid="0000000013" vd="root"';

describe('fortigate', () => {
  it.each([
    ['a web line', '10.0.0.1 - - [20/Nov/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 1'],
    ['pairs of another maker', 'device="SFW" log_type="Firewall" log_subtype="Allowed" src_ip=10.0.0.1'],
    ['a header alone', '<189>date=2026-11-20 time=08:15:30'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(fortigate.recognise(text)).toBe(0);
  });

  it.each([
    ['nanoseconds', 'eventtime=1795137330123456789', '2026-11-20T01:15:30.123Z', 'device'],
    ['seconds', 'eventtime=1795137330', '2026-11-20T01:15:30.000Z', 'device'],
    ['date, time and zone', 'date=2026-11-20 time=08:15:30 tz="+0900"', '2026-11-19T23:15:30.000Z', 'device'],
    ['date and time', 'date=2026-11-20 time=08:15:30', '2026-11-20T01:15:30.000Z', 'inferred_zone'],
    ['a time without a date', 'time=08:15:30', '2026-11-21T03:00:00.000Z', 'receive_time'],
  ])('takes its time from %s', (_, stamp, time, timeQuality) => {
    expect(parse(`${stamp} ${BASE} type="traffic" subtype="forward"`)).toMatchObject({
      timeQuality,
      event: { '@timestamp': time },
    });
  });

  it.each([
    [
      'a refused session',
      'type="traffic" subtype="forward" action="deny"',
      { type: ['connection', 'denied'], outcome: 'success' },
    ],
    [
      'a session a profile stopped',
      'type="traffic" subtype="forward" action="accept" utmaction="block"',
      { type: ['connection', 'denied'] },
    ],
    [
      'a virus that went through',
      'type="utm" subtype="virus" action="passthrough" virus="x"',
      { category: ['malware'], outcome: 'failure' },
    ],
    [
      'a botnet',
      'type="utm" subtype="ips" eventtype="botnet" action="detected"',
      { kind: 'alert', type: ['info', 'allowed'] },
    ],
    [
      'a sign-out',
      'type="event" subtype="system" action="logout" user="a"',
      { category: ['session'], type: ['end'] },
    ],
    [
      'tunnel statistics',
      'type="event" subtype="vpn" action="tunnel-stats" user="a"',
      { category: ['network'] },
    ],
    [
      'a deleted log',
      'type="event" subtype="system" logdesc="Disk log file deleted" action="delete"',
      { action: 'disk_log_deleted' },
    ],
    ['an unknown kind', 'type="moi" subtype="la" action="gi-do"', { category: ['network'], action: 'gi-do' }],
  ])('reads %s', (_, pairs, expected) => {
    expect(parse(`${BASE} ${pairs}`)).toMatchObject({ ok: true, event: { event: expected } });
  });

  it.each([
    ['quotes inside a value', 'msg="tệp "a b" bị chặn"', 'tệp "a b" bị chặn'],
    ['an escaped quote', 'msg="a \\" b"', 'a " b'],
    ['doubled quotes', 'msg=""a b""', 'a b'],
    ['an open quote', 'msg="a b', 'a b'],
  ])('reads %s', (_, pair, message) => {
    expect(parse(`${BASE} type="event" subtype="system" ${pair}`)).toMatchObject({ event: { message } });
  });

  it('never loses a number that is none', () => {
    expect(parse(`${BASE} type="traffic" duration=lau srcport=x`)).toMatchObject({
      event: { vendor: { duration: 'lau', source_port: 'x' } },
    });
  });
});
