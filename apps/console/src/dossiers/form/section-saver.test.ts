import type { DossierSection } from '@khien/model';
import { ApiProblem } from '../../api/problem';
import type { SectionDraft } from '../../api/views-dossiers';
import { createSectionSaver } from './section-saver';

const stored = (version: number, answers: DossierSection['answers']): DossierSection => ({
  _id: 'x.v1:plan',
  version,
  dossierId: 'x.v1',
  systemId: 'x',
  agencyId: 'xa',
  section: 'plan',
  answers,
  files: [],
  updatedAt: 0,
  updatedBy: 'u',
});
const failing = (status: number) =>
  new ApiProblem({
    status,
    code: status === 412 ? 'precondition_failed' : 'unavailable',
    title: '',
    problems: [],
  });

/** A server that holds one section and refuses who has not read it. */
function server(at: DossierSection | undefined) {
  const state = { section: at, puts: [] as number[], down: false };
  return {
    state,
    put: async ({ answers, files }: SectionDraft, version: number) => {
      state.puts.push(version);
      await Promise.resolve();
      if (state.down) throw failing(503);
      if (version !== (state.section?.version ?? 0)) throw failing(412);
      state.section = { ...stored(version + 1, answers), files };
      return state.section;
    },
    readAgain: async () => state.section,
  };
}
const open = (api: ReturnType<typeof server>) =>
  createSectionSaver({ held: api.state.section, put: api.put, readAgain: api.readAgain, now: () => 7 });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('saves once, a moment after the last change', async () => {
  const api = server(undefined);
  const saver = open(api);
  saver.answer('operation', 'M');
  await jest.advanceTimersByTimeAsync(500);
  saver.answer('operation', 'Một');
  expect([saver.status().state, api.state.puts]).toEqual(['waiting', []]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect([saver.status().state, saver.status().savedAt, api.state.puts]).toEqual(['saved', 7, [0]]);
  expect(api.state.section?.answers).toEqual({ operation: 'Một' });
});

it('saves what was typed while a save was under way, after it', async () => {
  const api = server(stored(3, {}));
  const saver = open(api);
  saver.answer('a', '1');
  const first = saver.flush();
  saver.answer('a', '12');
  await first;
  expect(saver.isUnsaved()).toBe(true);
  await jest.advanceTimersByTimeAsync(1_000);
  expect([api.state.puts, api.state.section?.answers, saver.isUnsaved()]).toEqual([
    [3, 4],
    { a: '12' },
    false,
  ]);
});

it('keeps what could not be saved, and saves it when asked again', async () => {
  const api = server(undefined);
  api.state.down = true;
  const saver = open(api);
  saver.answer('a', '1');
  await saver.flush();
  expect([saver.status().state, saver.status().draft.answers, saver.isUnsaved()]).toEqual([
    'failed',
    { a: '1' },
    true,
  ]);
  api.state.down = false;
  await saver.flush();
  expect(api.state.section?.answers).toEqual({ a: '1' });
});

describe('when somebody else was first', () => {
  async function conflict() {
    const api = server(stored(1, { a: 'cũ' }));
    const saver = open(api);
    api.state.section = stored(2, { a: 'của họ' });
    saver.answer('a', 'của tôi');
    await saver.flush();
    return { api, saver };
  }
  it('writes over nobody and throws nothing away', async () => {
    const { api, saver } = await conflict();
    const { state, draft, theirs } = saver.status();
    expect([state, draft.answers, theirs?.answers]).toEqual(['overtaken', { a: 'của tôi' }, { a: 'của họ' }]);
    saver.answer('a', 'của tôi nữa');
    await jest.advanceTimersByTimeAsync(5_000);
    expect([saver.status().state, api.state.section?.answers]).toEqual(['overtaken', { a: 'của họ' }]);
  });
  it('takes theirs', async () => {
    const { api, saver } = await conflict();
    saver.settle('theirs');
    expect([saver.status().state, saver.status().draft.answers]).toEqual(['clean', { a: 'của họ' }]);
    saver.answer('a', 'sửa tiếp');
    await saver.flush();
    expect(api.state.section).toMatchObject({ version: 3, answers: { a: 'sửa tiếp' } });
  });
  it('or mine, in full knowledge', async () => {
    const { api, saver } = await conflict();
    saver.settle('mine');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(api.state.section).toMatchObject({ version: 3, answers: { a: 'của tôi' } });
  });
  it('does not ask about the very same words', async () => {
    const api = server(stored(1, {}));
    const saver = open(api);
    api.state.section = stored(2, { a: 'như nhau' });
    saver.answer('a', 'như nhau');
    await saver.flush();
    expect([saver.status().state, saver.isUnsaved()]).toEqual(['saved', false]);
  });
});

it('takes over what was read again only while nothing is unsaved', () => {
  const saver = open(server(stored(1, { a: '1' })));
  saver.refresh(stored(2, { a: '2' }));
  expect(saver.status().draft.answers).toEqual({ a: '2' });
  saver.answer('a', 'đang gõ');
  saver.refresh(stored(3, { a: '3' }));
  expect(saver.status().draft.answers).toEqual({ a: 'đang gõ' });
});

it('forgets an answer that was taken away', async () => {
  const api = server(stored(1, { a: '1', b: '2' }));
  const saver = open(api);
  saver.answer('a', undefined);
  await saver.flush();
  expect(api.state.section?.answers).toEqual({ b: '2' });
});
