import type { Activity, Dossier } from '@khien/model';
import { answersTo, newSystem, PDF_BYTES, paper, pdfBase64, TODAY } from '../test/dossiers';
import { type Harness, json, startApi } from '../test/harness';

let api: Harness;
let people: Record<'clerk' | 'appraiser' | 'approver' | 'other', Record<string, string>>;
beforeAll(async () => {
  api = await startApi();
  people = {
    clerk: await api.as('system_owner', ['ttyt'], 'ttyt'),
    appraiser: await api.as('appraiser', '*', 'cong-an'),
    approver: await api.as('approver', '*', 'cong-an'),
    other: await api.as('approver', '*', 'so-gd'),
  };
});
afterAll(() => api.close());

type Who = keyof typeof people;
async function call(
  who: Who,
  method: string,
  path: string,
  options: { body?: unknown; tag?: string | null } = {},
) {
  const { body, tag } = options;
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { ...people[who], ...json, ...(typeof tag === 'string' && { 'if-match': tag }) },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  });
  const isJson = response.headers.get('content-type')?.includes('json');
  return { response, tag: response.headers.get('etag'), body: isJson ? await response.json() : undefined };
}

describe('a dossier of level 1', () => {
  let id: string;
  let tag: string | null;
  const act = async (who: Who, event: { kind: string } & Record<string, unknown>) => {
    const done = await call(who, 'POST', `/dossiers/${id}/acts`, { body: { event, on: TODAY }, tag });
    if (done.response.ok) {
      tag = done.tag;
      // Whoever acted goes on from the answer: it is the dossier as it is read, with the act in its history.
      expect(done.body.acts.at(-1)).toMatchObject({
        seq: done.body.dossier.seq,
        event: { kind: event.kind },
      });
      expect(done.body).toEqual((await call(who, 'GET', `/dossiers/${id}`)).body);
    }
    return done;
  };
  const allowed = async (who: Who, kind: string) => {
    const { body } = await call(who, 'GET', `/dossiers/${id}`);
    const event = body.allowed.find((one: { kind: string }) => one.kind === kind);
    return event?.problems.map((one: { code: string }) => one.code);
  };

  it('is begun once by who owns the system', async () => {
    const systemId = await newSystem(api.deps, 'ttyt');
    const begun = await call('clerk', 'POST', `/systems/${systemId}/dossiers`);
    expect([begun.response.status, begun.tag]).toEqual([201, '"1"']);
    ({ _id: id } = begun.body.dossier as Dossier);
    tag = begun.tag;
    const again = await call('clerk', 'POST', `/systems/${systemId}/dossiers`);
    expect([again.response.status, again.body.problems[0].code]).toEqual([409, 'determination_on_its_way']);
  });
  it('says what is missing until every question is answered', async () => {
    const { body } = await call('clerk', 'GET', `/dossiers/${id}`);
    expect(body.completeness.complete).toBe(false);
    expect(await allowed('clerk', 'submitted')).toContain('components_incomplete');
    const file = { systemId: body.dossier.systemId, name: 'thiết kế.pdf', mediaType: 'application/pdf' };
    const handedIn = await call('clerk', 'POST', '/files', { body: { ...file, base64: pdfBase64 } });
    const { sha256, bytes } = handedIn.body;
    for (const spec of api.deps.sections()) {
      const saved = await call('clerk', 'PUT', `/dossiers/${id}/sections/${spec.id}`, {
        tag: '"0"',
        body: { answers: answersTo(spec, sha256), files: [{ name: file.name, sha256, bytes }] },
      });
      expect([saved.response.status, saved.tag]).toEqual([200, '"1"']);
    }
    await act('clerk', { kind: 'level_proposed', level: 1, computed: COMPUTED });
    await act('clerk', { kind: 'risk_assessed', independent: true, paper });
    await act('clerk', { kind: 'regulation_issued', paper });
    expect(await allowed('clerk', 'submitted')).toEqual([]);
  });
  it('is sent, and then no longer written', async () => {
    const sent = await act('clerk', { kind: 'submitted', paper });
    expect(sent.body.dossier).toMatchObject({ step: 'submitted', state: 'submitted', proposedLevel: 1 });
    const [first] = api.deps.sections();
    const late = await call('clerk', 'PUT', `/dossiers/${id}/sections/${first?.id}`, {
      tag: '"1"',
      body: { answers: {} },
    });
    expect(late.response.status).toBe(409);
  });
  it('offers each step to whose it is', async () => {
    expect(await allowed('clerk', 'accepted')).toEqual(['actor_drafted', 'wrong_appraiser', 'wrong_role']);
    expect(await allowed('approver', 'accepted')).toEqual(['wrong_role']);
    expect(await allowed('appraiser', 'accepted')).toEqual([]);
    expect(await allowed('clerk', 'replaced')).toBeUndefined();
  });
  it('is accepted by the unit that appraises and by no other', async () => {
    expect((await act('clerk', { kind: 'accepted' })).response.status).toBe(403);
    const wrongUnit = await act('other', { kind: 'approved', form: 'internal', paper });
    expect(wrongUnit.response.status).toBe(409);
    expect((await act('appraiser', { kind: 'accepted' })).body.dossier.step).toBe('accepted');
  });
  it('is approved once, under what it held', async () => {
    const event = { kind: 'approved', form: 'internal', paper };
    const foreign = await act('other', event);
    expect(foreign.body.problems.map((one: { code: string }) => one.code)).toEqual(['wrong_approver']);
    const both = await Promise.all([act('approver', event), act('approver', event)]);
    expect(both.map(({ response }) => response.status).sort()).toEqual([200, 412]);
    const { body } = await call('clerk', 'GET', `/dossiers/${id}`);
    expect(body.dossier).toMatchObject({ step: 'approved', approvedLevel: 1, owesReportToOwner: true });
    const hash = body.dossier.approvedSnapshot;
    const pinned = await call('clerk', 'GET', `/dossiers/${id}/snapshots/${hash}`);
    expect(pinned.body).toMatchObject({ hash, verified: true });
  });
  it('decides the level of the system', async () => {
    const { body } = await call('clerk', 'GET', `/systems/${id.split('.')[0]}`);
    expect(body.system).toMatchObject({ level: 1, dossier: { state: 'approved', approvedOn: TODAY } });
    expect(body.dossiers).toEqual([expect.objectContaining({ id, step: 'approved', level: 1 })]);
    const { body: list } = await call('clerk', 'GET', '/systems?step=approved&level=1');
    expect(list.items.map((one: { id: string }) => one.id)).toContain(id.split('.')[0]);
  });
  it('makes the forms that fit it and files their signed copies', async () => {
    const { body } = await call('clerk', 'GET', `/dossiers/${id}/documents`);
    const fits = Object.fromEntries(
      body.items.map((one: { id: string; available: boolean }) => [one.id, one.available]),
    );
    expect(fits).toMatchObject({ 'mau-01': true, 'mau-06': false, 'mau-07': false });
    const made = await call('clerk', 'GET', `/dossiers/${id}/documents/mau-01?format=pdf`);
    expect(made.response.headers.get('content-type')).toBe('application/pdf');
    const refused = await call('clerk', 'GET', `/dossiers/${id}/documents/mau-06?format=docx`);
    expect([refused.response.status, refused.body.detail]).toEqual([409, expect.stringMatching(/Mẫu 06/)]);
    const signed = { form: 'mau-01', name: 'bản ký.pdf', base64: pdfBase64, ...paper };
    const filed = await call('clerk', 'POST', `/dossiers/${id}/documents`, { body: signed });
    expect([filed.response.status, filed.body.bytes]).toEqual([201, PDF_BYTES.length]);
    // Kept, and nothing is said for whatever signature it bears.
    expect(filed.body).toMatchObject({ signatureSeen: false, signatureVerified: false });
    expect(filed.body.notice.vi).toMatch(/không xác nhận/);
    const after = await call('clerk', 'GET', `/dossiers/${id}/documents`);
    expect(after.body.signed).toEqual([
      expect.objectContaining({
        sha256: filed.body.sha256,
        form: 'mau-01',
        name: 'bản ký.pdf',
        number: paper.number,
        signatureSeen: false,
        signatureVerified: false,
        notice: filed.body.notice,
      }),
    ]);
  });
  it('left the record of who did what', async () => {
    const { docs } = await api.store.find<Activity>('activity', { limit: 5000 });
    const actions = new Set(
      docs.filter((one) => JSON.stringify(one).includes(id)).map(({ action }) => action),
    );
    for (const action of ['dossier_act', 'dossier_section_saved', 'document_made', 'document_imported'])
      expect(actions).toContain(action);
  });
});

/** What the calculator said; the office records what it says itself. */
const COMPUTED = { level: 1, floor: null, candidates: [1], undecided: [], clauses: [], regime: 'ND331' };
