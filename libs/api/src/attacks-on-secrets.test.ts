import { type Harness, json, startApi } from '../test/harness';
import { enteredCard } from '../test/office';
import { DEFAULT_LIMITS } from '.';

let api: Harness;
let owner: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  owner = await api.as('system_owner', ['so-yt'], 'ttyt');
});
afterAll(() => api.close());

interface Sent {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: unknown;
}
const send = (path: string, { method = 'POST', headers = {}, body = {} }: Sent = {}) =>
  fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { ...owner, ...json, ...headers },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  });
const statusAndPointers = async (response: Response) => {
  const { status, problems = [] } = await response.json();
  return [status, ...problems.map((one: { pointer: string }) => one.pointer)];
};

describe('an Idempotency-Key', () => {
  const once = (key: string, change: Partial<Sent> = {}) =>
    send('/systems', { headers: { 'idempotency-key': key }, ...change });
  it('makes one system of two calls, and refuses another', async () => {
    const body = enteredCard('mot-lan', 'ttyt');
    const [first, again, other] = [
      await once('key-000001', { body }),
      await once('key-000001', { body }),
      await once('key-000001', { body: enteredCard('hai-lan', 'ttyt') }),
    ];
    expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await again.json()).toEqual(await first.json());
    expect((await send('/systems', { body })).status).toBe(409);
  });
  it('keeps no secret: an address of a calendar is told anew', async () => {
    const make = async () => {
      const response = await send('/deadlines/feed', { headers: { 'idempotency-key': 'key-000002' } });
      return (await response.json()).url;
    };
    const [first, second] = [await make(), await make()];
    expect(first).not.toBe(second);
    const { docs } = await api.store.find('idempotency', { limit: 5000 });
    expect(JSON.stringify(docs)).not.toContain(first.slice(-47, -4));
  });
});

describe('the address of a calendar', () => {
  const feed = async (headers: Record<string, string> = {}) =>
    (await (await send('/deadlines/feed', { headers })).json()) as { id: string; url: string };
  it('shows what its owner sees now, without a session, until it is revoked', async () => {
    const { id, url } = await feed();
    const response = await fetch(url);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
    expect(text).not.toMatch(/school/);
    const stranger = await api.as('system_owner', ['so-yt']);
    expect(
      (await fetch(`${api.url}/api/v1/deadlines/feed/${id}`, { method: 'DELETE', headers: stranger })).status,
    ).toBe(404);
    expect(
      (await fetch(`${api.url}/api/v1/deadlines/feed/${id}`, { method: 'DELETE', headers: owner })).status,
    ).toBe(204);
    expect((await fetch(url)).status).toBe(404);
  });
  it('ends with the account', async () => {
    const headers = await api.as('auditor', ['so-yt']);
    const { user } = await (await send('/session', { method: 'GET', headers })).json();
    const { url } = await feed(headers);
    expect((await fetch(url)).status).toBe(200);
    const actor = { userId: 'cli', username: 'cli', role: 'cli' as const };
    await api.accounts.changeUser(user.username, { disabled: true }, { actor, from: { ip: '192.0.2.1' } });
    expect((await fetch(url)).status).toBe(404);
  });
  it('is stored as its hash only and is in no log', async () => {
    const { url } = await feed();
    const token = url.slice(-47, -4);
    await fetch(url.replace('.ics', '')).then((response) => expect(response.status).toBe(404));
    const { docs } = await api.store.find('calendar_feeds', { limit: 5000 });
    const { docs: done } = await api.store.find('activity', { limit: 5000 });
    expect(JSON.stringify([docs, done, api.logged])).not.toContain(token);
  });
  it('is not in the log either when the server fails', async () => {
    const failing = await startApi();
    const headers = { ...(await failing.as('auditor', '*')), ...json };
    const made = await fetch(`${failing.url}/api/v1/deadlines/feed`, { method: 'POST', headers, body: '{}' });
    const { url } = await made.json();
    failing.accounts.personOf = async () => {
      throw new Error('the disk is gone');
    };
    expect((await fetch(url)).status).toBe(500);
    expect(JSON.stringify(failing.logged)).toMatch(/the disk is gone/);
    expect(JSON.stringify(failing.logged)).not.toContain(url.slice(-47, -4));
    await failing.close();
  });
  it('that is guessed is not there, and soon nobody listens', async () => {
    const few = await startApi({ limits: { ...DEFAULT_LIMITS, feedMisses: 3 } });
    const statuses: number[] = [];
    for (const token of ['A'.repeat(43), 'B'.repeat(43), '_'.repeat(43), 'C'.repeat(43)])
      statuses.push((await fetch(`${few.url}/api/v1/calendar/${token}.ics`)).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
    await few.close();
  });
  it.each(['', 'A'.repeat(42), 'A'.repeat(44), '%24ne', '..%2f..%2f'])('is not %p', async (token) => {
    expect((await fetch(`${api.url}/api/v1/calendar/${token}.ics`)).status).toBe(404);
  });
});

describe('an import', () => {
  let admin: Record<string, string>;
  beforeAll(async () => {
    admin = await api.as('admin', ['so-yt']);
  });
  const csv = (text: string) => ({
    kind: 'agencies',
    name: 'co-quan.csv',
    base64: Buffer.from(text).toString('base64'),
  });
  const preview = async (text: string) =>
    (await send('/register/import/preview', { headers: admin, body: csv(text) })).json();
  const apply = (text: string, planHash: string) =>
    send('/register/import', { headers: admin, body: { ...csv(text), planHash } });
  const exported = async () => {
    const response = await send('/register/export?kind=agencies&format=csv', {
      method: 'GET',
      headers: admin,
    });
    return response.text();
  };
  it('of what was exported changes nothing, and its plan does nothing twice', async () => {
    const text = await exported();
    const plan = await preview(text);
    expect(plan).toMatchObject({ add: [], change: [], problems: [] });
    expect(await (await apply(text, plan.planHash)).json()).toMatchObject({ added: 0, changed: 0 });
  });
  it('of another body names the row and changes nothing', async () => {
    const text = (await exported()).replace(/ttyt/, 'so-gd');
    const plan = await preview(text);
    expect(plan.problems.map((one: { value: string }) => one.value)).toContain('so-gd');
    expect(JSON.stringify(plan.change)).not.toContain('Sở Giáo dục');
    expect((await apply(text, plan.planHash)).status).toBe(422);
  });
  it('of another plan than was seen is refused', async () => {
    const text = (await exported()).replace('Trung tâm Y tế', 'Trung tâm Y tế khu vực');
    expect((await preview(text)).change).toHaveLength(1);
    expect((await apply(text, '0'.repeat(64))).status).toBe(409);
  });
  it.each([
    ['no workbook', 'PK\u0003\u0004 and nothing', 'so.xlsx'],
    ['an old workbook', '\u00d0\u00cf\u0011\u00e0', 'so.xls'],
  ])('of %s is refused with a reason', async (_what, text, name) => {
    const body = { kind: 'systems', name, base64: Buffer.from(text, 'latin1').toString('base64') };
    const response = await send('/register/import/preview', { headers: admin, body });
    expect(await statusAndPointers(response)).toEqual([422, '/base64']);
  });
});
