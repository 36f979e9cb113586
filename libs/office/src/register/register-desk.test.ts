import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Activity,
  type Agency,
  type Cell,
  type Dossier,
  MonitorError,
  type Registry,
  type Sheet,
  type Store,
  type System,
  type SystemDay,
  silentLogger,
} from '@khien/model';
import { COLLECTIONS, createSqliteStore, readAll } from '@khien/store';
import type { By } from '../office';
import { dyingStore } from '../testing/dying-store';
import { createRegisterDesk, type RegisterDeskDeps } from './create-register-desk';

const name = (vi: string) => ({ vi, en: vi });
const agency = (id: string, parent?: string): Agency => ({
  id,
  name: name(`Cơ quan ${id}`),
  kind: parent === undefined ? 'province' : 'department',
  ...(parent === undefined ? {} : { parent }),
});
const system = (id: string, change: Partial<System> = {}): System => ({
  id,
  name: name(`Hệ thống ${id}`),
  agencyId: 'so-a',
  dossier: { state: 'none' },
  networks: [],
  hosts: [`${id}-01`],
  domains: [],
  datasets: [],
  ...change,
});
const BASE: Registry = {
  agencies: [agency('tinh'), agency('so-a', 'tinh'), agency('so-b', 'tinh')],
  systems: [system('lgsp', { level: 3 }), system('mot-cua', { agencyId: 'so-b' })],
  agreements: [],
  sources: [],
  calendar: {
    timezone: 'Asia/Ho_Chi_Minh',
    workingHours: { days: [1], spans: [] },
    holidays: [],
    workingDays: [],
  },
};
const by = (username = 'lan'): By => ({
  actor: { userId: `u-${username}`, username, role: 'admin' },
  from: { ip: '192.0.2.7' },
});
const NOW = Date.parse('2026-11-20T03:00:00Z');
const HEAD = ['Mã hệ thống', 'Tên hệ thống thông tin', 'Cơ quan, đơn vị quản lý', 'Tên máy chủ'];
const sheet = (rows: Cell[][], sheetName = 'Hệ thống'): Sheet[] => [
  { name: sheetName, rows: rows.map((cells, index) => ({ row: index + 1, cells })) },
];
/** Two new systems, one changed, one as it is. */
const FILE = sheet([
  HEAD,
  ['moi-1', 'Mới 1', 'so-a', 'moi-1-01'],
  ['moi-2', 'Mới 2', 'so-b', ''],
  ['lgsp', 'Tên mới', 'so-a', 'lgsp-01'],
  ['mot-cua', 'Hệ thống mot-cua', 'so-b', 'mot-cua-01'],
]);

let directory: string;
let store: Store;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'khien-register-'));
  store = await createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const desk = (change: Partial<RegisterDeskDeps> = {}) =>
  createRegisterDesk({ store, base: () => BASE, now: () => NOW, log: silentLogger, ...change });
const activities = (filter: Record<string, string> = {}) =>
  readAll<Activity>(store, 'activity', { filter, sort: [['_id', 'asc']] });
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof MonitorError ? error.code : error),
  );
const names = async () =>
  Object.fromEntries((await desk().effective()).systems.map(({ id, name: { vi } }) => [id, vi]));

const dossier = (change: Partial<Dossier>): Dossier => ({
  _id: `${change.systemId ?? 'lgsp'}.v${change.determination ?? 1}`,
  version: 1,
  systemId: 'lgsp',
  agencyId: 'so-a',
  determination: 1,
  state: 'drafting',
  step: 'drafting',
  seq: 1,
  regime: 'ND331',
  criticalList: false,
  drafters: [],
  appraisers: [],
  approvers: [],
  toSupplement: [],
  papers: {},
  clocks: [],
  deployment: 'none',
  owesReportToOwner: false,
  updatedAt: NOW,
  ...change,
});

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
    await store.put('dossiers', [dossier({})]);
    const refused = await desk()
      .save(by(), card, 0)
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ code });
    expect((refused as MonitorError).problems.map((problem) => problem.pointer)).toContain(pointer);
    expect(await readAll(store, 'register', {})).toEqual([]);
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

describe('importing', () => {
  it('does what the preview said, and the same file again changes nothing', async () => {
    const plan = await desk().planImport(FILE, 'systems');
    expect(plan.problems).toEqual([]);
    const counts = await desk().applyImport(by(), FILE, { kind: 'systems', planHash: plan.planHash });

    expect(counts).toEqual({ added: 2, changed: 1, unchanged: 1 });
    expect(await names()).toEqual({
      lgsp: 'Tên mới',
      'mot-cua': 'Hệ thống mot-cua',
      'moi-1': 'Mới 1',
      'moi-2': 'Mới 2',
    });
    expect((await desk().system('lgsp'))?.system).toEqual(
      system('lgsp', { level: 3, name: { vi: 'Tên mới', en: 'Hệ thống lgsp' } }),
    );
    const records = await activities();
    expect(records.map(({ _id, action }) => `${_id} ${action}`)).toEqual([
      'document:register-import-1#00000001 register_imported',
      'system:lgsp#00000001 register_changed',
      'system:moi-1#00000001 register_changed',
      'system:moi-2#00000001 register_changed',
    ]);
    expect(records[0]?.data).toMatchObject({ added: 2, changed: 1, unchanged: 1, hash: plan.planHash });
    expect(await desk().planImport(FILE, 'systems')).toMatchObject({ add: [], change: [], unchanged: 4 });
  });

  it('a bad cell changes nothing and is named', async () => {
    const file = sheet([HEAD, ['moi-1', 'Mới 1', 'so-a', 'moi-1-01'], ['moi-2', 'Mới 2', 'so-x', 'a b']]);
    const plan = await desk().planImport(file, 'systems');
    const refused = desk().applyImport(by(), file, { kind: 'systems', planHash: plan.planHash });

    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ pointer: '/Hệ thống/3/Cơ quan, đơn vị quản lý' }, { pointer: '/Hệ thống/3/Tên máy chủ' }],
    });
    expect(await readAll(store, 'register', {})).toEqual([]);
    expect(await activities()).toEqual([]);
  });

  it('is refused when the register changed after the preview', async () => {
    const { planHash } = await desk().planImport(FILE, 'systems');
    await desk().save(by(), system('lgsp', { level: 3, purpose: 'mới' }), 0);

    expect(await codeOf(desk().applyImport(by(), FILE, { kind: 'systems', planHash }))).toBe('conflict');
    expect(await names()).toMatchObject({ lgsp: 'Hệ thống lgsp' });
  });

  it('by two at once happens once', async () => {
    const { planHash } = await desk().planImport(FILE, 'systems');
    const apply = (who: string) => codeOf(desk().applyImport(by(who), FILE, { kind: 'systems', planHash }));

    expect((await Promise.all([apply('lan'), apply('minh')])).sort()).toEqual(['conflict', 'done']);
    expect(await activities({ action: 'register_imported' })).toHaveLength(1);
    expect(await activities({ action: 'register_changed' })).toHaveLength(3);
  });

  it('of agencies', async () => {
    const file = sheet(
      [
        ['Mã cơ quan', 'Tên cơ quan, đơn vị', 'Loại cơ quan', 'Cơ quan cấp trên'],
        ['xa-1', 'Xã 1', 'Xã, phường', 'tinh'],
      ],
      'Cơ quan',
    );
    const { planHash } = await desk().planImport(file, 'agencies');
    await desk().applyImport(by(), file, { kind: 'agencies', planHash });

    expect((await desk().agencies('*')).map(({ agency: { id }, version }) => `${id} ${version}`)).toEqual([
      'tinh 0',
      'so-a 0',
      'so-b 0',
      'xa-1 1',
    ]);
  });
});

/** Every number of writes after which the process may die, until it no longer does. */
async function atEveryDeath(run: (writes: number) => Promise<boolean>): Promise<number> {
  for (let writes = 0; writes < 100; writes++) if (!(await run(writes))) return writes;
  throw new Error('never got through');
}

describe('a process that dies in the middle', () => {
  const fresh = async (): Promise<void> => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
    store = await createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
  };

  it('leaves an import undone or, after the next start, done: cards and records', async () => {
    const seen = { undone: 0, finished: 0 };
    const deaths = await atEveryDeath(async (writes) => {
      await fresh();
      const { planHash } = await desk().planImport(FILE, 'systems');
      const dying = dyingStore(store, writes);
      await desk({ store: dying.store })
        .applyImport(by(), FILE, { kind: 'systems', planHash })
        .catch(() => undefined);
      if (!dying.died()) return false;
      const repaired = await desk().repairImports();
      seen[repaired.imports === 0 ? 'undone' : 'finished']++;

      const held = await names();
      const done = held.lgsp === 'Tên mới';
      expect(held).toEqual(
        done
          ? { lgsp: 'Tên mới', 'mot-cua': 'Hệ thống mot-cua', 'moi-1': 'Mới 1', 'moi-2': 'Mới 2' }
          : { lgsp: 'Hệ thống lgsp', 'mot-cua': 'Hệ thống mot-cua' },
      );
      expect((await activities()).map(({ _id }) => _id)).toHaveLength(done ? 4 : 0);
      expect(await desk().repairImports()).toEqual({ imports: 0, activities: 0 });
      return true;
    });

    expect(seen.undone).toBeGreaterThan(0);
    expect(seen.finished).toBeGreaterThan(5);
    expect(deaths).toBe(seen.undone + seen.finished);
  });

  it('has its import finished by the next one who saves, who is told that the card moved on', async () => {
    const { planHash } = await desk().planImport(FILE, 'systems');
    const dying = dyingStore(store, 3);
    await codeOf(desk({ store: dying.store }).applyImport(by(), FILE, { kind: 'systems', planHash }));
    expect(dying.died()).toBe(true);

    expect(await codeOf(desk().save(by('minh'), system('lgsp', { level: 3, purpose: 'khác' }), 0))).toBe(
      'precondition_failed',
    );
    expect(await names()).toMatchObject({ lgsp: 'Tên mới', 'moi-2': 'Mới 2' });
  });

  it('does not undo what somebody saved between plan and import', async () => {
    const { planHash } = await desk().planImport(FILE, 'systems');
    let saved = false;
    // The save comes between the plan that was checked and the first card of the import.
    const racing: Store = {
      ...store,
      async insertManyOnce(collection, docs, day) {
        if (!saved && docs[0]?._id.startsWith('import:')) {
          saved = true;
          await desk().save(by('minh'), system('lgsp', { level: 3, purpose: 'của Minh' }), 0);
        }
        return store.insertManyOnce(collection, docs, day);
      },
    };
    await desk({ store: racing }).applyImport(by(), FILE, { kind: 'systems', planHash });

    expect((await desk().system('lgsp'))?.system).toMatchObject({
      name: { vi: 'Tên mới' },
      purpose: 'của Minh',
    });
    expect(
      (await activities({ 'subject.id': 'lgsp' })).map(({ actor, data }) => [actor.username, data?.version]),
    ).toEqual([
      ['minh', 1],
      ['lan', 2],
    ]);
  });

  it('leaves a saved card without its record, which an import over it writes first', async () => {
    const dying = dyingStore(store, 1);
    await codeOf(desk({ store: dying.store }).save(by(), system('lgsp', { level: 3, purpose: 'một' }), 0));
    const { planHash } = await desk().planImport(FILE, 'systems');
    await desk().applyImport(by('minh'), FILE, { kind: 'systems', planHash });

    const records = await activities({ 'subject.id': 'lgsp' });
    expect(records.map(({ actor, data }) => [actor.username, data?.version])).toEqual([
      ['lan', 1],
      ['minh', 2],
    ]);
  });

  it('leaves a saved card without its record until the next start, or the next who saves', async () => {
    const dying = dyingStore(store, 1);
    await codeOf(desk({ store: dying.store }).save(by(), system('lgsp', { level: 3, purpose: 'một' }), 0));
    expect(await activities()).toEqual([]);

    await desk().save(by('minh'), system('lgsp', { level: 3, purpose: 'hai' }), 1);
    expect((await activities()).map(({ actor }) => actor.username)).toEqual(['lan', 'minh']);
    expect(await desk().repairImports()).toEqual({ imports: 0, activities: 0 });
  });
});

describe('reconciliation', () => {
  const seen = (value: string, change: object = {}) => ({
    value,
    first: 10,
    last: 20,
    count: 2,
    eventId: 'e1',
    ...change,
  });
  const day = (systemId: string, on: string, change: Partial<SystemDay>): SystemDay =>
    ({ _id: `${systemId}|${on}`, systemId, day: on, events: 0, unknown: [], ...change }) as SystemDay;
  const sourced: Registry = {
    ...BASE,
    systems: [...BASE.systems, system('cu', { stage: 'retired' }), system('im-lang')],
    sources: ['lgsp', 'im-lang'].map(
      (systemId) => ({ id: `${systemId}-log`, systemId }) as Registry['sources'][number],
    ),
  };
  const health = async () => [{ sourceId: 'im-lang-log', state: 'silent' as const, lastRecordAt: 7 }];

  beforeEach(async () => {
    await store.put('system_days', [
      day('lgsp', '2026-11-19', { events: 5, unknown: [seen('host:la-01')] }),
      day('-', '2026-11-19', {
        events: 1,
        unknown: [seen('host:la-01'), seen('domain:a.lgsp.haivan.example'), seen('host:MOT-CUA-01')],
      }),
      day('-', '2026-11-20', { unknown: [seen('host:la-01', { first: 5, last: 90, count: 3 })] }),
      day('im-lang', '2026-09-01', { events: 9 }),
      day('-', '2026-09-01', { unknown: [seen('host:ngay-xua')] }),
    ]);
  });

  it('names strangers once, over all days, and systems nobody heard', async () => {
    expect(await desk({ base: () => sourced, sourceHealth: health }).reconcile('*')).toEqual({
      heardNotRegistered: [
        { value: 'la-01', kind: 'host', first: 5, last: 90, count: 5, eventId: 'e1' },
        { value: 'a.lgsp.haivan.example', kind: 'domain', first: 10, last: 20, count: 2, eventId: 'e1' },
      ],
      registeredNotHeard: [
        {
          systemId: 'mot-cua',
          name: name('Hệ thống mot-cua'),
          agencyId: 'so-b',
          why: 'no_source',
          sources: [],
        },
        {
          systemId: 'im-lang',
          name: name('Hệ thống im-lang'),
          agencyId: 'so-a',
          why: 'silent',
          lastHeard: 7,
          sources: ['im-lang-log'],
        },
      ],
    });
  });

  it('shows a part of the province its own', async () => {
    const parts = await Promise.all(
      ['so-a', 'so-b'].map((id) =>
        desk({ base: () => sourced, sourceHealth: health }).reconcile(new Set([id])),
      ),
    );

    expect(
      parts.map(({ heardNotRegistered }) =>
        heardNotRegistered.map(({ value, systemId }) => [value, systemId]),
      ),
    ).toEqual([[['la-01', 'lgsp']], []]);
    expect(parts.map(({ registeredNotHeard }) => registeredNotHeard.map(({ systemId }) => systemId))).toEqual(
      [['im-lang'], ['mot-cua']],
    );
  });
});

it('shows what changed since, by card or by dossier', async () => {
  await desk({ now: () => 1000 }).save(by(), system('moi', {}), 0);
  await store.put('dossiers', [dossier({ systemId: 'lgsp', updatedAt: 2000, proposedLevel: 4 })]);

  expect((await desk().overlay(1500)).systems.map(({ id }) => id)).toEqual(['lgsp']);
  expect((await desk().overlay(1000)).systems.map(({ id }) => id)).toEqual(['lgsp', 'moi']);
  expect((await desk().overlay(2001)).systems).toEqual([]);
});
