import { sophosFirewall } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const parse = (text: string) => sophosFirewall.toEvent(text, CONTEXT);
const sfos = (more: string) =>
  `device="SFW" date=2026-11-20 time=08:15:30 log_type="Event" log_component="GUI" ${more}`;

describe('sophos-firewall', () => {
  it.each([
    ['FortiGate', 'date=2026-11-20 time=08:15:30 devname="a" logid="1" type="traffic" subtype="forward"'],
    ['a line of Linux', 'Nov 20 08:15:30 h sshd[1]: x'],
  ])('refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(sophosFirewall.recognise(text)).toBe(0);
  });

  it.each([
    ['timezone="+07"', '2026-11-20T01:15:30.000Z', 'device'],
    ['timezone="+0530"', '2026-11-20T02:45:30.000Z', 'device'],
    ['timezone="IST"', '2026-11-20T01:15:30.000Z', 'inferred_zone'],
  ])('takes its time with %s', (zone, time, timeQuality) => {
    expect(parse(sfos(zone))).toMatchObject({ timeQuality, event: { '@timestamp': time } });
  });

  it.each([
    [
      'a sign-out',
      'status="Successful" user_name="a" message="User a logged out of WebAdmin Console"',
      { category: ['session'], type: ['end'] },
    ],
    [
      'a deletion',
      'status="Successful" user_name="a" message="Rule 1 was deleted by a"',
      { category: ['configuration'], type: ['deletion'] },
    ],
    ['the state of the device', 'message="CPU usage is 10%"', { category: ['host'] }],
  ])('reads %s', (_, more, expected) => {
    expect(parse(sfos(more))).toMatchObject({ ok: true, event: { event: expected } });
  });
});
