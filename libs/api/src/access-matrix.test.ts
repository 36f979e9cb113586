import { createHash } from 'node:crypto';
import { type Activity, Role } from '@khien/model';
import { can } from '@khien/policy';
import {
  DAY,
  type Harness,
  json,
  PASSWORD,
  putAlert,
  putDeadLetter,
  putEvent,
  putHalf,
  startApi,
} from '../test/harness';
import { LEVEL_SCOPED, LEVEL_UNSCOPED } from '../test/level-samples';
import { apiRoutes } from './api-routes';
import { mayCall, type Route } from './route';

interface Sample {
  path: string;
  body?: object;
  headers?: Record<string, string>;
}
type Place = 'ttyt' | 'so-gd';
type MakeSample = (
  api: Harness,
  place: Place,
  who: { role?: Role | undefined; headers: Record<string, string> },
) => Promise<Sample>;

const sourceOf = { ttyt: 'his-nginx', 'so-gd': 'school-nginx' };
const systemOf = { ttyt: 'his', 'so-gd': 'school' };
const alertAt = (api: Harness, place: Place) =>
  putAlert(api.store, { agencyId: place, systemId: systemOf[place], sourceId: sourceOf[place] });
const at =
  (path: string): MakeSample =>
  async () => ({ path });
const step =
  (name: string, body: object, before: Activity['action'][] = []): MakeSample =>
  async (api, place) => {
    const alert = await alertAt(api, place);
    const steps = before.map(
      (action, index): Activity => ({
        _id: `alert:${alert._id}#${String(index + 1).padStart(8, '0')}`,
        subject: { kind: 'alert', id: alert._id },
        seq: index + 1,
        at: 1,
        actor: { userId: 'u', username: 'u', role: 'analyst' },
        from: { ip: '192.0.2.1' },
        action,
        data: { closeReason: 'duplicate' },
      }),
    );
    if (steps.length > 0) await api.store.insertManyOnce('activity', steps);
    return { path: `/alerts/${alert._id}/${name}`, body, headers: { 'if-match': `"${steps.length}"` } };
  };

async function feedToken({ deps, accounts }: Harness): Promise<string> {
  const user = { ...PERSON, username: `feed-${Math.random().toString(36).slice(2, 10)}` };
  const { id } = await accounts.addUser(user, BY);
  const actor = { userId: id, username: user.username, role: user.role };
  return (await deps.office.deadlines.feeds.make({ ...BY, actor })).token;
}
const BY = { actor: { userId: 'cli', username: 'cli', role: 'cli' as const }, from: { ip: '192.0.2.1' } };
const PERSON = { displayName: 'Lan', role: 'auditor' as const, agencies: ['so-yt'], password: PASSWORD };

/** One good call for every route; those below `scoped` name something of the given agency. */
const OPEN: Record<string, MakeSample> = {
  'GET /health/live': at('/health/live'),
  'GET /health/ready': at('/health/ready'),
  'GET /setup': at('/setup'),
  'POST /setup': at('/setup'),
  'POST /session': at('/session'),
  'POST /session/refresh': at('/session/refresh'),
  'GET /calendar/:token.ics': async (api) => ({ path: `/calendar/${await feedToken(api)}.ics` }),
};
const UNSCOPED: Record<string, MakeSample> = {
  'GET /metrics': async () => ({ path: '/metrics', headers: { 'x-forwarded-for': '192.0.2.9' } }),
  'GET /session': at('/session'),
  'DELETE /session': at('/session'),
  'GET /openapi.json': at('/openapi.json'),
  'GET /alerts': at('/alerts'),
  'GET /alerts/summary': at('/alerts/summary'),
  'GET /alerts/stream': at('/alerts/stream'),
  'GET /sources': at('/sources'),
  'GET /dead-letters': at('/dead-letters'),
  'GET /activity': at('/activity'),
  ...LEVEL_UNSCOPED,
};
const SCOPED: Record<string, MakeSample> = {
  ...LEVEL_SCOPED,
  'GET /alerts/:id': async (api, place) => ({ path: `/alerts/${(await alertAt(api, place))._id}` }),
  'POST /alerts/:id/acknowledge': step('acknowledge', {}),
  'POST /alerts/:id/close': step('close', { reason: 'duplicate', note: 'trùng cảnh báo' }, [
    'alert_acknowledged',
  ]),
  'POST /alerts/:id/reopen': step('reopen', { note: 'xem lại' }, ['alert_acknowledged', 'alert_closed']),
  'POST /alerts/:id/notes': step('notes', { note: 'ghi chú' }),
  'GET /sources/:id': async (_api, place) => ({ path: `/sources/${sourceOf[place]}` }),
  'GET /sources/:id/accounting': async (_api, place) => ({ path: `/sources/${sourceOf[place]}/accounting` }),
  'POST /dead-letters/:id/open': async (api, place) => ({
    path: `/dead-letters/${await putDeadLetter(api.store, sourceOf[place])}/open`,
    body: { reason: 'kiểm tra định dạng' },
  }),
  'POST /dead-letters/replay': async (api, place) => ({
    path: '/dead-letters/replay',
    body: { ids: [await putDeadLetter(api.store, sourceOf[place])], reason: 'đã sửa hồ sơ nguồn' },
  }),
  'GET /events/:day/:id': async (api, place) => ({
    path: `/events/${DAY}/${await putEvent(api.store, place)}`,
  }),
  'GET /bus/messages': async (api, place) => ({
    path: `/bus/messages?messageId=${await putHalf(api.store, { agencyId: place, side: 'client' })}`,
  }),
};
const SAMPLES = { ...OPEN, ...UNSCOPED, ...SCOPED };

let api: Harness;
let routes: Route[];
const people = new Map<string, Record<string, string>>();

beforeAll(async () => {
  api = await startApi();
  routes = apiRoutes(api.deps);
  for (const role of Role.options) people.set(role, await api.as(role, ['so-yt'], unitOf(role)));
});
afterAll(() => api.close());

/** Appraisers and approvers act for the specialised unit, the others for their own. */
const unitOf = (role: Role) => (role === 'appraiser' || role === 'approver' ? 'cong-an' : 'ttyt');
const keyOf = (route: Pick<Route, 'method' | 'path'>) => `${route.method} ${route.path}`;
function routeOf(key: string): Route {
  const route = routes.find((one) => keyOf(one) === key);
  if (!route) throw new Error(`no route ${key}`);
  return route;
}
async function call(
  key: string,
  place: Place,
  headers: Record<string, string>,
  role?: Role,
): Promise<Response> {
  const make = SAMPLES[key];
  if (!make) throw new Error(`no sample for ${key}`);
  const sample = await make(api, place, { role, headers });
  const method = key.split(' ')[0] ?? 'GET';
  const abort = new AbortController();
  const response = await fetch(`${api.url}/api/v1${sample.path}`, {
    method,
    signal: abort.signal,
    headers: { ...(hasBody(method) && json), origin: api.url, ...sample.headers, ...headers },
    ...(hasBody(method) && { body: JSON.stringify(sample.body ?? {}) }),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) abort.abort();
  else await response.arrayBuffer();
  return response;
}
const hasBody = (method: string) => method === 'POST' || method === 'PUT';
const permitted = (role: Role, { action }: Route) => mayCall({ role }, action);
/** Signing out would end the session of the tests that follow. */
const headersFor = async (key: string, role: Role) =>
  key === 'DELETE /session' ? api.as(role, ['so-yt']) : (people.get(role) ?? {});

describe('the table of routes', () => {
  it('is covered by this test to the last one', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(routes.map(keyOf).sort());
  });
  it('leaves open exactly what is meant to be open', () => {
    expect(
      routes
        .filter((route) => route.action === 'anyone')
        .map(keyOf)
        .sort(),
    ).toEqual(Object.keys(OPEN).sort());
  });
});

describe.each(Object.keys({ ...UNSCOPED, ...SCOPED }))('%s', (key) => {
  it('is refused without a session', async () => {
    expect((await call(key, 'ttyt', {})).status).toBe(401);
  });
  it('is refused with a token that is not ours', async () => {
    expect((await call(key, 'ttyt', { authorization: 'Bearer abc.def.ghi' })).status).toBe(401);
  });
  it.each(Role.options)('answers the %s as the policy says', async (role) => {
    const response = await call(key, 'ttyt', await headersFor(key, role), role);
    if (permitted(role, routeOf(key))) expect([200, 201, 204]).toContain(response.status);
    else expect(response.status).toBe(403);
  });
});

describe.each(Object.keys(SCOPED))('%s of another agency', (key) => {
  it.each(Role.options)('does not exist for the %s', async (role) => {
    const response = await call(key, 'so-gd', people.get(role) ?? {}, role);
    expect(response.status).toBe(permitted(role, routeOf(key)) ? 404 : 403);
  });
});

describe('lists and sums', () => {
  it.each(Role.options.filter((role) => can({ role }, 'alert.read')))(
    'show the %s of Sở Y tế nothing of Sở Giáo dục',
    async (role) => {
      await Promise.all([
        alertAt(api, 'so-gd'),
        putDeadLetter(api.store, 'school-nginx'),
        putAlert(api.store, { agencyId: undefined as never }),
      ]);
      const headers = people.get(role) ?? {};
      const get = async (path: string) => {
        const response = await fetch(`${api.url}/api/v1${path}`, { headers });
        return response.status === 200 ? response.json() : { items: [] };
      };
      const alerts = await get('/alerts?limit=200');
      expect(alerts.items.length).toBeGreaterThan(0);
      expect(new Set(alerts.items.map((one: { agencyId?: string }) => one.agencyId))).toEqual(
        new Set(['ttyt']),
      );
      const summary = await get('/alerts/summary');
      const sum = Object.values<number>(summary.byStatus).reduce((a, b) => a + b, 0);
      expect(sum).toBe((await get('/alerts?limit=200')).items.length);
      for (const path of ['/sources', '/dead-letters?limit=200', '/activity?limit=200', '/alerts?limit=200'])
        expect(JSON.stringify(await get(path))).not.toMatch(/school|so-gd/);
      expect((await get('/alerts?agencyId=so-gd')).items).toEqual([]);
      expect((await get('/alerts?agencyId=ubnd-tinh&limit=200')).items).toHaveLength(alerts.items.length);
    },
  );
  it('show the whole province to whoever has it, also what has no agency', async () => {
    const headers = await api.as('auditor', '*');
    const { items } = await (await fetch(`${api.url}/api/v1/alerts?limit=200`, { headers })).json();
    const agencies = new Set(items.map((one: { agencyId?: string }) => one.agencyId));
    expect(agencies).toEqual(new Set(['ttyt', 'so-gd', undefined]));
  });
  it('show nothing to whoever has no agency', async () => {
    const headers = await api.as('analyst', []);
    for (const path of ['/alerts', '/sources', '/dead-letters'])
      expect(await (await fetch(`${api.url}/api/v1${path}`, { headers })).json()).toEqual({ items: [] });
  });
  it('show an analyst only what they did themselves', async () => {
    const headers = people.get('analyst') ?? {};
    const { items } = await (await fetch(`${api.url}/api/v1/activity?limit=200`, { headers })).json();
    expect(items.length).toBeGreaterThan(3);
    expect(new Set(items.map((one: Activity) => one.actor.role))).toEqual(new Set(['analyst']));
    const other = await (await fetch(`${api.url}/api/v1/activity?actor=admin-1`, { headers })).json();
    expect(other.items).toEqual([]);
  });
});

describe('/metrics', () => {
  it('is open on the machine itself, but not through a proxy there', async () => {
    expect((await fetch(`${api.url}/metrics`)).status).toBe(200);
    expect((await fetch(`${api.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.9' } })).status).toBe(
      401,
    );
    expect((await fetch(`${api.url}/metrics`, { headers: { forwarded: 'for=192.0.2.9' } })).status).toBe(401);
  });
});

describe('the stored password', () => {
  it('never leaves by any readable route', async () => {
    const headers = await api.as('admin', '*');
    const hash = createHash('sha256').update(PASSWORD).digest('hex');
    for (const path of ['/session', '/activity?limit=200', '/openapi.json']) {
      const text = await (await fetch(`${api.url}/api/v1${path}`, { headers })).text();
      expect(text).not.toMatch(/argon2id|passwordHash/);
      expect(text).not.toContain(hash);
    }
  });
});
