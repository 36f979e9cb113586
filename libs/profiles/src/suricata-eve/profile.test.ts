import { suricataEve } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const ENDS = { flow_id: 7, src_ip: '10.40.3.9', src_port: 5000, dest_ip: '10.20.1.53', dest_port: 53 };
function eventOf(record: object) {
  const result = suricataEve.toEvent(JSON.stringify({ ...ENDS, ...record }), CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('suricata-eve', () => {
  it.each([
    ['no kind', JSON.stringify(ENDS), 'unrecognised'],
    ['a kind that is no name', JSON.stringify({ ...ENDS, event_type: 7 }), 'unrecognised'],
    ['text', 'Nov 20 08:15:30 nids-01 suricata[1]: This is Suricata version 8', 'unrecognised'],
  ])('refuses %s', (_, text, reason) => {
    expect(suricataEve.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
  it('says that a record was cut, not that it is unknown', () => {
    const cut = JSON.stringify({ ...ENDS, event_type: 'dns' }).slice(0, -9);
    expect(suricataEve.toEvent(cut, { ...CONTEXT, truncated: true })).toMatchObject({ reason: 'truncated' });
  });
  it.each([
    ['an unknown kind', { event_type: 'quic' }, { event: { action: 'quic', category: ['network'] } }],
    [
      'a signature without category',
      { event_type: 'alert', alert: { signature: 'x' } },
      { event: { kind: 'alert' } },
    ],
    [
      'an answer in a packet’s direction by who asked',
      {
        event_type: 'dns',
        src_port: 53,
        dest_port: 5000,
        src_ip: '10.20.1.53',
        dest_ip: '10.40.3.9',
        dns: { type: 'answer' },
      },
      { source: { ip: '10.40.3.9', port: 5000 }, destination: { ip: '10.20.1.53', port: 53 } },
    ],
    [
      'answers by type',
      {
        event_type: 'dns',
        dns: {
          type: 'answer',
          rcode: 'NOERROR',
          grouped: { A: ['192.0.2.1', '192.0.2.2'], CNAME: ['a.example'] },
        },
      },
      { dns: { resolved_ip: ['192.0.2.1', '192.0.2.2'], type: 'answer' } },
    ],
    [
      'bytes of an alert as no bytes of a flow',
      { event_type: 'alert', alert: {}, flow: { bytes_toserver: 9 } },
      { vendor: { flow_bytes_toserver: 9 } },
    ],
    ['a port that is none', { event_type: 'ssh', src_port: 'x' }, { vendor: { source_port: 'x' } }],
  ])('reads %s', (_, record, expected) => {
    expect(eventOf(record)).toMatchObject(expected);
  });
  it('does not take JSON of others', () => {
    expect(suricataEve.recognise('{"event_type":"login","user":"an"}')).toBe(0);
  });
});
