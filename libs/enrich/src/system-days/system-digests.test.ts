import { type StoredEvent, SystemDay, SystemDigest } from '@khien/model';
import { foldSystemDigest, isFolded, markDayFolded, newSystemDay } from './fold-system-digest';
import { isPublicAddress } from './public-address';
import { createSystemDigests } from './system-digests';
import { technicalLayerOf } from './technical-layer';

let made = 0;
function event(at: string, more: Record<string, unknown> = {}): StoredEvent {
  const { event: eventFields, khien, ...rest } = more as { event?: object; khien?: object };
  return {
    _id: `e${made++}`,
    '@timestamp': `2026-11-20T${at}.000Z`,
    ecs: { version: '9.1.0' },
    event: { kind: 'event', category: ['api'], outcome: 'success', ...eventFields },
    khien: {
      source_id: 's',
      chunk_id: 'c',
      position: 'p',
      received_at: `2026-11-20T${at}.000Z`,
      parser: 'p@1',
      system_id: 'kho',
      ...khien,
    },
    ...rest,
  } as StoredEvent;
}
const attempt = (at: string, outcome: string, user = 'an', more: object = {}): StoredEvent =>
  event(at, {
    event: { category: ['authentication'], type: ['start'], action: 'login', outcome },
    user: { name: user },
    ...more,
  });
const lockout = (at: string, user = 'an'): StoredEvent =>
  event(at, { event: { category: ['iam'], action: 'user_account_locked_out' }, user: { name: user } });

function digest(events: StoredEvent[]): SystemDigest[] {
  const digests = createSystemDigests(events);
  for (const one of digests) expect(SystemDigest.parse(one)).toEqual(one);
  return digests;
}
function dayOf(chunks: StoredEvent[][], registered: (name: string) => boolean = () => true): SystemDay {
  const day = newSystemDay('kho', '2026-11-20');
  chunks.forEach((events, seq) => {
    for (const one of digest(events)) foldSystemDigest(day, one, registered);
    markDayFolded(day, { collectorId: 'c', seq });
  });
  expect(SystemDay.parse(day)).toEqual(day);
  return day;
}

beforeEach(() => {
  made = 0;
});

describe('isPublicAddress', () => {
  it.each(['203.0.113.7', '8.8.8.8', '2001:db8::7', '2400:cb00::1'])('%s is outside', (ip) =>
    expect(isPublicAddress(ip)).toBe(true),
  );
  it.each([
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '::1',
    'fd20:1::5',
    'fe80::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    'localhost',
    'abc',
    '',
  ])('%p is not', (ip) => expect(isPublicAddress(ip)).toBe(false));
});

describe('technicalLayerOf', () => {
  it.each([
    [{ observer: { type: 'firewall' }, event: { category: ['network'] } }, 'network'],
    [{ observer: { type: 'waf' }, event: { category: ['web'] } }, 'application'],
    [{ observer: { type: 'db-firewall' }, event: { category: ['network'] } }, 'database'],
    [{ event: { category: ['database'] } }, 'database'],
    [{ event: { category: ['web'] } }, 'application'],
    [{ event: { category: ['process'] } }, 'endpoint'],
    [{ event: { category: ['authentication'] }, host: { name: 'h' } }, 'endpoint'],
    [{ event: { category: ['authentication'] } }, 'application'],
    [{ event: { category: ['configuration'] } }, undefined],
  ])('%j', (more, layer) => expect(technicalLayerOf(event('01:00:00', more))).toBe(layer));
});

describe('createSystemDigests', () => {
  it('keeps systems and Vietnamese days apart', () => {
    const digests = digest([
      event('16:59:59'),
      event('17:00:00'),
      event('01:00:00', { khien: { system_id: undefined } }),
    ]);
    expect(digests.map(({ systemId, day, events }) => [systemId, day, events])).toEqual([
      ['kho', '2026-11-20', 1],
      ['kho', '2026-11-21', 1],
      ['-', '2026-11-20', 1],
    ]);
  });
  it('counts sign-ins, second factors and privileged ones', () => {
    const [one] = digest([
      attempt('01:00:00', 'success', 'root'),
      attempt('01:01:00', 'success', 'admin.an', { access: { authentication: 'totp' } }),
      attempt('01:02:00', 'success', 'binh'),
      attempt('01:03:00', 'failure', 'binh'),
      event('01:04:00', { event: { category: ['authentication'], action: 'logout', type: ['end'] } }),
    ]);
    expect(one?.signIns).toEqual({ success: 3, failure: 1, mfa: 1, privileged: 2, privilegedMfa: 1 });
  });
  it('sees who came from the Internet and was let in', () => {
    const [one] = digest([
      event('01:00:00', { source: { ip: '203.0.113.5' } }),
      event('01:00:01', { source: { ip: '203.0.113.5' } }),
      event('01:00:02', { source: { ip: '203.0.113.6' }, event: { outcome: 'failure' } }),
      event('01:00:03', { source: { ip: '10.0.0.1' } }),
    ]);
    expect(one).toMatchObject({ publicSources: 2, publicSeen: [{ value: '203.0.113.5', count: 2 }] });
  });
  it('measures a clock that runs ahead, only where the time is the device’s', () => {
    const late = { received_at: '2026-11-20T01:00:00.000Z' };
    expect(
      digest([
        event('01:00:40', { khien: { ...late, time_quality: 'device' } }),
        event('01:30:00', { khien: { ...late, time_quality: 'receive_time' } }),
      ])[0]?.maxSkewMs,
    ).toBe(40_000);
  });
  it('stays within its bounds', () => {
    const events = Array.from({ length: 500 }, (_, at) =>
      event('01:00:00', {
        host: { name: `h${at}` },
        organization: { id: `o${at}` },
        access: { dataset: `d${at}` },
        source: { ip: `203.0.${at % 250}.${at % 200}` },
      }),
    );
    const [one] = digest(events);
    expect(one).toMatchObject({ events: 500, publicSources: 500 });
    expect([one?.names.length, one?.consumers.length, one?.datasets.length, one?.publicSeen.length]).toEqual([
      200, 200, 200, 20,
    ]);
  });
});

describe('failure runs', () => {
  const fails = (n: number, from = 0): StoredEvent[] =>
    Array.from({ length: n }, (_, at) => attempt(`01:${String(from + at).padStart(2, '0')}:00`, 'failure'));
  it.each<[string, StoredEvent[][], number]>([
    ['in one chunk', [fails(12)], 12],
    ['over two chunks', [fails(6), fails(6, 6)], 12],
    ['ended by a success', [[...fails(4), attempt('01:05:00', 'success'), ...fails(3, 6)]], 3],
    ['ended by a lock-out in the next chunk', [fails(6), [lockout('01:06:30')], fails(2, 7)], 6],
    ['far apart', [[attempt('01:00:00', 'failure'), attempt('02:00:00', 'failure')]], 1],
    ['long, then silence, then one more', [[...fails(9), attempt('03:00:00', 'failure')]], 9],
    ['of two accounts', [[attempt('01:00:00', 'failure', 'an'), attempt('01:00:01', 'failure', 'binh')]], 1],
  ])('%s', (_, chunks, longest) => expect(dayOf(chunks).failureRun).toBe(longest));
});

describe('foldSystemDigest', () => {
  it('adds up, counts accounts once, and keeps names that no card holds', () => {
    const day = dayOf(
      [
        [event('01:00:00', { user: { name: 'an' }, host: { name: 'DW-01' } })],
        [
          event('02:00:00', { user: { name: 'an' }, host: { name: 'la-01' } }),
          event('02:00:01', { user: { name: 'binh' } }),
        ],
      ],
      (name) => name === 'host:dw-01',
    );
    expect(day).toMatchObject({ events: 3, accounts: 2, unknown: [{ value: 'host:la-01', count: 1 }] });
  });
  it('knows what it has folded', () => {
    const day = dayOf([[event('01:00:00')]]);
    expect(isFolded(day, { collectorId: 'c', seq: 0 })).toBe(true);
    expect(isFolded(day, { collectorId: 'c', seq: 1 })).toBe(false);
    expect(isFolded(day, { collectorId: 'd', seq: 0 })).toBe(false);
  });
});
