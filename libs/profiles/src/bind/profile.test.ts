import { bind } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const CLIENT = 'client @0x7f2c4c0a3d68 10.40.3.9#51544 (a.example): ';
function eventOf(text: string) {
  const result = bind.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('bind', () => {
  it.each([
    ['a line of another program', 'Nov 20 08:15:30 h sshd[1]: client 10.0.0.1#1: x'],
    ['words', 'a client came'],
    ['a category of somebody else', 'security: info'],
  ])('refuses %s', (_, text) => {
    expect(bind.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
    expect(bind.recognise(text)).toBe(0);
  });
  it.each([
    ['query: a.example IN A + (10.20.1.53)', { action: 'dns_query', outcome: 'unknown' }],
    ['query: a.example IN A +T (10.20.1.53)', { action: 'dns_query' }],
    [
      "query 'a.example/A/IN' denied",
      { action: 'dns_query', outcome: 'failure', type: ['access', 'denied'] },
    ],
    ["zone transfer 'a.example/AXFR/IN' denied", { action: 'zone_transfer', outcome: 'failure' }],
    ["transfer of 'a.example/IN': AXFR-style IXFR started", { action: 'zone_transfer', outcome: 'success' }],
    ["update 'a.example/IN' denied", { action: 'dns_update', outcome: 'failure' }],
    [
      "updating zone 'a.example/IN': update unsuccessful: b.a.example/A: 'prerequisite not satisfied'",
      { action: 'dns_update' },
    ],
    [
      'rpz QNAME PASSTHRU rewrite a.example/A/IN via a.example.rpz',
      { action: 'rpz_rewrite', type: ['access', 'allowed'] },
    ],
    ['UDP: query: a.example IN A response: NXDOMAIN +AE', { action: 'dns_answer', outcome: 'failure' }],
    ['answer: a.example IN TYPE65 (10.20.1.53) -> NOERROR', { action: 'dns_answer', outcome: 'success' }],
    ['something named never said before', { action: 'named', outcome: 'unknown' }],
  ])('«%s» is %j', (message, expected) => {
    const event = eventOf(CLIENT + message);
    expect(event.event).toMatchObject(expected);
    expect(event.source).toMatchObject({ ip: '10.40.3.9', port: 51544 });
    expect(event.dns?.question?.name).toMatch(/a\.example$/);
  });
  it.each([
    [
      "success resolving 'a.example/A' after disabling qname minimization due to 'ncache nxdomain'",
      'resolved',
      'success',
    ],
    ["REFUSED unexpected RCODE resolving 'a.example/A/IN': 198.51.100.53#53", 'resolve_failed', 'failure'],
    [
      'DNS format error from 198.51.100.53#53 resolving a.example/AAAA for 10.40.3.9#55198: server sent FORMERR',
      'resolve_failed',
      'failure',
    ],
    ["broken trust chain resolving 'a.example/A/IN': 198.51.100.53#53", 'resolve_failed', 'failure'],
    [
      'zone a.example/IN: refresh: retry limit for master 198.51.100.53#53 exceeded (source 0.0.0.0#0)',
      'zone_maintenance',
      'failure',
    ],
    [
      "transfer of 'a.example/IN' from 10.20.1.52#53: Transfer status: IXFR failed",
      'zone_transfer_in',
      'failure',
    ],
    ['rpz: chan.a.example: reload start', 'rpz_reload', 'success'],
  ])('«%s» is %s', (message, action, outcome) => {
    expect(bind.recognise(message)).toBeGreaterThan(0.9);
    expect(eventOf(message).event).toMatchObject({ action, outcome });
  });
  it('reads its own time to the millisecond, and keeps names with slashes', () => {
    const event = eventOf(
      `20-Nov-2026 08:15:30.125 queries: info: ${CLIENT}query (cache) '1/2.a.example/PTR/IN' denied`,
    );
    expect(event['@timestamp']).toBe('2026-11-20T01:15:30.125Z');
    expect(event.dns?.question).toEqual({ name: '1/2.a.example', type: 'PTR', class: 'IN' });
  });
});
