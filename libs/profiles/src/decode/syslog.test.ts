import { readSyslog } from './syslog';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

describe('readSyslog', () => {
  it.each([
    [
      'a full RFC 3164 record',
      '<34>Nov 20 08:15:30 h su[9]: x',
      { priority: 34, host: 'h', app: 'su', procid: '9', message: 'x' },
    ],
    ['no PRI', 'Nov 20 08:15:30 h su: x', { host: 'h', app: 'su', message: 'x' }],
    ['no host', '<34>Nov 20 08:15:30 su[9]: x', { app: 'su', procid: '9', message: 'x' }],
    ['no tag', 'Nov 20 08:15:30 h just words', { host: 'h', message: 'just words' }],
    ['a v6 host', 'Nov 20 08:15:30 2001:db8::1 su: x', { host: '2001:db8::1', app: 'su', message: 'x' }],
    ['an ISO time', '2026-11-20T08:15:30+07:00 h su: x', { host: 'h', app: 'su', message: 'x' }],
    ['a year', 'Nov 20 2026 08:15:30 h su: x', { host: 'h', app: 'su', message: 'x' }],
    [
      'no header at all',
      '<13>date=2026-11-20 time=08:15:30 devname="FG"',
      { priority: 13, message: 'date=2026-11-20 time=08:15:30 devname="FG"' },
    ],
    ['a PRI out of range', '<999>x', { message: '<999>x' }],
    [
      'Cisco’s sequence, host and mnemonic',
      '<189>77: rtr1: *Nov 20 08:15:30.001: %SYS-5-CONFIG_I: x',
      { sequence: 77, host: 'rtr1', app: '%SYS-5-CONFIG_I', message: 'x' },
    ],
    [
      'RFC 5424',
      '<34>1 2026-11-20T08:15:30.1+07:00 h app 9 ID47 - x',
      { version: 1, host: 'h', app: 'app', procid: '9', msgid: 'ID47', message: 'x' },
    ],
    ['RFC 5424 with everything nil', '<34>1 - - - - - -', { version: 1, message: '' }],
    [
      'RFC 5424 with data, escapes and a byte order mark',
      '<34>1 - h a - - [x@1 k="\\"\\]\\\\"][y@1] \ufeffế',
      { data: { 'x@1_k': '"]\\' }, message: 'ế' },
    ],
  ])('reads %s', (_, text, expected) => {
    expect(readSyslog(text, CONTEXT)).toMatchObject(expected);
  });
  it('says when the time is not known', () => {
    expect(readSyslog('<34>1 - - - - - -', CONTEXT).time).toBeUndefined();
    expect(readSyslog('Nov 20 08:15:30 h su: x', CONTEXT).time?.quality).toBe('inferred_year');
  });
});
