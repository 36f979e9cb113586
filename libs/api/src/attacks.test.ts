import { newDossier, paper, pdfBase64, submittedDossier, TODAY } from '../test/dossiers';
import { type Harness, json, startApi } from '../test/harness';
import { DEFAULT_LIMITS } from '.';

let api: Harness;
let owner: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  owner = await api.as('system_owner', ['so-yt'], 'ttyt');
});
afterAll(() => api.close());

interface Sent {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
}
const send = (path: string, { method = 'POST', headers = {}, body = {}, text }: Sent = {}) =>
  fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { ...owner, ...json, ...headers },
    ...(method !== 'GET' && { body: text ?? JSON.stringify(body) }),
  });
const statusAndPointers = async (response: Response) => {
  const { status, problems = [] } = await response.json();
  return [status, ...problems.map((one: { pointer: string }) => one.pointer)];
};
const file = (change: object = {}) => ({
  systemId: 'his',
  name: 'quyết định.pdf',
  mediaType: 'application/pdf',
  base64: pdfBase64,
  ...change,
});
const many = <T>(value: T) => Array.from({ length: 100_000 }, () => value);
const card = async (change: object = {}) => {
  const found = await api.deps.office.register.system('his');
  return { body: { ...found?.system, ...change }, headers: { 'if-match': `"${found?.version ?? 0}"` } };
};

describe('a file handed in', () => {
  it.each<[string, object, unknown[]]>([
    ['a path for a name', { name: '../../etc/cron.d/x' }, [422, '/name']],
    ['a Windows path for a name', { name: 'C:\\x.pdf' }, [422, '/name']],
    ['a line end in its name', { name: 'a\r\nX: y.pdf' }, [422, '/name']],
    ['NUL in its name', { name: 'a\0.pdf' }, [422, '/name']],
    ['a name that reads backwards', { name: 'a\u202efdp.exe' }, [422, '/name']],
    ['another type', { mediaType: 'text/html' }, [422, '/mediaType']],
    ['a type of the prototype', { mediaType: '__proto__' }, [422, '/mediaType']],
    [
      'HTML that says it is PDF',
      { base64: Buffer.from('<script>x</script>').toString('base64') },
      [422, '/base64'],
    ],
    ['a PDF that says it is PNG', { mediaType: 'image/png' }, [422, '/base64']],
    ['no base64', { base64: 'data:application/pdf;base64,AAAA' }, [422, '/base64']],
    [
      'an octet too many',
      { base64: Buffer.alloc(8 * 1024 * 1024 + 1, 'a').toString('base64') },
      [422, '/base64'],
    ],
    ['a system of somebody else', { systemId: 'school' }, [404]],
    ['a system that is none', { systemId: 'nobody' }, [404]],
    ['a system that is a query', { systemId: '$ne' }, [422, '/systemId']],
    ['more than asked for', { sha256: '0'.repeat(64) }, [422, '/']],
  ])('with %s is refused', async (_what, change, expected) => {
    expect(await statusAndPointers(await send('/files', { body: file(change) }))).toEqual(expected);
  });
  it('of 12 MB is refused before it is read', async () => {
    const response = await send('/files', { body: file({ base64: 'A'.repeat(12 * 1024 * 1024) }) });
    expect(response.status).toBe(413);
  });
  it('as large as that is refused where no file is expected', async () => {
    expect((await send('/evidence', { body: { note: 'x'.repeat(2 * 1024 * 1024) } })).status).toBe(413);
  });
  it('comes back as it was, to be saved and never shown', async () => {
    const { sha256 } = await (await send('/files', { body: file() })).json();
    const response = await send(`/files/${sha256}`, { method: 'GET' });
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(pdfBase64);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="quyet dinh.pdf"; filename*=UTF-8''quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const elsewhere = await api.as('system_owner', ['so-gd'], 'so-gd');
    expect((await send(`/files/${sha256}`, { method: 'GET', headers: elsewhere })).status).toBe(404);
  });
  it('is refused for the moment when too many come at once', async () => {
    const few = await startApi({ limits: { ...DEFAULT_LIMITS, uploads: 0 } });
    const headers = { ...(await few.as('system_owner', ['so-yt'])), ...json };
    const response = await fetch(`${few.url}/api/v1/files`, {
      method: 'POST',
      headers,
      body: JSON.stringify(file()),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    await few.close();
  });
});

describe('a card', () => {
  it.each<[string, object, unknown[]]>([
    ['100,000 hosts', { hosts: many('a') }, [422, '/hosts']],
    ['100,000 networks', { networks: many('a') }, [422, '/networks']],
    [
      '100,000 facts',
      { levelFacts: { kind: 'internal', components: many({}) } },
      [422, '/levelFacts/components'],
    ],
    [
      'approval that no dossier gave',
      { dossier: { state: 'approved', decision: '1/QĐ' } },
      [422, '/dossier'],
    ],
    ['a level that no dossier gave', { level: 1 }, [422, '/dossier']],
    ['the body of somebody else', { agencyId: 'so-gd' }, [422, '/agencyId']],
    ['a body that is none', { agencyId: 'nobody' }, [422, '/agencyId']],
    ['another id', { id: 'school' }, [422, '/id']],
    ['a day that is none', { wentLiveOn: '2026-02-30' }, [422, '/wentLiveOn']],
    ['unknown words', { isAdmin: true }, [422, '/']],
    ['facts nobody knows', { levelFacts: { kind: 'internal', root: true } }, [422, '/levelFacts/']],
    ['an operator of Mongo', { levelFacts: { $where: '1' } }, [422, '/levelFacts/$where']],
  ])('with %s is refused', async (_what, change, expected) => {
    const { body, headers } = await card(change);
    expect(await statusAndPointers(await send('/systems/his', { method: 'PUT', body, headers }))).toEqual(
      expected,
    );
  });
  it('with a prototype among its facts is refused', async () => {
    const { body, headers } = await card();
    const text = JSON.stringify(body).replace('"levelFacts":{', '"levelFacts":{"__proto__":{"admin":true},');
    const response = await send('/systems/his', { method: 'PUT', headers, text });
    expect(await statusAndPointers(response)).toEqual([422, '/levelFacts/__proto__']);
  });
  it.each([
    [undefined, 428],
    ['*', 428],
    ['"99"', 412],
    ['W/"0"', 412],
    ['0', 412],
    ['"-1"', 412],
    ['"1e0"', 412],
  ])('with If-Match %p answers %i', async (tag, status) => {
    const { body } = await card({ purpose: 'đổi' });
    const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
    expect((await send('/systems/his', { method: 'PUT', body, headers })).status).toBe(status);
  });
  it('of another type of content is refused', async () => {
    const { headers } = await card();
    const plain = { ...headers, 'content-type': 'text/plain' };
    expect((await send('/systems/his', { method: 'PUT', headers: plain, text: '{}' })).status).toBe(415);
  });
  it('cannot be sent by another site', async () => {
    const { body, headers } = await card();
    const { authorization } = owner;
    const cookie = `khien_session=${authorization?.slice('Bearer '.length)}`;
    const response = await fetch(`${api.url}/api/v1/systems/his`, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { ...json, ...headers, cookie, origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
  });
});

describe('a dossier', () => {
  it('is not approved by its drafter, whatever they send', async () => {
    const { _id, seq } = await submittedDossier(api.deps, 'ttyt');
    const event = { kind: 'approved', form: 'internal', paper };
    const response = await send(`/dossiers/${_id}/acts`, {
      body: { event, on: TODAY },
      headers: { 'if-match': `"${seq}"` },
    });
    expect(await statusAndPointers(response)).toEqual([403, '/event/kind']);
  });
  it('says in both languages why a guard refuses, with the clause', async () => {
    const { _id, seq } = await newDossier(api.deps, 'ttyt');
    const submit = (language: string) =>
      send(`/dossiers/${_id}/acts`, {
        body: { event: { kind: 'submitted' }, on: TODAY },
        headers: { 'if-match': `"${seq}"`, 'accept-language': language },
      });
    const [vi, en] = await Promise.all([submit('vi'), submit('en')].map(async (one) => (await one).json()));
    expect(vi.status).toBe(409);
    expect(vi.problems.length).toBeGreaterThan(1);
    for (const problem of vi.problems)
      expect(problem).toEqual({
        pointer: '/event',
        code: expect.stringMatching(/^[a-z_0-9]+$/),
        clause: expect.stringMatching(/\d/),
        mark: expect.stringMatching(/^(V1|V2|S|M|INF)$/),
        message: expect.any(String),
      });
    expect(vi.problems[0].message).not.toBe(en.problems[0].message);
    expect(vi.detail).toBe(vi.problems[0].message);
  });
  it.each([
    ['replaced', { kind: 'replaced', by: 'his.v2' }, 403],
    ['a kind nobody knows', { kind: 'blessed' }, 422],
    ['the kind of a prototype', { kind: '__proto__' }, 422],
    ['a day that is none', { kind: 'approval_expected', on: '2026-13-01' }, 422],
  ])('takes no act that is %s', async (_what, event, status) => {
    const { _id, seq } = await newDossier(api.deps, 'ttyt');
    const headers = { 'if-match': `"${seq}"` };
    const response = await send(`/dossiers/${_id}/acts`, { body: { event, on: TODAY }, headers });
    expect(response.status).toBe(status);
  });
  it('lets one of ten equal acts in at the same time through', async () => {
    const { _id, seq } = await newDossier(api.deps, 'ttyt');
    const event = { kind: 'approval_expected', on: '2026-12-20' };
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const headers = { 'if-match': `"${seq}"` };
        return (await send(`/dossiers/${_id}/acts`, { body: { event, on: TODAY }, headers })).status;
      }),
    );
    expect(statuses.sort()).toEqual([200, ...Array(9).fill(412)]);
  });
  it.each([
    ['100,000 words', { answers: { 'muc-dich': many('x') } }],
    [
      '20,000 questions',
      {
        answers: Object.fromEntries(
          many(1)
            .slice(0, 20_000)
            .map((n, i) => [`q${i}`, n]),
        ),
      },
    ],
    ['another system to inherit from', { answers: {}, inheritedFrom: 'school' }],
    ['a file with a path', { answers: {}, files: [{ name: '../x', sha256: '0'.repeat(64), bytes: 1 }] }],
    ['a file that is no hash', { answers: {}, files: [{ name: 'x', sha256: '../x', bytes: 1 }] }],
  ])('takes no section with %s', async (_what, body) => {
    const { _id } = await newDossier(api.deps, 'ttyt');
    const section = api.deps.sections()[0]?.id;
    const headers = { 'if-match': '"0"' };
    const response = await send(`/dossiers/${_id}/sections/${section}`, { method: 'PUT', body, headers });
    expect(response.status).toBe(422);
  });
  it.each([
    'his.v1',
    'school.v1',
    'his.v0',
    'his',
    'his.v1%2F..%2Fschool.v1',
    '%24ne',
    'his.v1%00',
    '..%2F..%2Fetc',
  ])('that is %s does not exist', async (id) => {
    expect((await send(`/dossiers/${id}`, { method: 'GET' })).status).toBe(404);
  });
  it('shows no snapshot of another one', async () => {
    const [mine, other] = [await newDossier(api.deps, 'ttyt'), await submittedDossier(api.deps, 'so-gd')];
    const { acts } = await api.deps.office.dossiers.get(
      { actor: { userId: 'x', username: 'x', role: 'system' }, from: { ip: '192.0.2.1' } },
      other._id,
    );
    const hash = acts.at(-1)?.snapshot;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await send(`/dossiers/${mine._id}/snapshots/${hash}`, { method: 'GET' })).status).toBe(404);
  });
});

describe('evidence', () => {
  const drill = { kind: 'drill', on: '2026-11-01', title: 'Diễn tập' };
  const add = (body: object) => send('/evidence', { body: { effectiveFrom: TODAY, fact: drill, ...body } });
  it.each([
    ['the whole province', {}, 404],
    ['the system of another body', { systemId: 'school' }, 404],
    ['another body', { agencyId: 'so-gd' }, 404],
    ['the body above', { agencyId: 'ubnd-tinh' }, 404],
  ])('about %s is not added by who sees a part of it', async (_what, about, status) => {
    expect((await add(about)).status).toBe(status);
  });
  it.each([
    [
      'an exception that is approved already',
      { kind: 'exception', controlId: 'x', reason: 'lý do đủ dài', state: 'approved' },
    ],
    ['a day that is none', { ...drill, on: '2026-02-30' }],
    ['more than its kind has', { ...drill, approvedBy: 'me' }],
  ])('of %s is refused', async (_what, fact) => {
    expect((await add({ systemId: 'his', fact })).status).toBe(422);
  });
  it('of an exception is not decided by who asked, nor twice', async () => {
    const controlId = api.deps.controls().controls[0]?.id ?? '';
    const fact = { kind: 'exception', controlId, reason: 'thiết bị cũ chưa thay được', state: 'requested' };
    const approver = await api.as('approver', ['so-yt'], 'ttyt');
    const ask = (headers: Record<string, string>) =>
      send('/evidence', {
        headers,
        body: { systemId: 'his', effectiveFrom: TODAY, effectiveTo: '2027-05-01', fact },
      });
    const decide = (id: string) =>
      send(`/evidence/${id}/decision`, {
        headers: approver,
        body: { decision: 'approved', note: 'đồng ý có thời hạn' },
      });
    const own = (await (await ask(approver)).json()).evidence._id;
    expect((await decide(own)).status).toBe(403);
    const other = (await (await ask({})).json()).evidence._id;
    expect((await decide(other)).status).toBe(200);
    expect((await decide(other)).status).toBe(409);
  });
});
