import type { Activity, Store } from '@khien/model';
import { repairSections } from './dossiers/note-section';
import { repairPlans } from './gaps/note-plan';
import { openDesks } from './open-desks';
import { dyingStore } from './testing/dying-store';
import { openTestRoom, SHIPPED, type TestRoom } from './testing/open-test-room';
import { people } from './testing/walk-dossier';

let room: TestRoom;
let dossierId: string;
const controlId = SHIPPED.controls.controls[0]?.id ?? '';
beforeEach(async () => {
  room = openTestRoom();
  dossierId = (await openDesks(room.deps).dossiers.start(people(room).drafter, 'his'))._id;
});
afterEach(() => room.close());

/** What is written, each time with another text, and how its record names it. */
const WRITES = [
  {
    what: 'a section',
    action: 'dossier_section_saved',
    write: (store: Store, version: number) =>
      openDesks({ ...room.deps, store }).dossiers.saveSection(
        people(room).drafter,
        dossierId,
        'ha-tang',
        { answers: { 'noi-dat': `Bệnh viện, phòng ${version}` } },
        version,
      ),
    repair: repairSections,
  },
  {
    what: 'a gap plan',
    action: 'gap_planned',
    write: (store: Store, version: number) =>
      openDesks({ ...room.deps, store }).gaps.plan(
        people(room).drafter,
        'his',
        controlId,
        { note: `Lần ${version}`, milestones: [] },
        version,
      ),
    repair: repairPlans,
  },
] as const;

const recorded = async (action: string) => {
  const { docs } = await room.store.find<Activity>('activity', {
    ...{ filter: { action }, sort: [['at', 'asc']], limit: 100 },
  });
  return docs.map(({ data, actor }) => [data?.version, actor.username]);
};
/** The process is killed after the write and before its record. */
const killed = async (write: (store: Store, version: number) => Promise<unknown>, version: number) => {
  const dying = dyingStore(room.store, 1);
  await expect(write(dying.store, version)).rejects.toMatchObject({ code: 'unavailable' });
  expect(dying.died()).toBe(true);
};

describe.each(WRITES)('the record of $what', ({ action, write, repair }) => {
  it('is left once', async () => {
    expect(await write(room.store, 0)).toMatchObject({ version: 1 });
    expect(await repair(room.store)).toBe(0);
    expect(await recorded(action)).toEqual([[1, 'an']]);
  });

  it('is left by a repair when the process was killed after the write', async () => {
    await killed(write, 0);
    expect(await recorded(action)).toEqual([]);
    expect([await repair(room.store), await repair(room.store)]).toEqual([1, 0]);
    expect(await recorded(action)).toEqual([[1, 'an']]);
  });

  it('is left by the next write, which would have wiped out who it was', async () => {
    await killed(write, 0);
    room.clock.now += 1000;
    expect(await write(room.store, 1)).toMatchObject({ version: 2 });
    expect(await repair(room.store)).toBe(0);
    expect(await recorded(action)).toEqual([
      [1, 'an'],
      [2, 'an'],
    ]);
  });

  it('is left once by several repairs at a time', async () => {
    await killed(write, 0);
    const counts = await Promise.all([repair(room.store), repair(room.store), repair(room.store)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await recorded(action)).toHaveLength(1);
  });
});

it('keeps the writer and their address to the record: nobody reads them with the contents', async () => {
  const desks = openDesks(room.deps);
  for (const { write } of WRITES) await write(room.store, 0);
  const { sections } = await desks.dossiers.get(people(room).drafter, dossierId);
  const plans = await desks.gaps.plans('his');
  expect([sections.length, plans.length]).toEqual([1, 1]);
  for (const shown of [...sections, ...plans]) expect(shown).not.toHaveProperty('writer');
});
