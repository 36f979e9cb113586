import { generateKeyPairSync } from 'node:crypto';
import type { Activity } from '@khien/model';
import { type Harness, json, PASSWORD, startApi } from '../test/harness';
import { DEFAULT_LIMITS } from '.';

let api: Harness;
const by = { actor: { userId: 'cli', username: 'cli', role: 'cli' as const }, from: { ip: '192.0.2.1' } };
const lan = {
  username: 'lan',
  displayName: 'Lan',
  role: 'analyst' as const,
  agencies: ['so-yt'],
  password: PASSWORD,
};

beforeEach(async () => {
  api = await startApi();
  await api.accounts.addUser(lan, by);
});
afterEach(() => api.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { ...json, origin: api.url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const signIn = (password = PASSWORD, username = 'lan') => post('/session', { username, password });
const cookiesOf = (response: Response) =>
  Object.fromEntries(
    response.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
const session = (cookie: string) => fetch(`${api.url}/api/v1/session`, { headers: { cookie } });

describe('signing in', () => {
  it('sets cookies no script reads and no other site sends', async () => {
    const response = await signIn();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      user: expect.objectContaining({ username: 'lan', role: 'analyst', agencies: ['so-yt'] }),
    });
    const [access = '', refresh = ''] = response.headers.getSetCookie();
    expect(access).toMatch(/^khien_session=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Strict$/);
    expect(refresh).toMatch(
      /^khien_refresh=[\w.-]+; Path=\/api\/v1\/session; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
  });
  it('uses __Host- and Secure, and takes nothing less, when served by https', async () => {
    const secure = await startApi({ publicUrl: () => 'https://khien.example' });
    await secure.accounts.addUser(lan, by);
    const response = await fetch(`${secure.url}/api/v1/session`, {
      method: 'POST',
      headers: { ...json, origin: 'https://khien.example' },
      body: JSON.stringify({ username: 'lan', password: PASSWORD }),
    });
    const cookies = cookiesOf(response);
    for (const line of response.headers.getSetCookie()) expect(line).toMatch(/; Secure$/);
    expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
    const get = (cookie: string) => fetch(`${secure.url}/api/v1/session`, { headers: { cookie } });
    expect((await get(`__Host-khien_session=${cookies['__Host-khien_session']}`)).status).toBe(200);
    expect((await get(`khien_session=${cookies['__Host-khien_session']}`)).status).toBe(401);
    await secure.close();
  });
  it('tells who is signed in and what they may do', async () => {
    const { khien_session } = cookiesOf(await signIn());
    const response = await session(`a=b; khien_session=${khien_session}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { user, capabilities } = await response.json();
    expect(user.username).toBe('lan');
    expect(capabilities).toContain('alert.close');
    expect(capabilities).not.toContain('dead_letter.open');
  });
  it('answers a wrong password and an unknown name alike', async () => {
    const answers = await Promise.all([signIn('wrong wrong wrong'), signIn(PASSWORD, 'nobody')]);
    const [wrong, unknown] = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
    expect({ ...wrong, traceId: '' }).toEqual({ ...unknown, traceId: '' });
    expect(wrong.detail).toBe('Tên đăng nhập hoặc mật khẩu không đúng.');
  });
});

describe('guessing passwords', () => {
  it.each(['lan', 'nobody'])(
    'is stopped after five tries for %s, with one record of it, right password or not',
    async (name) => {
      for (let i = 0; i < 5; i++) expect((await signIn('wrong wrong wrong', name)).status).toBe(401);
      for (let i = 0; i < 3; i++) {
        const refused = await signIn(PASSWORD, name);
        expect(refused.status).toBe(429);
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      const { docs } = await api.store.find<Activity>('activity', { filter: { action: 'sign_in_refused' } });
      const why = docs.map((one) => one.data?.why).sort();
      expect(why).toEqual([...Array(5).fill('credentials'), 'throttled']);
    },
  );
  it('leaves other people at the same address alone', async () => {
    await api.accounts.addUser({ ...lan, username: 'minh' }, by);
    for (let i = 0; i < 6; i++) await signIn('wrong wrong wrong');
    expect((await signIn(PASSWORD, 'minh')).status).toBe(200);
  });
  it('starts counting anew after the right password', async () => {
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) expect((await signIn('wrong wrong wrong')).status).toBe(401);
      expect((await signIn()).status).toBe(200);
    }
  });
  it('of many accounts from one address is stopped too', async () => {
    const few = await startApi({ limits: { ...DEFAULT_LIMITS, signInsPerAddress: 3 } });
    const tries = ['a1a', 'b1b', 'c1c', 'd1d'].map((username) =>
      fetch(`${few.url}/api/v1/session`, {
        method: 'POST',
        headers: { ...json, origin: few.url },
        body: JSON.stringify({ username, password: 'wrong wrong wrong' }),
      }),
    );
    expect((await Promise.all(tries)).map((one) => one.status).sort()).toEqual([401, 401, 401, 429]);
    await few.close();
  });
  it('by X-Forwarded-For makes no difference without a trusted proxy', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const headers = { 'x-forwarded-for': `203.0.113.${i}` };
      statuses.push(
        (await post('/session', { username: 'lan', password: 'wrong wrong wrong' }, headers)).status,
      );
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('refreshing', () => {
  it('rotates the cookie, and a spent one ends the session for both holders', async () => {
    const first = cookiesOf(await signIn());
    const refresh = (token: string | undefined) =>
      post('/session/refresh', {}, { cookie: `khien_refresh=${token}` });
    const second = cookiesOf(await refresh(first.khien_refresh));
    expect(second.khien_refresh).not.toBe(first.khien_refresh);
    expect((await session(`khien_session=${second.khien_session}`)).status).toBe(200);
    api.clock.now += 10_001;
    expect((await refresh(first.khien_refresh)).status).toBe(401);
    expect((await refresh(second.khien_refresh)).status).toBe(401);
    expect((await session(`khien_session=${second.khien_session}`)).status).toBe(401);
    expect(api.logged.map((one) => one.message)).toContain(
      'a spent refresh token was used again; session revoked',
    );
  });
  it('needs the cookie, and takes an empty body', async () => {
    expect((await post('/session/refresh', {})).status).toBe(401);
    const { khien_refresh } = cookiesOf(await signIn());
    expect((await post('/session/refresh', '', { cookie: `khien_refresh=${khien_refresh}` })).status).toBe(
      200,
    );
  });
  it('keeps somebody whose ten minutes are over, and nobody whose session is', async () => {
    const { khien_session, khien_refresh } = cookiesOf(await signIn());
    api.clock.now += 11 * 60_000;
    expect((await session(`khien_session=${khien_session}`)).status).toBe(401);
    expect((await post('/session/refresh', {}, { cookie: `khien_refresh=${khien_refresh}` })).status).toBe(
      200,
    );
    api.clock.now += 12 * 3600_000;
    expect((await post('/session/refresh', {}, { cookie: `khien_refresh=${khien_refresh}` })).status).toBe(
      401,
    );
  });
});

describe('signing out', () => {
  it('clears the cookies and ends the session at once', async () => {
    const { khien_session } = cookiesOf(await signIn());
    const cookie = `khien_session=${khien_session}`;
    const response = await fetch(`${api.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie, origin: api.url },
    });
    expect(response.status).toBe(204);
    for (const line of response.headers.getSetCookie()) expect(line).toMatch(/=; .*Max-Age=0/);
    expect((await session(cookie)).status).toBe(401);
  });
});

describe('writes from another site', () => {
  const body = { username: 'lan', password: PASSWORD };
  it.each([
    ['another origin', { origin: 'https://attacker.example' }],
    ['no origin at all', {}],
    ['the opaque origin', { origin: 'null' }],
    ['our name at another port', { origin: 'http://127.0.0.1:1' }],
    ['a name that begins like ours', { origin: 'http://127.0.0.1.attacker.example' }],
    ['cross-site fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['same-site fetch metadata', { 'sec-fetch-site': 'same-site' }],
  ])('are refused: %s', async (_what, headers) => {
    const response = await fetch(`${api.url}/api/v1/session`, {
      method: 'POST',
      headers: { ...json, ...(headers as Record<string, string>) },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
  it.each([
    ['our origin', () => ({ origin: api.url })],
    ['our origin by its other name', () => ({ origin: api.url.replace('127.0.0.1', 'localhost') })],
    ['same-origin fetch metadata', () => ({ 'sec-fetch-site': 'same-origin' })],
  ])('are told from ours: %s', async (_what, headers) => {
    const response = await fetch(`${api.url}/api/v1/session`, {
      method: 'POST',
      headers: { ...json, ...(headers() as Record<string, string>) },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  });
  it('cannot ride on a cookie: the write is not made', async () => {
    const { khien_session } = cookiesOf(await signIn());
    const cookie = `khien_session=${khien_session}`;
    const response = await fetch(`${api.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie, origin: 'https://attacker.example' },
    });
    expect(response.status).toBe(403);
    expect((await session(cookie)).status).toBe(200);
  });
});

describe('set-up over HTTP', () => {
  it('makes the first administrator once and signs in', async () => {
    const empty = await startApi();
    const send = (secret: string, password = PASSWORD) =>
      fetch(`${empty.url}/api/v1/setup`, {
        method: 'POST',
        headers: { ...json, origin: empty.url },
        body: JSON.stringify({ secret, username: 'quan.tri', displayName: 'Quản trị', password }),
      });
    const needed = async () => (await fetch(`${empty.url}/api/v1/setup`)).json();
    expect(await needed()).toEqual({ needed: true });
    const secret = (await empty.accounts.issueSetupSecret()) ?? '';
    expect((await send('wrong')).status).toBe(403);
    const weak = await send(secret, 'quan.tri-quan');
    expect([weak.status, (await weak.json()).problems]).toEqual([
      422,
      [{ pointer: '/password', message: 'Mật khẩu chứa tên của bạn.' }],
    ]);
    const done = await send(secret);
    expect(done.status).toBe(201);
    expect(done.headers.getSetCookie()).toHaveLength(2);
    expect((await send(secret)).status).toBe(409);
    expect(await needed()).toEqual({ needed: false });
    await empty.close();
  });
});

describe('tokens of somebody else', () => {
  it('open nothing', async () => {
    const { createTokens } = await import('@khien/accounts');
    const keys = [{ kid: 'k1', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }];
    const forged = createTokens({ keys, issuer: 'khien', audience: 'khien-api', now: () => api.clock.now });
    const [user] = (await api.store.find<{ _id: string }>('users', {})).docs;
    const [open] = (await (await signIn()).json())
      ? (await api.store.find<{ _id: string }>('sessions', {})).docs
      : [];
    const token = forged.issue({ userId: user?._id ?? '', sessionId: open?._id ?? '', tokenId: 't' });
    const response = await fetch(`${api.url}/api/v1/alerts`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
  });
});
