import { type Harness, json, startApi } from '../test/harness';

let api: Harness;
let owner: Record<string, string>;
let admin: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  owner = await api.as('system_owner', ['so-yt'], 'ttyt');
  admin = await api.as('admin', '*');
});
afterAll(() => api.close());

const send = (
  who: Record<string, string>,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
  headers = {},
) =>
  fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { ...who, ...json, ...headers },
    body: JSON.stringify(body),
  });
const answer = async (response: Response) => {
  const { status, problems = [] } = await response.json();
  return [status ?? response.status, ...problems.map((one: { pointer: string }) => one.pointer)];
};
const saved = async (who: Record<string, string>, change: object) => {
  const found = await api.deps.office.register.system('his');
  const headers = { 'if-match': `"${found?.version ?? 0}"` };
  return answer(await send(who, 'PUT', '/systems/his', { ...found?.system, ...change }, headers));
};

describe('whoever works on a dossier does not name who decides on it', () => {
  it.each([
    ['ownerId', 'ttyt'],
    ['specialisedUnitId', 'ttyt'],
    ['appraiserId', 'ttyt'],
  ])('not by the card: %s', async (party, unit) => {
    expect(await saved(owner, { [party]: unit })).toEqual([422, `/${party}`]);
    expect(await saved(admin, { [party]: unit })).toEqual([200]);
  });
  it.each(['owner', 'specialised_unit', 'appraiser'])('not by a designation as %s', async (role) => {
    const draft = {
      systemId: 'his',
      effectiveFrom: '2026-01-05',
      fact: { kind: 'designation', role, unit: 'ttyt', decision: { number: '1/QĐ', date: '2026-01-05' } },
    };
    expect(await answer(await send(owner, 'POST', '/evidence', draft))).toEqual([422, '/fact/role']);
    expect((await send(admin, 'POST', '/evidence', draft)).status).toBe(201);
  });
  it('but says who its own on-site force is', async () => {
    const decision = { number: '2/QĐ', date: '2026-01-05' };
    const fact = { kind: 'designation', role: 'on_site_force', unit: 'ttyt', decision };
    const draft = { systemId: 'his', effectiveFrom: '2026-01-05', fact };
    expect((await send(owner, 'POST', '/evidence', draft)).status).toBe(201);
  });
});
