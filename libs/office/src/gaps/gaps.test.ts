import type { Activity } from '@khien/model';
import type { GapPatch } from '../office';
import { type Desks, openDesks } from '../open-desks';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';

let room: TestRoom;
let desks: Desks;
let controlId: string;
beforeEach(async () => {
  room = openTestRoom();
  desks = openDesks(room.deps);
  await desks.sheets.recompute();
  controlId = (await desks.gaps.list('his'))[0]?.controlId ?? '';
});
afterEach(() => room.close());

const patch = (more: Partial<GapPatch> = {}): GapPatch => ({
  ...{ owner: 'Tổ CNTT', dueOn: '2027-03-31', costMillionVnd: 120 },
  milestones: [{ title: 'Mua sắm', dueOn: '2027-01-31' }],
  ...more,
});

describe('a gap plan', () => {
  it('stands beside what is missing, and is late when its day has passed', async () => {
    const plan = await desks.gaps.plan(room.by('an'), 'his', controlId, patch({ dueOn: '2026-11-21' }), 0);
    expect(plan).toMatchObject({
      _id: `his:${controlId}`,
      version: 1,
      agencyId: 'benh-vien',
      owner: 'Tổ CNTT',
    });
    const row = async () => (await desks.gaps.list('his')).find((one) => one.controlId === controlId);
    expect(await row()).toMatchObject({ plan, overdue: false, result: { status: 'unverifiable' } });
    room.clock.now += 86_400_000;
    expect(await row()).toMatchObject({ overdue: true });
    const { docs } = await room.store.find<Activity>('activity', { filter: { action: 'gap_planned' } });
    expect(docs).toMatchObject([{ subject: { kind: 'system', id: 'his' }, data: { controlId } }]);
  });

  it('is replaced as a whole by whoever has read it last', async () => {
    const plan = (more: Partial<GapPatch>, version: number) =>
      desks.gaps.plan(room.by('an'), 'his', controlId, patch(more), version);
    await plan({}, 0);
    await expect(plan({}, 0)).rejects.toMatchObject({ code: 'precondition_failed' });
    expect(await plan({ owner: undefined, note: 'Lùi một quý' }, 1)).toMatchObject({ version: 2 });
    await expect(plan({}, 1)).rejects.toMatchObject({ code: 'precondition_failed' });
    expect(await desks.gaps.plans('his')).toMatchObject([{ version: 2, note: 'Lùi một quý' }]);
    expect((await desks.gaps.plans('his'))[0]?.owner).toBeUndefined();
  });

  it.each([
    { name: 'a day that does not exist', more: { dueOn: '2027-02-30' }, pointer: '/dueOn' },
    {
      name: 'such a day in a milestone',
      more: { milestones: [{ title: 'x', dueOn: '2027-02-31' }] },
      pointer: '/milestones/0/dueOn',
    },
    { name: 'a negative cost', more: { costMillionVnd: -1 }, pointer: '/costMillionVnd' },
  ])('is refused with $name', async ({ more, pointer }) => {
    const tried = desks.gaps.plan(room.by('an'), 'his', controlId, patch(more), 0);
    await expect(tried).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer }] });
  });

  it.each([
    ['nobody', () => controlId],
    ['his', () => 'none'],
  ])('needs a system and a control that there are (%s)', async (systemId, control) => {
    const tried = desks.gaps.plan(room.by('an'), systemId, control(), patch(), 0);
    await expect(tried).rejects.toMatchObject({ code: 'not_found' });
  });
});
