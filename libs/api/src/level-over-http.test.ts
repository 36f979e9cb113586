import type { Activity } from '@khien/model';
import { by, newDossier, newSystem, TODAY } from '../test/dossiers';
import { type Harness, json, startApi } from '../test/harness';
import { enteredCard } from '../test/office';
import { levelReportContext } from './level-report-context';

let api: Harness;
let admin: Record<string, string>;
let clerk: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin', '*');
  clerk = await api.as('system_owner', ['ttyt'], 'ttyt');
  for (let i = 0; i < 6; i++) await newSystem(api.deps, i % 2 === 0 ? 'ttyt' : 'so-gd');
  await newDossier(api.deps, 'ttyt');
  await api.deps.office.evidence.add(by('soan', 'system_owner', 'so-gd'), {
    systemId: 'school',
    effectiveFrom: TODAY,
    fact: { kind: 'drill', on: '2026-11-01', title: 'Diễn tập' },
  });
  await newDossier(api.deps, 'so-gd');
  await api.deps.office.sheets.recompute();
});
afterAll(() => api.close());

const get = async (path: string, headers = admin) => {
  const response = await fetch(`${api.url}/api/v1${path}`, { headers });
  return { status: response.status, body: await response.json() };
};
const post = async (path: string, body: object, headers = admin) => {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { ...headers, ...json },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};
const ids = (items: Array<{ id: string }>) => items.map(({ id }) => id);

describe('the list of systems', () => {
  it.each(['name', 'level', 'agency', 'gaps', 'due'])(
    'by %s shows everything once, page after page',
    async (sort) => {
      const { body: whole } = await get(`/systems?sort=${sort}&limit=200`);
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await get(`/systems?sort=${sort}&limit=2${cursor}`);
        expect(body.items.length).toBeLessThanOrEqual(2);
        seen.push(...ids(body.items));
        cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
      } while (cursor !== '');
      expect(seen).toEqual(ids(whole.items));
      expect(whole.totals.systems).toBe(seen.length);
    },
  );
  it.each<[string, RegExp | null]>([
    ['level=3', /^(his|school)$/],
    ['level=none', /^moi-/],
    ['step=drafting', /^moi-/],
    ['agencyId=ttyt', /^(his|moi-\d+)$/],
    ['agencyId=so-yt', /^(his|moi-\d+)$/],
    ['q=he+thong+HIS', /^his$/],
    ['q=trung+tam', /^(his|moi-\d+)$/],
    ['layer=1&verdict=met', null],
    ['mark=shared', null],
    ['agencyId=nobody', null],
  ])('with %s', async (query, expected) => {
    const { body } = await get(`/systems?${query}&limit=200`);
    if (expected === null) expect(body.items).toEqual([]);
    else {
      expect(body.items.length).toBeGreaterThan(0);
      for (const id of ids(body.items)) expect(id).toMatch(expected);
    }
    const sum = Object.values<number>(body.totals.byLevel).reduce((one, other) => one + other, 0);
    expect([body.totals.systems, sum]).toEqual([body.items.length, body.items.length]);
  });
  it.each([
    'level=6',
    'layer=5',
    'verdict=green',
    'sort=id',
    'limit=0',
    'limit=1000',
    'step=done',
    'secret=1',
  ])('refuses %s', async (query) => {
    expect((await get(`/systems?${query}`)).status).toBe(422);
  });
  it('refuses a cursor of another list', async () => {
    const { body } = await get('/systems?limit=1');
    expect((await get(`/systems?limit=1&sort=due&cursor=${body.next}`)).status).toBe(400);
  });
});

describe('what is shown of other bodies', () => {
  it('is the names of those above', async () => {
    const { body } = await get('/agencies', clerk);
    expect(body.items.map((one: { id: string; inScope: boolean }) => [one.id, one.inScope])).toEqual([
      ['ttyt', true],
      ['so-yt', false],
      ['ubnd-tinh', false],
    ]);
  });
  it.each([
    '/systems?limit=200',
    '/dossiers?limit=200',
    '/evidence?limit=200',
    '/compliance/layers?limit=200',
    '/deadlines',
    '/register/reconciliation',
    '/regimes/simulation?from=2026-06-30&to=2026-09-01',
    '/reports/level?year=2026',
  ])('is nothing in %s', async (path) => {
    const { status, body } = await get(path, clerk);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/school|so-gd/);
    expect(JSON.stringify((await get(path)).body)).toMatch(/school|so-gd/);
  });
});

describe('asking for another body', () => {
  it.each([
    '/systems?',
    '/dossiers?',
    '/evidence?',
    '/compliance/layers?',
    '/deadlines?',
    '/reports/level?year=2026&',
  ])('in %s shows nothing of it', async (path) => {
    for (const agencyId of ['so-gd', 'ubnd-tinh']) {
      const { status, body } = await get(`${path}agencyId=${agencyId}`, clerk);
      expect([status, JSON.stringify(body)]).toEqual([200, expect.not.stringMatching(/school|so-gd/)]);
    }
    expect(JSON.stringify((await get(`${path}agencyId=so-gd`)).body)).toMatch(/school|so-gd/);
  });
});

describe('the report of a year', () => {
  const rowIds = (body: { rows: Array<{ systemId: string }> }) => body.rows.map(({ systemId }) => systemId);
  beforeAll(async () => {
    await post('/systems', { ...enteredCard('cua-so-gd', 'so-gd'), ownerId: 'so-gd' });
    await post('/systems', enteredCard('chua-ro', 'so-gd'));
  });
  it('is of one chủ quản alone when that is asked for', async () => {
    const { body: whole } = await get('/reports/level?year=2026');
    const { body } = await get('/reports/level?year=2026&ownerId=so-gd');
    expect([rowIds(body), body.counters.C1]).toEqual([['cua-so-gd'], 1]);
    expect(rowIds(whole)).toEqual(expect.arrayContaining(['his', 'school', 'cua-so-gd', 'chua-ro']));
    const owners = [
      { id: 'ubnd-tinh', name: expect.anything(), systems: rowIds(whole).length - 2 },
      { id: 'so-gd', name: expect.anything(), systems: 1 },
    ];
    expect([body.owners, whole.owners]).toEqual([owners, owners]);
    const ofNobody = ({ problems }: { problems: Array<{ code: string; systemId?: string }> }) =>
      problems.filter(({ code }) => code === 'owner_missing').map(({ systemId }) => systemId);
    expect([ofNobody(body), ofNobody(whole)]).toEqual([[], ['chua-ro']]);
  });
  it('of an owner whose systems are also elsewhere has only what one may see', async () => {
    const { body } = await get('/reports/level?year=2026&ownerId=ubnd-tinh', clerk);
    expect(rowIds(body)).toContain('his');
    expect(rowIds(body)).not.toContain('school');
    expect(ids(body.owners)).toEqual(['ubnd-tinh']);
    expect(rowIds((await get('/reports/level?year=2026&ownerId=so-gd', clerk)).body)).toEqual([]);
  });
  it('prints the day all approvals are expected by as a person stated it', async () => {
    const codes = (body: { problems: Array<{ code: string }> }) => body.problems.map(({ code }) => code);
    const { body: open } = await get('/reports/level?year=2026');
    expect([open.counters.C7, codes(open)]).toEqual([
      undefined,
      expect.arrayContaining(['expected_missing']),
    ]);
    const { body } = await get('/reports/level?year=2026&completionOn=2027-06-30');
    expect(body.counters).toEqual({ ...open.counters, C7: '2027-06-30' });
    expect(codes(body)).not.toContain('expected_missing');
    const report = await api.deps.office.levelReport('*', 2026, { completionOn: '2027-06-30' });
    const about = { year: 2026, agencies: [], on: TODAY, language: 'vi' as const };
    // «ngày 30 tháng 6 năm 2027» is what the form makes of it (libs/documents).
    expect(levelReportContext(report, about).report?.counters.C7).toBe('2027-06-30');
    const query = 'year=2026&completionOn=2027-06-30&format=docx';
    const response = await fetch(`${api.url}/api/v1/reports/level/document?${query}`, { headers: admin });
    expect(response.status).toBe(200);
    const { docs } = await api.deps.store.find<Activity>('activity', {
      filter: { 'subject.id': 'report:2026/mau-08' },
    });
    expect(docs.at(-1)?.data).toMatchObject({ completionOn: '2027-06-30' });
  });
  it.each(['2027-02-30', '30/06/2027', '', '1999-01-01'])('refuses %j as that day', async (day) => {
    expect((await get(`/reports/level?year=2026&completionOn=${day}`)).status).toBe(422);
    expect((await get(`/reports/level/document?year=2026&completionOn=${day}`)).status).toBe(422);
  });
  it('is not found for a body nobody knows', async () => {
    expect((await get('/reports/level?year=2026&ownerId=khong-co')).status).toBe(404);
    expect((await get('/reports/level/document?year=2026&ownerId=khong-co')).status).toBe(404);
  });
  it('as a letter leaves the record of whose it is', async () => {
    const path = '/api/v1/reports/level/document?year=2026&ownerId=ubnd-tinh&format=docx';
    const response = await fetch(`${api.url}${path}`, { headers: admin });
    expect([
      response.status,
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ]).toEqual([200, 'PK']);
    const { docs } = await api.deps.store.find<Activity>('activity', {
      filter: { 'subject.id': 'report:2026/mau-08' },
    });
    expect(docs.at(-1)?.data).toMatchObject({ form: 'mau-08', ownerId: 'ubnd-tinh' });
  });
});

describe('the four layers', () => {
  it('count every system in use once in each layer, and never as one score', async () => {
    const { body } = await get('/compliance/layers?limit=200');
    for (const { counts } of body.province)
      expect(Object.values<number>(counts).reduce((one, other) => one + other, 0)).toBe(body.items.length);
    expect(body.items[0].layers.map((one: { layer: number }) => one.layer)).toEqual([1, 2, 3, 4]);
    expect(body.scope.map((one: { id: string }) => one.id)).toEqual(['K1', 'K5', 'K8']);
    expect(JSON.stringify(body)).not.toMatch(/"score"/);
  });
  it('rest on fourteen conflicts, each with the reading in force or none', async () => {
    const { body } = await get('/compliance/conflicts');
    expect(ids(body.items)).toEqual(Array.from({ length: 14 }, (_none, index) => `K${index + 1}`));
    for (const { chosen, options } of body.items)
      if (chosen !== undefined) expect(ids(options)).toContain(chosen);
  });
  it('are computed again when asked', async () => {
    const { status, body } = await post('/compliance/recompute', {});
    expect([status, body.computed]).toEqual([200, (await get('/systems')).body.totals.systems]);
  });
});

describe('the level calculator', () => {
  it('answers about facts without a system, and stores nothing', async () => {
    const facts = { kind: 'public_service', tthc: true, information: ['private', 'personal'] };
    const { status, body } = await post('/systems/-/level', { facts }, clerk);
    expect([status, body.answer.level ?? body.answer.floor]).toEqual([200, 3]);
    expect(body.answer.reasons[0].clause).toMatch(/Đ13/);
  });
  it('names the fact it cannot read, in Vietnamese', async () => {
    const { status, body } = await post(
      '/systems/his/level',
      { facts: { kind: 'castle', users: -1 } },
      clerk,
    );
    expect(status).toBe(422);
    expect(body.problems.map((one: { pointer: string }) => one.pointer).sort()).toEqual([
      '/facts/kind',
      '/facts/users',
    ]);
  });
});

describe('a card that was entered', () => {
  it('is there at once, with its version and what to know about it', async () => {
    const made = await post('/systems', enteredCard('moi-nhap', 'ttyt', { hosts: ['may-chu-01'] }), clerk);
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const { body } = await get('/systems/moi-nhap', clerk);
    expect(body).toMatchObject({ version: 1, system: { hosts: ['may-chu-01'] }, agency: { id: 'ttyt' } });
    expect(body.operator.id).toBe('ttyt');
    // Whose it is by decision is an administrator's to write down.
    expect(body.owner).toBeUndefined();
  });
  it('whose host is another one’s is refused in the language of the reader', async () => {
    const card = enteredCard('trung-may', 'ttyt', { hosts: ['may-chu-01'] });
    const [vi, en] = [
      await post('/systems', card, { ...clerk, 'accept-language': 'vi' }),
      await post('/systems', card, { ...clerk, 'accept-language': 'en' }),
    ];
    expect([vi.status, en.status]).toEqual([422, 422]);
    expect(vi.body.problems[0].message).not.toBe(en.body.problems[0].message);
  });
});
