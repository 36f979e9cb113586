import { gzipSync } from 'node:zlib';
import { type IngestFixture, PORTAL_TOKEN, SHARED_TOKEN, startIngest } from '../../test/ingest-fixture';

let ingest: IngestFixture;
beforeEach(async () => {
  ingest = await startIngest();
});
afterEach(() => ingest.stop());

async function send(
  path: string,
  body: string | Buffer | undefined,
  headers: Record<string, string> = {},
): Promise<[number, unknown]> {
  const answer = await fetch(`${ingest.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Splunk ${PORTAL_TOKEN}`, ...headers },
    ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
  });
  return [answer.status, await answer.json()];
}
const EVENT = '/services/collector/event';

it.each([EVENT, `${EVENT}/1.0`, '/services/collector/raw'])(
  'says that it is there, as Docker asks: %s',
  async (path) => {
    const answer = await fetch(`${ingest.url}${path}`, { method: 'OPTIONS' });
    expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([
      200,
      'GET, OPTIONS, POST',
      '',
    ]);
  },
);

describe('events', () => {
  it.each([
    ['one', EVENT, '{"event":"a"}', {}, ['{"event":"a"}']],
    ['the short path', '/services/collector', '{"event":"a"}', {}, ['{"event":"a"}']],
    ['the versioned path', `${EVENT}/1.0`, '{"event":"a"}', {}, ['{"event":"a"}']],
    [
      'one behind the other',
      EVENT,
      '{"event":"a}{"}{"event":{"b":[1]}}',
      {},
      ['{"event":"a}{"}', '{"event":{"b":[1]}}'],
    ],
    ['space between', EVENT, ' {"event":1}\r\n\n{"event":2}\n', {}, ['{"event":1}', '{"event":2}']],
    ['gzip', EVENT, gzipSync('{"event":"ế"}'), { 'content-encoding': 'gzip' }, ['{"event":"ế"}']],
    [
      'numbers no parser could hold',
      EVENT,
      '{"event":12345678901234567890}',
      {},
      ['{"event":12345678901234567890}'],
    ],
    ['lines', '/services/collector/raw?channel=c&sourcetype=x', 'a\nb\r\n\nc', {}, ['a', 'b', 'c']],
    ['lines, versioned', '/services/collector/raw/1.0', 'a', {}, ['a']],
  ])('%s', async (_name, path, body, headers, raws) => {
    const [status, answer] = await send(path, body, headers as Record<string, string>);
    expect([status, answer]).toEqual([200, expect.objectContaining({ text: 'Success', code: 0 })]);
    expect(ingest.intake.raws('portal')).toEqual(raws);
  });

  it.each<[string, string, string, number, object, Record<string, string>?]>([
    ['nothing', EVENT, '', 400, { code: 5 }],
    ['space', EVENT, ' \n', 400, { code: 5 }],
    ['no lines', '/services/collector/raw', '\n\n', 400, { code: 5 }],
    ['an array', EVENT, '[{"event":1}]', 400, { code: 6, 'invalid-event-number': 0 }],
    ['half an object', EVENT, '{"event":1}{"event":', 400, { code: 6, 'invalid-event-number': 1 }],
    ['a deep bomb', EVENT, '{"event":'.repeat(200_000), 400, { code: 6, 'invalid-event-number': 0 }],
    ['no event', EVENT, '{"event":1}{"time":1}', 400, { code: 12, 'invalid-event-number': 1 }],
    ['a blank event', EVENT, '{"event":""}', 400, { code: 13, 'invalid-event-number': 0 }],
    ['what is no gzip', EVENT, 'x', 400, { code: 6 }, { 'content-encoding': 'gzip' }],
    ['too much', EVENT, `{"event":"${'x'.repeat(9_000_000)}"}`, 413, { code: 27 }],
    ['no header', EVENT, '{"event":1}', 401, { code: 2 }, { authorization: '' }],
    ['another scheme', EVENT, '{"event":1}', 401, { code: 3 }, { authorization: `Digest ${PORTAL_TOKEN}` }],
    ['a token nobody has', EVENT, '{"event":1}', 403, { code: 4 }, { authorization: 'Splunk x' }],
    [
      'a token of two sources',
      EVENT,
      '{"event":1}',
      400,
      { code: 7 },
      { authorization: `Splunk ${SHARED_TOKEN}` },
    ],
    ['an ack without channel', '/services/collector/ack', '{"acks":[0]}', 400, { code: 10 }],
    ['an ack that is none', '/services/collector/ack?channel=c', '{"acks":"all"}', 400, { code: 6 }],
  ])('refuses %s', async (_name, path, body, status, want, headers = {}) => {
    if (headers.authorization === '') {
      const answer = await fetch(`${ingest.url}${path}`, { method: 'POST', body });
      expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining(want)]);
    } else expect(await send(path, body, headers)).toEqual([status, expect.objectContaining(want)]);
    expect(ingest.intake.stored).toEqual([]);
  });

  it('takes the token as password of Basic, and the source of a shared one by name', async () => {
    const authorization = `Basic ${Buffer.from(`x:${SHARED_TOKEN}`).toString('base64')}`;
    expect((await send(EVENT, '{"event":1}', { authorization, 'khien-source': 'mail' }))[0]).toBe(200);
    expect((await send(EVENT, '{"event":1}', { authorization, 'khien-source': 'portal' }))[0]).toBe(400);
    expect(ingest.intake.raws('mail')).toEqual(['{"event":1}']);
  });

  it('cuts an event of 1 MB and flags it', async () => {
    await send(EVENT, `{"event":"${'ế'.repeat(300_000)}"}{"event":2}`);
    expect(ingest.intake.stored).toMatchObject([{ truncated: true }, { raw: '{"event":2}' }]);
    expect(Buffer.byteLength(ingest.intake.stored[0]?.raw ?? '')).toBeLessThanOrEqual(65_536);
    expect(ingest.intake.stored[0]?.encoding).toBeUndefined();
  });
});

it('says what is on disk, channel by channel', async () => {
  const channel = { 'x-splunk-request-channel': '7d1f0f0e-0000-4000-8000-000000000001' };
  const ids = [];
  for (let n = 0; n < 2; n++) ids.push((await send(EVENT, '{"event":1}', channel))[1]);
  expect(ids).toMatchObject([{ ackId: 0 }, { ackId: 1 }]);
  const ask = (name: string) => send(`/services/collector/ack?channel=${name}`, '{"acks":[0,1,2]}');
  expect(await ask(channel['x-splunk-request-channel'])).toEqual([
    200,
    { acks: { 0: true, 1: true, 2: false } },
  ]);
  expect(await ask('another')).toEqual([200, { acks: { 0: false, 1: false, 2: false } }]);
});

it('is busy while the journal is full, and healthy otherwise, without a token', async () => {
  const health = async () => (await fetch(`${ingest.url}/services/collector/health/1.0`)).json();
  expect(await health()).toEqual({ text: 'HEC is healthy', code: 17 });
  ingest.intake.pause('http', true);
  expect(await send(EVENT, '{"event":1}')).toEqual([503, { text: 'Server is busy', code: 9 }]);
  expect(await health()).toMatchObject({ code: 18 });
});
