import { ecsJson } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const nest = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const wide = (keys: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, at) => [`k${at}`, at])));
function eventOf(value: unknown) {
  const result = ecsJson.toEvent(JSON.stringify(value), CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

describe('ecs-json', () => {
  it.each([
    ['text that is no JSON', '{"a":', 'unrecognised'],
    ['a list', '[{}]', 'unrecognised'],
    ['a number', '5', 'unrecognised'],
    ['65 levels', nest(65), 'too_deep'],
    ['65 levels of lists', `{"a":${'['.repeat(64)}${']'.repeat(64)}}`, 'too_deep'],
    ['2,001 keys', wide(2001), 'oversized'],
  ])('refuses %s', (_, text, reason) => {
    expect(ecsJson.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
  it.each([
    ['64 levels', nest(64)],
    ['2,000 keys', wide(2000)],
  ])('takes %s', (_, text) => {
    expect(ecsJson.toEvent(text, CONTEXT)).toMatchObject({ ok: true });
  });
  it('calls cut JSON truncated', () => {
    expect(ecsJson.toEvent('{"a":', { ...CONTEXT, truncated: true })).toMatchObject({ reason: 'truncated' });
  });
  it.each([
    ['a number for a keyword', { user: { id: 7 } }, { user: { id: '7' } }],
    ['a list of one for a keyword', { user: { name: ['an'] } }, { user: { name: 'an' } }],
    ['a word for a list', { host: { ip: '10.0.0.1' } }, { host: { ip: ['10.0.0.1'] } }],
    ['digits for a long', { source: { port: '22' } }, { source: { port: 22 } }],
    [
      'a time for a time',
      { event: { created: '2026-11-20 08:00:00' } },
      { event: { created: '2026-11-20T01:00:00.000Z' } },
    ],
    ['upper case for a choice', { event: { outcome: 'Failure' } }, { event: { outcome: 'failure' } }],
    ['no address for an ip', { source: { ip: 'unknown' } }, { vendor: { source_ip: 'unknown' } }],
    ['a fraction for a long', { source: { port: 2.5 } }, { vendor: { source_port: 2.5 } }],
    ['an object for a keyword', { user: { name: { first: 'an' } } }, { vendor: { user_name_first: 'an' } }],
    ['two words for a keyword', { user: { name: ['a', 'b'] } }, { vendor: { user_name: '["a","b"]' } }],
    ['a negative count of rows', { access: { rows: -1 } }, { vendor: { access_rows: -1 } }],
    ['a word for a time', { '@timestamp': 'yesterday' }, { vendor: { '@timestamp': 'yesterday' } }],
  ])('makes something of %s', (_, given, expected) => {
    expect(eventOf(given)).toMatchObject(expected);
  });
  it('gives two paths that become one key two keys', () => {
    expect(eventOf({ 'x.y': 1, x_y: 2 }).vendor).toEqual({ x_y: 1, x_y_2: 2 });
  });
  it('keeps 300 vendor fields and says that there were more', () => {
    const event = eventOf(JSON.parse(wide(400)));
    expect(Object.keys(event.vendor ?? {})).toHaveLength(300);
    expect(event.tags).toEqual(['vendor_cut']);
  });
  it('cuts a long value and says so', () => {
    const event = eventOf({ user: { name: 'a'.repeat(9000) } });
    expect(event.user?.name).toHaveLength(8192);
    expect(event.tags).toEqual(['cut']);
  });
  it('lets no source state what only Khiên may', () => {
    const event = eventOf({
      khien: { source_id: 'x' },
      access: { questions: { authenticated: 'yes' } },
      event: { hash: 'x', ingested: '2026-01-01T00:00:00Z' },
    });
    expect(event).not.toHaveProperty('khien');
    expect(event.access).toBeUndefined();
    expect(event.event).not.toHaveProperty('hash');
    expect(event.event).not.toHaveProperty('ingested');
  });
});
