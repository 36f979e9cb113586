import type { Store } from '@khien/model';
import { readAll } from '@khien/store';
import { dyingStore } from '../testing/dying-store';
import { by, codeOf, FILE, HEAD, registerStoreForEach, sheet, system } from '../testing/register-store';

const opened = registerStoreForEach();
const { desk, activities, names } = opened;

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
    expect(await readAll(opened.store(), 'register', {})).toEqual([]);
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
  it('leaves an import undone or, after the next start, done: cards and records', async () => {
    const seen = { undone: 0, finished: 0 };
    const deaths = await atEveryDeath(async (writes) => {
      await opened.empty();
      const { planHash } = await desk().planImport(FILE, 'systems');
      const dying = dyingStore(opened.store(), writes);
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
    const dying = dyingStore(opened.store(), 3);
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
      ...opened.store(),
      async insertManyOnce(collection, docs, day) {
        if (!saved && docs[0]?._id.startsWith('import:')) {
          saved = true;
          await desk().save(by('minh'), system('lgsp', { level: 3, purpose: 'của Minh' }), 0);
        }
        return opened.store().insertManyOnce(collection, docs, day);
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
    const dying = dyingStore(opened.store(), 1);
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
    const dying = dyingStore(opened.store(), 1);
    await codeOf(desk({ store: dying.store }).save(by(), system('lgsp', { level: 3, purpose: 'một' }), 0));
    expect(await activities()).toEqual([]);

    await desk().save(by('minh'), system('lgsp', { level: 3, purpose: 'hai' }), 1);
    expect((await activities()).map(({ actor }) => actor.username)).toEqual(['lan', 'minh']);
    expect(await desk().repairImports()).toEqual({ imports: 0, activities: 0 });
  });
});
