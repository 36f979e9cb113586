import { newDossier, submittedDossier } from '../test/dossiers';
import { type Harness, startApi } from '../test/harness';

let api: Harness;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function formOf(id: string, headers: Record<string, string>) {
  const response = await fetch(`${api.url}/api/v1/dossiers/${id}/form`, { headers });
  return response.json();
}
interface Question {
  section: string;
  field: string;
  card?: unknown;
}

describe('GET /dossiers/:id/form', () => {
  it('says what is asked, and what the register answers', async () => {
    const { _id } = await newDossier(api.deps, 'ttyt');
    const form = await formOf(_id, await api.as('system_owner', ['ttyt'], 'ttyt'));
    const asked: Question[] = form.questions;
    expect(form.editable).toBe(true);
    expect(form.parties.operator.id).toBe('ttyt');
    expect(asked.find(({ field }) => field === 'system_name')?.card).toBe(form.system.name.vi);
    expect(asked.find(({ field }) => field === 'supplier')).not.toHaveProperty('card');
    expect(asked.some(({ section }) => section === 'expert-opinion')).toBe(false);
  });
  it('keeps what the register says apart from what was typed', async () => {
    const { _id } = await submittedDossier(api.deps, 'ttyt');
    const form = await formOf(_id, await api.as('system_owner', ['ttyt'], 'ttyt'));
    const name = form.questions.find(({ field }: Question) => field === 'system_name');
    expect(name.card).toBe(form.system.name.vi);
  });
  it.each([
    ['is not to be written once it is sent', 'system_owner', submittedDossier],
    ['is not to be written by who reads', 'auditor', newDossier],
  ] as const)('%s', async (_name, role, make) => {
    const { _id } = await make(api.deps, 'ttyt');
    expect((await formOf(_id, await api.as(role, '*', 'ttyt'))).editable).toBe(false);
  });
});
