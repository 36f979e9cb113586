import type { MonitorError, System } from '@khien/model';
import { readAll } from '@khien/store';
import {
  agency,
  by,
  codeOf,
  dossier,
  NOW,
  name,
  registerStoreForEach,
  system,
} from '../testing/register-store';

const opened = registerStoreForEach();
const { desk, activities } = opened;

describe('saving a card', () => {
  it('lies over the configuration, with its record', async () => {
    const saved = await desk().save(by(), system('lgsp', { level: 3, name: name('Tên mới') }), 0);

    expect(saved).toEqual({ version: 1, notes: [] });
    expect(await desk().system('lgsp')).toMatchObject({
      version: 1,
      updatedAt: NOW,
      system: { name: name('Tên mới') },
    });
    expect(await desk().system('mot-cua')).toMatchObject({ version: 0 });
    expect(await activities()).toMatchObject([
      {
        subject: { kind: 'system', id: 'lgsp' },
        action: 'register_changed',
        actor: { username: 'lan' },
        agencyId: 'so-a',
        data: { version: 1, fields: 'name.vi, name.en', name_vi: 'Hệ thống lgsp → Tên mới' },
      },
    ]);
  });

  it('that says what the register says changes nothing', async () => {
    expect(await desk().save(by(), system('lgsp', { level: 3 }), 0)).toEqual({ version: 0, notes: [] });
    expect(await activities()).toEqual([]);
  });

  it.each([
    { said: 'new, but it is there', expected: 0 },
    { said: 'a version of before', expected: 1 },
    { said: 'a version to come', expected: 3 },
  ])('is refused when overtaken: $said', async ({ expected }) => {
    await desk().save(by(), system('lgsp', { purpose: 'một' }), 0);
    await desk().save(by(), system('lgsp', { purpose: 'hai' }), 1);

    expect(await codeOf(desk().save(by(), system('lgsp', { purpose: 'ba' }), expected))).toBe(
      'precondition_failed',
    );
    expect((await desk().system('lgsp'))?.system.purpose).toBe('hai');
  });

  it('by two people at once is one save', async () => {
    const saves = ['một', 'hai', 'ba'].map((purpose) =>
      codeOf(desk().save(by(purpose), system('moi', { purpose }), 0)),
    );

    expect((await Promise.all(saves)).sort()).toEqual(['done', 'precondition_failed', 'precondition_failed']);
    expect(await activities()).toHaveLength(1);
  });

  it.each<{ what: string; card: System; code: string; pointer?: string }>([
    {
      what: 'an unknown agency',
      card: system('moi', { agencyId: 'so-x' }),
      code: 'invalid',
      pointer: '/agencyId',
    },
    {
      what: 'an unknown owner',
      card: system('moi', { ownerId: 'so-x' }),
      code: 'invalid',
      pointer: '/ownerId',
    },
    {
      what: 'a host of another system',
      card: system('moi', { hosts: ['LGSP-01'] }),
      code: 'invalid',
      pointer: '/hosts',
    },
    {
      what: 'a bad network',
      card: system('moi', { networks: ['10.0.0.0/99'] }),
      code: 'invalid',
      pointer: '/networks',
    },
    {
      what: 'a day that does not exist',
      card: system('moi', { wentLiveOn: '2026-02-30' }),
      code: 'invalid',
      pointer: '/wentLiveOn',
    },
    {
      what: 'a connection to nothing',
      card: system('moi', { connections: [{ systemId: 'x', kind: 'connection' }] }),
      code: 'invalid',
      pointer: '/connections/0/systemId',
    },
    {
      what: 'standing on itself',
      card: system('moi', { hostedOn: 'moi' }),
      code: 'invalid',
      pointer: '/hostedOn',
    },
    { what: 'no name', card: system('moi', { name: name('') }), code: 'invalid', pointer: '/name/vi' },
    {
      what: 'a level the dossier decides',
      card: system('lgsp', { level: 1 }),
      code: 'invalid',
      pointer: '/level',
    },
    {
      what: 'retiring with an open dossier',
      card: system('lgsp', { level: 3, dossier: { state: 'drafting' }, stage: 'retired' }),
      code: 'conflict',
      pointer: '/stage',
    },
  ])('with $what is refused', async ({ card, code, pointer }) => {
    await opened.store().put('dossiers', [dossier({})]);
    const refused = await desk()
      .save(by(), card, 0)
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ code });
    expect((refused as MonitorError).problems.map((problem) => problem.pointer)).toContain(pointer);
    expect(await readAll(opened.store(), 'register', {})).toEqual([]);
  });

  it('of an agency keeps the tree a tree and people out of the record', async () => {
    expect(await codeOf(desk().saveAgency(by(), { ...agency('tinh'), parent: 'so-a' }, 0))).toBe('invalid');
    const contact = { representative: 'Nguyễn Văn Mẫu', address: 'Số 1' };
    await desk().saveAgency(by(), { ...agency('so-a', 'tinh'), contact }, 0);

    expect(await desk().agency('so-a')).toMatchObject({ version: 1, agency: { contact } });
    expect(await activities()).toMatchObject([
      { data: { contact_representative: '(đã đổi)', contact_address: ' → Số 1' }, agencyId: 'so-a' },
    ]);
  });
});
