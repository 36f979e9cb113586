import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  type FixtureOptions,
  type IngestFixture,
  PORTAL_TOKEN,
  SHARED_TOKEN,
  sha256,
  startIngest,
} from '../../test/ingest-fixture';
import { sourceOf } from '../../test/recording-intake';

let ingest: IngestFixture;
async function start(options: FixtureOptions = {}): Promise<void> {
  ingest = await startIngest(options);
}
beforeEach(() => start());
afterEach(() => ingest.stop());

interface Item {
  status: number;
  _id?: string;
  _index?: string;
  error?: { type: string; reason: string };
}
interface Answer {
  status: number;
  headers: Headers;
  body: {
    errors?: boolean;
    items?: Record<string, Item>[];
    error?: { type: string; reason: string };
    status?: number;
  };
}

async function bulk(
  body: string | Buffer,
  {
    path = '/elastic/_bulk',
    method = 'POST',
    headers = {} as Record<string, string>,
    token = PORTAL_TOKEN,
  } = {},
): Promise<Answer> {
  const answer = await fetch(`${ingest.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
}
const lines = (...all: unknown[]): string =>
  all.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('');
const create = { create: { _index: 'logs' } };

describe('what is taken', () => {
  it.each([
    ['PUT', lines(create, '{"a":1}'), { method: 'PUT' }],
    ['the index in the path', lines({ index: {} }, '{"a":1}'), { path: '/elastic/logs/_bulk' }],
    ['a path without prefix on a port of its own', lines(create, '{"a":1}'), { path: '/_bulk' }],
    ['gzip', gzipSync(lines(create, '{"a":1}')), { headers: { 'content-encoding': 'gzip' } }],
    ['deflate', deflateSync(lines(create, '{"a":1}')), { headers: { 'content-encoding': 'deflate' } }],
    ['no last line feed', lines(create, '{"a":1}').trimEnd(), {}],
    ['CRLF and empty lines between', `${JSON.stringify(create)}\r\n{"a":1}\r\n\r\n`, {}],
    ['no media type', lines(create, '{"a":1}'), { headers: { 'content-type': '' } }],
  ])('%s', async (_name, body, options) => {
    const answer = await bulk(body, options as Parameters<typeof bulk>[1]);
    expect([answer.status, answer.body.errors]).toEqual([200, false]);
    expect(ingest.intake.stored).toMatchObject([
      { sourceId: 'portal', kind: 'http', raw: '{"a":1}', peer: '127.0.0.1', receivedAt: 1_000 },
    ]);
  });

  it('answers each action in its order, under its name, and takes what can be taken', async () => {
    const body = lines(
      { index: { _index: 'a', _id: 'one' } },
      '{"n":1}',
      { delete: { _index: 'a', _id: 'one' } },
      { update: { _index: 'a', _id: 'one' } },
      '{"doc":{}}',
      { create: { _index: 'b', _id: 7 } },
      'this is no JSON, and that is not the sender’s concern',
      { create: { _index: 'b' } },
      '',
      { create: { _index: 'b' } },
      '{"n":2}',
    );
    const { body: answer } = await bulk(body);
    expect(answer.errors).toBe(true);
    expect(
      answer.items?.map((item) => Object.entries(item).map(([name, { status }]) => [name, status])[0]),
    ).toEqual([
      ['index', 201],
      ['delete', 400],
      ['update', 400],
      ['create', 201],
      ['create', 400],
      ['create', 201],
    ]);
    expect(answer.items?.[3]?.create).toMatchObject({ _index: 'b', _id: '7' });
    expect(ingest.intake.raws()).toEqual([
      '{"n":1}',
      'this is no JSON, and that is not the sender’s concern',
      '{"n":2}',
    ]);
  });

  it('keeps sources exactly as sent, whatever JSON would make of them', async () => {
    const raws = ['{"n":12345678901234567890,"a":1,"a":2}', ' {"đ":"ế\\u0065"} '];
    await bulk(lines(create, raws[0], create, raws[1]));
    expect(ingest.intake.raws()).toEqual(raws);
  });

  it('cuts a document of 1 MB, flags it, and goes on behind it', async () => {
    const { body } = await bulk(lines(create, `{"m":"${'x'.repeat(1_000_000)}"}`, create, '{"n":2}'));
    expect(body.items).toHaveLength(2);
    expect(ingest.intake.stored).toMatchObject([{ truncated: true }, { raw: '{"n":2}' }]);
    expect(ingest.intake.stored[0]?.raw).toHaveLength(65_536);
  });

  it('knows the place of a document in its file though only the beginning of it is kept', async () => {
    const log = { offset: 7, file: { path: '/var/log/a.log' } };
    const sent = lines(create, JSON.stringify({ message: 'x'.repeat(100_000), host: { name: 'h' }, log }));
    const ids = [
      (await bulk(sent)).body.items?.[0]?.create?._id,
      (await bulk(sent)).body.items?.[0]?.create?._id,
    ];
    const [first, second] = ingest.intake.stored;
    expect(first).toMatchObject({
      truncated: true,
      position: expect.stringMatching(/^agent:[0-9a-f]{40}$/),
      repeatable: true,
    });
    expect([second?.position, ids[1]]).toEqual([first?.position, ids[0]]);
  });

  it('takes no action line longer than a record', async () => {
    const { status } = await bulk(`{"create":{}${' '.repeat(70_000)}}\n{"n":1}\n`);
    expect([status, ingest.intake.stored]).toEqual([400, []]);
  });

  it.each(['/_xpack/monitoring/_bulk', '/_monitoring/bulk'])(
    'keeps what agents say of themselves out of the logs: %s',
    async (path) => {
      const { status } = await bulk(lines({ index: { _type: 'beats_stats' } }, '{"beats_stats":{}}'), {
        path: `/elastic${path}`,
      });
      expect([status, ingest.intake.stored]).toEqual([404, []]);
    },
  );

  it('has every record on disk before it answers', async () => {
    await ingest.stop();
    await start();
    const accept = ingest.intake.accept;
    let onDisk = 0;
    ingest.intake.accept = async (...call) => {
      await accept(...call);
      await new Promise((resolve) => setTimeout(resolve, 30));
      onDisk += call[1].length;
    };
    await bulk(lines(create, '{"a":1}', create, '{"a":2}'));
    expect(onDisk).toBe(2);
  });
});

describe('what is sent again', () => {
  const beat = (offset: number, message: string) =>
    JSON.stringify({
      message,
      host: { name: 'web-01' },
      log: { offset, file: { path: '/var/log/a.log', inode: '7' } },
    });

  it.each([
    ['an id', lines({ create: { _index: 'a', _id: 'x' } }, '{"n":1}')],
    ['a place in a file', lines(create, beat(0, 'a'))],
  ])('has the same position when it has %s, and is answered as created', async (_name, body) => {
    const answers = [await bulk(body), await bulk(body)];
    expect(answers.map(({ body: { items } }) => items?.[0]?.create?.status)).toEqual([201, 201]);
    const [first, second] = ingest.intake.stored;
    expect(first?.position).toMatch(/^(bulk|agent):[0-9a-f]{40}/);
    expect(second?.position).toBe(first?.position);
    expect(first?.repeatable).toBe(true);
  });

  it.each([
    ['the same id with another document', { create: { _index: 'a', _id: 'x' } }, '{"n":1}', '{"n":2}'],
    ['equal lines at different places', create, beat(0, 'a'), beat(2, 'a')],
    ['different lines at the same place: another file of that name', create, beat(0, 'a'), beat(0, 'b')],
  ])('has positions of its own: %s', async (_name, action, one, two) => {
    await bulk(lines(action, one, action, two));
    expect(new Set(ingest.intake.stored.map(({ position }) => position)).size).toBe(2);
  });

  it.each([
    ['without id or place', '{"message":"same"}'],
    ['with an offset that is none', '{"log":{"offset":"0"},"message":"same"}'],
    ['with an offset of nothing', '{"log":{"offset":0},"message":"same"}'],
    ['that is no JSON', '{"offset" broken'],
  ])('is different events where nothing says that it is the same: %s', async (_name, raw) => {
    await bulk(lines(create, raw, create, raw));
    expect(ingest.intake.stored.map(({ position }) => position)).toEqual([undefined, undefined]);
  });
});

describe('filter_path', () => {
  const body = lines({ index: { _index: 'a', _id: 'x' } }, '{"n":1}', { delete: { _index: 'a', _id: 'x' } });
  it.each([
    ['errors', { errors: true }],
    [
      'errors,items.*.status',
      { errors: true, items: [{ index: { status: 201 } }, { delete: { status: 400 } }] },
    ],
    ['items.*.error.type', { items: [{ delete: { error: { type: 'illegal_argument_exception' } } }] }],
    ['items.in*.st*s', { items: [{ index: { status: 201 } }] }],
    ['**.status', { items: [{ index: { status: 201 } }, { delete: { status: 400 } }] }],
    ['nothing', {}],
    ['-items,-took', { errors: true }],
  ])('%s', async (filter, want) => {
    const answer = await bulk(body, { path: `/elastic/_bulk?filter_path=${encodeURIComponent(filter)}` });
    expect(answer.body).toEqual(want);
  });
});

describe('who may send', () => {
  const basic = (user: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  });
  it.each([
    ['no credential', { authorization: '' }, 401],
    ['an unknown password', basic('elastic', 'changeme'), 401],
    ['a scheme of another kind', { authorization: `Digest ${PORTAL_TOKEN}` }, 401],
    ['Basic with the token as password', basic('anybody', PORTAL_TOKEN), 200],
    ['Bearer', { authorization: `Bearer ${PORTAL_TOKEN}` }, 200],
    ['ApiKey', { authorization: `ApiKey ${Buffer.from(`id:${PORTAL_TOKEN}`).toString('base64')}` }, 200],
    [
      'an ApiKey that is no pair',
      { authorization: `ApiKey ${Buffer.from(PORTAL_TOKEN).toString('base64')}` },
      401,
    ],
  ])('%s', async (_name, headers, status) => {
    const answer = await bulk(lines(create, '{"a":1}'), { headers });
    expect(answer.status).toBe(status);
    expect(ingest.intake.stored).toHaveLength(status === 200 ? 1 : 0);
    if (status === 401) {
      expect(answer.body.error?.type).toBe('security_exception');
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    }
  });

  it('goes by the index where a credential is good for several sources', async () => {
    const body = lines({ create: { _index: 'web' } }, '{"n":1}', { create: { _index: 'mail' } }, '{"n":2}');
    expect((await bulk(body, { token: SHARED_TOKEN })).status).toBe(200);
    expect(ingest.intake.stored.map(({ sourceId, raw }) => [sourceId, raw])).toEqual([
      ['web', '{"n":1}'],
      ['mail', '{"n":2}'],
    ]);
  });

  it.each([
    ['an index that is none of them', 'other'],
    ['the source of somebody else', 'portal'],
  ])('refuses the whole request for %s', async (_name, index) => {
    const body = lines({ create: { _index: 'web' } }, '{"n":1}', { create: { _index: index } }, '{"n":2}');
    expect((await bulk(body, { token: SHARED_TOKEN })).status).toBe(403);
    expect(ingest.intake.stored).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each([
    ['nothing', '', 400],
    ['only empty lines', '\n\n', 400],
    ['an action that is no JSON', 'create\n{}\n', 400],
    ['two actions in one', lines({ create: {}, index: {} }, '{}'), 400],
    ['an unknown action', lines({ upsert: { _index: 'a' } }, '{}'), 400],
    ['an action without an index anywhere', lines({ create: {} }, '{}'), 400],
    ['an action without its source', lines(create), 400],
    ['an action line of 100 KB', lines({ create: { _index: 'a', x: 'x'.repeat(100_000) } }, '{}'), 400],
    ['a prototype', lines('{"__proto__":{"_index":"a"}}', '{}'), 400],
    ['a JSON bomb in depth', lines('['.repeat(60_000), '{}'), 400],
  ])('%s', async (_name, body, status) => {
    const answer = await bulk(body);
    expect([answer.status, answer.body.status]).toEqual([status, status]);
    expect(ingest.intake.stored).toEqual([]);
    expect(ingest.handler.stats()).toMatchObject({ refused: { [status]: 1 }, inFlightBytes: 0 });
  });

  it('429 and Retry-After while the journal is full, so that shippers come back', async () => {
    ingest.intake.pause('http', true);
    const answer = await bulk(lines(create, '{"a":1}'));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5']);
    expect(answer.body.error?.type).toBe('es_rejected_execution_exception');
    ingest.intake.pause('http', false);
    ingest.intake.refuse(1);
    expect((await bulk(lines(create, '{"a":1}'))).status).toBe(429);
    expect((await bulk(lines(create, '{"a":1}'))).status).toBe(200);
    expect(ingest.intake.raws()).toEqual(['{"a":1}']);
  });

  it('429 to a source that sends more than its quota, and to no other', async () => {
    await ingest.stop();
    const http = (token: string) => ({ kind: 'http', tokenSha256: sha256(token) });
    let clock = 0;
    await start({
      now: () => clock,
      sources: [
        sourceOf('portal', http(PORTAL_TOKEN), { quota: { recordsPerSecond: 1 } }),
        sourceOf('web', http(SHARED_TOKEN)),
      ],
    });
    const body = lines(...Array.from({ length: 12 }, (_, n) => [create, `{"n":${n}}`]).flat());
    expect((await bulk(body)).status).toBe(200);
    const answer = await bulk(body);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '11']);
    expect((await bulk(body, { token: SHARED_TOKEN })).status).toBe(200);
    clock += 11_000;
    expect((await bulk(body)).status).toBe(200);
  });

  it('413 for what is too much, so that shippers cut it', async () => {
    await ingest.stop();
    await start({ limits: { bodyBytes: 1_000, records: 3 } });
    expect((await bulk(lines(create, `{"m":"${'x'.repeat(2_000)}"}`))).status).toBe(413);
    expect((await bulk(lines(...Array(4).fill([create, '{}']).flat()))).status).toBe(413);
    expect(ingest.intake.stored).toEqual([]);
  });

  it('a body of empty lines, early', async () => {
    expect((await bulk('\n'.repeat(3_000_000))).status).toBe(413);
  });

  it('a gzip bomb, early', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));
    expect((await bulk(bomb, { headers: { 'content-encoding': 'gzip' } })).status).toBe(413);
  });

  it.each(['/elastic/_search', '/elastic/%E0%A4%A', '/elastic/a/b/c/d', '/elastic/_bulk/_bulk/x'])(
    'a call that no shipper makes: %s',
    async (path) => {
      expect([400, 404]).toContain((await bulk('{}', { path })).status);
      expect(ingest.intake.stored).toEqual([]);
    },
  );
});

it('gives one item for each action and one record for each that is taken, whatever the documents hold', async () => {
  const document = fc.string({
    unit: fc.constantFrom('a', 'ế', '"', '{', '}', '\\', ' ', '\0'),
    minLength: 1,
    maxLength: 10,
  });
  const name = fc.constantFrom('create', 'index', 'delete', 'update');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, document), { minLength: 1, maxLength: 20 }), async (actions) => {
      ingest.intake.stored.length = 0;
      const body = actions.flatMap(([action, text]) => [
        JSON.stringify({ [action]: { _index: 'x' } }),
        ...(action === 'delete' ? [] : [text]),
      ]);
      const answer = await bulk(`${body.join('\n')}\n`);
      expect(answer.body.items?.map((item) => Object.keys(item)[0])).toEqual(
        actions.map(([action]) => action),
      );
      const taken = actions.filter(([action]) => action === 'create' || action === 'index');
      const raws = ingest.intake.stored.map(({ raw, encoding }) =>
        encoding ? Buffer.from(raw, 'base64').toString() : raw,
      );
      expect(raws).toEqual(taken.map(([, text]) => text));
    }),
    { numRuns: 100 },
  );
});

it('is claimed by its prefix alone where the console shares the port', () => {
  const shared = [
    '/elastic',
    '/elastic/_bulk?x',
    '/v1/ingest/a',
    '/',
    '/_bulk',
    '/assets/x.js',
    '/v1/alerts',
  ];
  expect(shared.map(ingest.handler.claims)).toEqual([true, true, true, false, false, false, false]);
});
