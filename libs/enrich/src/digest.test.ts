import { ChunkDigest, type StoredEvent } from '@khien/model';
import { createDigest } from './digest';

const CHUNK = {
  chunkId: 'c1.000000000007',
  collectorId: 'c1',
  seq: 7,
  sourceId: 's',
  partitionDay: '2026-11-20',
  sealedAt: 0,
  records: [{ position: 'p', receivedAt: 0, raw: 'x' }],
};
let made = 0;
function event(at: string, more: Partial<StoredEvent> = {}): StoredEvent {
  return {
    _id: `e${made++}`,
    '@timestamp': `2026-11-20T${at}.000Z`,
    ecs: { version: '9.1.0' },
    user: { name: 'an' },
    ...more,
    event: { kind: 'event', category: ['api'], outcome: 'success', ...more.event },
    khien: {
      source_id: 's',
      chunk_id: 'c1.000000000007',
      position: 'p',
      received_at: '2026-11-20T00:00:00.000Z',
      parser: 'p@1',
      working_time: true,
      system_id: 'kho',
      agency_id: 'so',
      ...more.khien,
    },
  };
}
const digest = (events: StoredEvent[]) => {
  const made = createDigest(CHUNK, events);
  expect(ChunkDigest.parse(made)).toEqual(made);
  return made.entries;
};

describe('createDigest', () => {
  beforeEach(() => {
    made = 0;
  });
  it('has one entry per account and hour, with sums and the first of everything', () => {
    const entries = digest([
      event('01:30:00', { access: { rows: 5, dataset: 'b' }, source: { ip: '10.0.0.2' } }),
      event('01:10:00', { access: { rows: 7, dataset: 'a' }, source: { ip: '10.0.0.2' } }),
      event('02:00:00'),
      event('01:00:00', { user: { name: 'an', domain: 'vp-ubnd' }, organization: { id: 'vp-ubnd' } }),
    ]);
    expect(entries).toHaveLength(3);
    expect(entries[0]).toEqual({
      account: 'an',
      agencyId: 'so',
      systemId: 'kho',
      hour: Date.parse('2026-11-20T01:00:00Z'),
      events: 2,
      rows: 12,
      sources: [{ value: '10.0.0.2', at: Date.parse('2026-11-20T01:10:00Z'), id: 'e1' }],
      datasets: [
        { value: 'b', at: Date.parse('2026-11-20T01:30:00Z'), id: 'e0' },
        { value: 'a', at: Date.parse('2026-11-20T01:10:00Z'), id: 'e1' },
      ],
      first: { at: Date.parse('2026-11-20T01:10:00Z'), id: 'e1' },
    });
    expect(entries[2]).toMatchObject({ account: 'vp-ubnd\\an', agencyId: 'vp-ubnd' });
  });
  it('counts what happens outside working time', () => {
    const off = { khien: { working_time: false } } as Partial<StoredEvent>;
    expect(digest([event('15:20:00', off), event('15:10:00', off), event('15:30:00')])[0]?.offHours).toEqual({
      at: Date.parse('2026-11-20T15:10:00Z'),
      id: 'e1',
      count: 2,
    });
  });
  it('learns no address from a refused attempt, yet counts it', () => {
    const [entry] = digest([
      event('01:00:00', {
        event: { kind: 'event', category: ['authentication'], outcome: 'failure' },
        source: { ip: '203.0.113.9' },
      }),
    ]);
    expect(entry).toMatchObject({ events: 1, sources: [] });
  });
  it.each([
    ['nobody', { user: {} }],
    ['a scheduled job’s session', { event: { kind: 'event', category: ['session'] } }],
  ] as Array<[string, Partial<StoredEvent>]>)('leaves out %s', (_, more) => {
    expect(digest([event('01:00:00', more)])).toEqual([]);
  });
  it('calls a bus call without an account by its consumer system', () => {
    const more = {
      user: {},
      xroad: { client: { member_code: 'so-y-te', subsystem: 'his' } },
    } as Partial<StoredEvent>;
    expect(digest([event('01:00:00', more)])[0]?.account).toBe('so-y-te\\his');
  });
  it('keeps at most 50 addresses', () => {
    const events = Array.from({ length: 60 }, (_, at) =>
      event('01:00:00', { source: { ip: `10.0.0.${at}` } }),
    );
    expect(digest(events)[0]?.sources).toHaveLength(50);
  });
});
