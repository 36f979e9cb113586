import { request } from 'node:http';
import { ERROR_CODES, type ErrorCode, MonitorError } from '@khien/model';
import { type Harness, json, putAlert, startApi } from '../test/harness';
import { createApiServer, DEFAULT_LIMITS } from '.';
import { problemOf, toMonitorError } from './problem';
import { route } from './route';

let api: Harness;
let headers: Record<string, string>;
/** What the metrics function throws next; `/metrics` is how a handler is made to fail. */
let failure: unknown;
beforeAll(async () => {
  api = await startApi({
    metrics: () => {
      if (failure !== undefined) throw failure;
      return 'khien_up 1\n';
    },
  });
  headers = await api.as('shift_lead', '*');
});
afterAll(() => api.close());

const shape = {
  type: expect.stringMatching(/^urn:khien:problem:[a-z_]+$/),
  title: expect.any(String),
  status: expect.any(Number),
  detail: expect.any(String),
  instance: expect.stringMatching(/^\//),
  code: expect.any(String),
  traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
};

describe('a problem', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])(
    'for %s has its status, both languages and no inner words',
    async (code) => {
      failure = new MonitorError(code, 'inner words', { cause: new Error('deeper words'), retryAfter: 7 });
      const [vi, en] = await Promise.all(
        ['vi-VN,vi;q=0.9', 'en-GB,en;q=0.9'].map((language) =>
          fetch(`${api.url}/metrics`, { headers: { 'accept-language': language } }),
        ),
      );
      failure = undefined;
      for (const response of [vi, en]) {
        expect(response?.status).toBe(ERROR_CODES[code].status);
        expect(response?.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
        expect(response?.headers.get('retry-after')).toBe('7');
      }
      const [first, second] = await Promise.all([vi?.json(), en?.json()]);
      expect(first).toEqual({
        ...shape,
        code,
        status: ERROR_CODES[code].status,
        type: `urn:khien:problem:${code}`,
      });
      expect(second.title).not.toBe(first.title);
      expect(JSON.stringify([first, second])).not.toMatch(/inner|deeper/);
    },
  );
  it('that nobody expected is 500, logged once with the trace the person was given', async () => {
    failure = new TypeError('undefined is not a function');
    const before = api.logged.length;
    const response = await fetch(`${api.url}/metrics`);
    failure = undefined;
    const { traceId } = await response.json();
    expect(response.status).toBe(500);
    const logged = api.logged.slice(before);
    expect(logged).toHaveLength(1);
    expect(logged[0]?.fields).toMatchObject({
      traceId,
      error: expect.stringContaining('undefined is not a function'),
    });
  });
  it('is Vietnamese unless English is preferred', () => {
    const where = { instance: '/x', traceId: 't', language: 'vi' } as const;
    expect(problemOf(new MonitorError('not_found', 'x'), where).title).toBe('Không tìm thấy');
  });
  it.each([
    [{ status: 413 }, 'too_large'],
    [{ status: 400 }, 'bad_request'],
    [{ status: 418 }, 'bad_request'],
    [{ status: 503 }, 'internal'],
    [new Error('x'), 'internal'],
    [undefined, 'internal'],
    ['text', 'internal'],
  ])('made of %p is %s', (thrown, code) => {
    expect(toMonitorError(thrown).code).toBe(code);
  });
});

describe('what cannot be read', () => {
  const post = (body: string | Uint8Array, change: Record<string, string> = {}) =>
    fetch(`${api.url}/api/v1/dead-letters/replay`, {
      method: 'POST',
      body: body as BodyInit,
      headers: { ...headers, ...json, ...change },
    });
  const deep = (depth: number) => `{"ids":${'['.repeat(depth)}${']'.repeat(depth)},"reason":"lý do đủ dài"}`;
  it.each<[string, string | Uint8Array, Record<string, string>, number]>([
    ['no JSON', 'ids=1', {}, 400],
    ['half a JSON', '{"ids":[', {}, 400],
    ['a JSON string', '"x"', {}, 400],
    ['a body over 1 MB', JSON.stringify({ reason: 'x'.repeat(1024 * 1024) }), {}, 413],
    ['nesting of 100', deep(100), {}, 400],
    ['nesting of 200,000', deep(200_000), {}, 400],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415],
    ['no type', '{}', { 'content-type': '' }, 415],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415],
    ['an unknown encoding', '{}', { 'content-encoding': 'br2' }, 415],
    ['an array', '[]', {}, 422],
    ['a prototype', '{"__proto__":{"admin":true},"ids":["a"],"reason":"lý do đủ dài"}', {}, 422],
    ['a constructor', '{"constructor":{},"ids":["a"],"reason":"lý do đủ dài"}', {}, 422],
    ['broken UTF-8', Buffer.from('7b226964ff', 'hex'), {}, 400],
  ])('is refused: %s', async (_what, body, change, status) => {
    const response = await post(body, change);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ...shape, status });
  });
  it('names every bad field in the language of the reader', async () => {
    const problems = async (language: string) =>
      (await (await post('{"ids":[],"reason":"x","more":1}', { 'accept-language': language })).json())
        .problems;
    const vi = await problems('vi');
    expect(vi.map((one: { pointer: string }) => one.pointer).sort()).toEqual(['/', '/ids', '/reason']);
    expect(vi[0].message).not.toBe((await problems('en'))[0].message);
  });
  it('is not inflated without bound', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(JSON.stringify({ reason: 'x'.repeat(20 * 1024 * 1024) }));
    expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });
});

describe('addresses that are not there', () => {
  it.each([
    '/api/v1/nothing',
    '/api',
    '/api/v2/alerts',
    '/nothing',
    '/api/v1/alerts/%zz',
    '/api/v1/alerts/a%00b',
    '/api/v1/alerts/%24ne',
  ])('answer %s with a problem', async (path) => {
    const response = await fetch(api.url + path, { headers });
    expect([400, 404]).toContain(response.status);
    expect(await response.json()).toMatchObject(shape);
  });
  it('are not told apart from those of others', async () => {
    const scoped = await api.as('analyst', ['so-gd']);
    const { _id } = await putAlert(api.store);
    const texts = await Promise.all(
      [_id, 'nobody'].map(async (id) =>
        (await fetch(`${api.url}/api/v1/alerts/${id}`, { headers: scoped })).json(),
      ),
    );
    const blank = texts.map((one) => ({ ...one, traceId: '', instance: '' }));
    expect(blank[0]).toEqual(blank[1]);
  });
});

describe('every answer', () => {
  it('carries the security headers and does not name its software', async () => {
    for (const path of ['/api/v1/alerts', '/nothing', '/health/live']) {
      const { headers: sent } = await fetch(api.url + path, { headers });
      const policy = sent.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'self';/);
      expect(policy).toMatch(/style-src 'self' 'nonce-[\w+/=]{24}';/);
      expect(policy).toMatch(/script-src 'self';/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(sent.get('x-content-type-options')).toBe('nosniff');
      expect(sent.get('x-frame-options')).toBe('DENY');
      expect(sent.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(sent.get('x-powered-by')).toBeNull();
      expect(sent.get('strict-transport-security')).toBeNull();
    }
  });
  it('has its own nonce', async () => {
    const nonces = await Promise.all(
      [1, 2].map(
        async () =>
          (await fetch(api.url)).headers.get('content-security-policy')?.match(/nonce-([^']+)/)?.[1],
      ),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe('a route', () => {
  const handle = async () => ({});
  it.each(['alert.delete', '', 'anyone', undefined, '__proto__'])(
    'with the policy %p cannot be made',
    (action) => {
      const make = () =>
        route({ method: 'GET', path: '/x', summary: '', action: action as 'alert.read', handle });
      expect(make).toThrow(expect.objectContaining({ code: 'bad_configuration' }));
    },
  );
});

describe('requests', () => {
  it('are limited per person, not per address of the office', async () => {
    const few = await startApi({ limits: { ...DEFAULT_LIMITS, requestsPerMinute: 3 } });
    const [one, other] = [await few.as('analyst', '*'), await few.as('analyst', '*')];
    const get = (who: Record<string, string>) => fetch(`${few.url}/api/v1/session`, { headers: who });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await get(one)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await get(other)).status).toBe(200);
    await few.close();
  });
});

describe('createApiServer', () => {
  it('refuses headers over 16 KB and serves after that, and closes', async () => {
    const server = createApiServer({
      handler: (_request, response) => void response.end('ok'),
      maxConnections: 10,
    });
    const port = await server.listen(0, '127.0.0.1');
    const status = await new Promise((resolve) => {
      request({ port, host: '127.0.0.1', headers: { 'x-long': 'x'.repeat(17 * 1024) } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', () => resolve('cut'))
        .end();
    });
    expect([431, 'cut']).toContain(status);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok');
    await server.close();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
  it('says when the port is taken', async () => {
    const first = createApiServer({
      handler: (_request, response) => void response.end(),
      maxConnections: 10,
    });
    const port = await first.listen(0, '127.0.0.1');
    const second = createApiServer({
      handler: (_request, response) => void response.end(),
      maxConnections: 10,
    });
    await expect(second.listen(port, '127.0.0.1')).rejects.toThrow(/EADDRINUSE/);
    await first.close();
  });
});
