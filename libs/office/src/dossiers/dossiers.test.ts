import type { Activity, Document, Dossier, DossierAct, StatusChange } from '@khien/model';
import { type Desks, openDesks } from '../open-desks';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';
import { APPROVAL, command, people, UNTIL_APPROVAL, untilApproval } from '../testing/walk-dossier';

let room: TestRoom;
let desks: Desks;
beforeEach(() => {
  room = openTestRoom();
  desks = openDesks(room.deps);
});
afterEach(() => room.close());

const acts = async (): Promise<DossierAct[]> =>
  (await room.store.find<DossierAct>('dossier_acts', { limit: 1000 })).docs;
const activities = async (action: Activity['action']): Promise<Activity[]> =>
  (await room.store.find<Activity>('activity', { filter: { action }, limit: 1000 })).docs;

describe('a dossier', () => {
  it('is approved once its form is whole and everybody has done their part, and pins what was approved', async () => {
    const { approver } = people(room);
    const ready = await untilApproval(desks.dossiers, room);
    const approved = await desks.dossiers.act(approver, ready._id, command(APPROVAL), ready.seq);
    expect(approved).toMatchObject({ state: 'approved', step: 'approved', approvedLevel: 2, seq: 7 });
    const hash = approved.approvedSnapshot ?? '';
    expect(await desks.dossiers.snapshot(hash)).toMatchObject({
      ...{ hash, verified: true },
      content: { format: 'khien-dossier-1', dossier: { id: 'his.v1' }, system: { id: 'his' } },
    });
    expect(await desks.dossiers.inForce('his')).toEqual(approved);
    expect((await activities('dossier_act')).map(({ data }) => data?.event)).toEqual(
      (await acts()).map(({ event }) => event.kind),
    );
    const changes = await room.store.find<StatusChange>('status_changes', {
      filter: { subject: 'dossier' },
      sort: [['at', 'asc']],
    });
    expect(changes.docs.map(({ from, to }) => `${from}>${to}`)).toEqual([
      ...['none>drafting', 'drafting>submitted', 'submitted>approved'],
    ]);
  });

  it('tells a snapshot that is not what was signed any more', async () => {
    const ready = await untilApproval(desks.dossiers, room);
    const { acts: done } = await desks.dossiers.get(people(room).drafter, ready._id);
    const hash = done.findLast(({ snapshot }) => snapshot !== undefined)?.snapshot ?? '';
    const stored = await room.store.get<Document & { text: string }>('snapshots', hash);
    const forged = { ...stored, _id: hash, text: stored?.text.replace('Bệnh viện', 'Nơi khác') };
    await room.store.put('snapshots', [forged]);
    expect(await desks.dossiers.snapshot(hash)).toMatchObject({ verified: false });
    const content = JSON.parse(stored?.text ?? '');
    await room.store.put('snapshots', [{ _id: hash, content } as Document]);
    expect(await desks.dossiers.snapshot(hash)).toEqual({ hash, content, verified: true });
    await room.store.put('snapshots', [{ _id: hash, content: { ...content, system: null } } as Document]);
    expect(await desks.dossiers.snapshot(hash)).toMatchObject({ verified: false });
    expect(await desks.dossiers.snapshot('0'.repeat(64))).toBeUndefined();
  });

  it.each([
    { name: 'somebody else acted since', event: APPROVAL, behind: 1, code: 'precondition_failed' },
    { name: 'the step does not lead on', event: { kind: 'reported_to_owner' } as const, code: 'conflict' },
    { name: 'the event is none', event: { kind: 'nonsense' } as never, code: 'invalid' },
    { name: 'the day is none', event: APPROVAL, on: '2026-02-30', code: 'invalid' },
  ])('takes no act when $name', async ({ event, behind = 0, on, code }) => {
    const ready = await untilApproval(desks.dossiers, room);
    const before = await acts();
    const tried = desks.dossiers.act(
      people(room).approver,
      ready._id,
      { ...command(event), ...(on && { on }) },
      ready.seq - behind,
    );
    await expect(tried).rejects.toMatchObject({ code });
    expect(await acts()).toEqual(before);
  });

  it('says with clause and in both languages why a guard refuses', async () => {
    const ready = await untilApproval(desks.dossiers, room);
    const { drafter } = people(room);
    const tried = desks.dossiers.act(
      { ...drafter, unit: 'cong-an' },
      ready._id,
      command(APPROVAL),
      ready.seq,
    );
    await expect(tried).rejects.toMatchObject({
      code: 'conflict',
      problems: expect.arrayContaining([
        expect.objectContaining({
          ...{ pointer: '/event', code: 'actor_drafted', clause: 'NĐ 331 Đ18.4', mark: 'INF' },
          text: { vi: expect.stringContaining('tham gia lập'), en: expect.any(String) },
        }),
      ]),
    });
  });

  it('counts everybody who ever typed into it among its drafters', async () => {
    const { drafter, approver, appraiser } = people(room);
    const started = await desks.dossiers.start(drafter, 'his');
    await desks.dossiers.saveSection(approver, started._id, 'ha-tang', { answers: { 'noi-dat': 'x' } }, 0);
    await desks.dossiers.saveSection(drafter, started._id, 'ha-tang', { answers: { 'noi-dat': 'y' } }, 1);
    const { allowed } = await desks.dossiers.get(approver, started._id);
    expect(allowed.length).toBeGreaterThan(0);
    await desks.dossiers.saveSection(
      drafter,
      started._id,
      'tong-quan',
      { answers: { ten: 'HIS', 'muc-dich': 'x' } },
      0,
    );
    let dossier: Dossier = started;
    for (const { who, event } of UNTIL_APPROVAL)
      dossier = await desks.dossiers.act(
        who === 'drafter' ? drafter : appraiser,
        dossier._id,
        command(event),
        dossier.seq,
      );
    await expect(
      desks.dossiers.act(approver, dossier._id, command(APPROVAL), dossier.seq),
    ).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code: 'actor_drafted' })]),
    });
  });

  it('is started once per determination', async () => {
    const { drafter, approver } = people(room);
    const results = await Promise.allSettled([
      desks.dossiers.start(drafter, 'his'),
      desks.dossiers.start(approver, 'his'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    await expect(desks.dossiers.start(drafter, 'his')).rejects.toMatchObject({ code: 'conflict' });
    await expect(desks.dossiers.start(drafter, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
    expect(await acts()).toHaveLength(1);
  });

  it('is replaced by the approval of the next determination', async () => {
    const { approver, drafter } = people(room);
    const first = await untilApproval(desks.dossiers, room);
    await desks.dossiers.act(approver, first._id, command(APPROVAL), first.seq);
    const second = await untilApproval(desks.dossiers, room);
    expect(second._id).toBe('his.v2');
    expect((await desks.dossiers.inForce('his'))?._id).toBe('his.v1');
    expect(await desks.dossiers.diff('his.v2')).toMatchObject({ against: 'his.v1', changes: [] });
    await desks.dossiers.act(approver, second._id, command(APPROVAL), second.seq);
    expect((await desks.dossiers.versions('his')).map(({ _id, step }) => `${_id} ${step}`)).toEqual([
      ...['his.v2 approved', 'his.v1 replaced'],
    ]);
    expect((await desks.dossiers.inForce('his'))?._id).toBe('his.v2');
    const { acts: ofFirst } = await desks.dossiers.get(drafter, 'his.v1');
    expect(ofFirst.at(-1)).toMatchObject({
      event: { kind: 'replaced', by: 'his.v2' },
      actor: approver.actor,
    });
  });

  it('rows say how far it is and who is waited for', async () => {
    await untilApproval(desks.dossiers, room);
    const page = await desks.dossiers.list({ scope: '*' });
    expect(page.items).toMatchObject([
      { id: 'his.v1', step: 'accepted', completeness: 100, waitingFor: 'appraiser', proposedLevel: 2 },
    ]);
    expect((await desks.dossiers.list({ scope: new Set(['so-gd']) })).items).toEqual([]);
    expect((await desks.dossiers.list({ scope: '*', step: 'approved' })).items).toEqual([]);
  });
});

describe('two people on one state', () => {
  it('approve it once', async () => {
    const { approver, otherApprover } = people(room);
    const other = openDesks(room.again());
    for (let round = 0; round < 12; round++) {
      const ready = await untilApproval(desks.dossiers, room);
      const tries = await Promise.allSettled(
        [desks, other, desks, other].map((each, index) =>
          each.dossiers.act(
            index % 2 === 0 ? approver : otherApprover,
            ready._id,
            command(APPROVAL),
            ready.seq,
          ),
        ),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
      expect(refusals.every((code) => code === 'precondition_failed')).toBe(true);
      const approvals = (await acts()).filter(
        ({ dossierId, event }) => dossierId === ready._id && event.kind === 'approved',
      );
      expect(approvals).toHaveLength(1);
      expect(await desks.dossiers.inForce('his')).toMatchObject({
        _id: ready._id,
        approvers: [expect.any(String)],
      });
    }
    const steps = (await desks.dossiers.versions('his')).map(({ step }) => step);
    expect(steps.filter((step) => step === 'approved')).toHaveLength(1);
    expect(steps.filter((step) => step === 'replaced')).toHaveLength(11);
  }, 60_000);
});

describe('a section', () => {
  it('is kept with its version while the dossier is with its drafter', async () => {
    const { drafter } = people(room);
    const { _id } = await desks.dossiers.start(drafter, 'his');
    const save = (answers: Record<string, string>, version: number, section = 'ha-tang') =>
      desks.dossiers.saveSection(drafter, _id, section, { answers }, version);
    expect(await save({ 'noi-dat': 'A' }, 0)).toMatchObject({ version: 1 });
    expect(await save({ 'noi-dat': 'B' }, 1)).toMatchObject({ version: 2, updatedBy: 'u-an' });
    await expect(save({ 'noi-dat': 'C' }, 1)).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(save({ 'noi-dat': 'C' }, 0)).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(save({ la: 'x' }, 2)).rejects.toMatchObject({
      ...{ code: 'invalid', problems: [{ pointer: '/answers/la' }] },
    });
    await expect(save({}, 0, 'none')).rejects.toMatchObject({ code: 'not_found' });
    expect(await activities('dossier_section_saved')).toHaveLength(2);
  });

  it('is closed from submission on', async () => {
    const { drafter } = people(room);
    const ready = await untilApproval(desks.dossiers, room);
    await expect(
      desks.dossiers.saveSection(drafter, ready._id, 'ha-tang', { answers: { 'noi-dat': 'later' } }, 1),
    ).rejects.toMatchObject({ code: 'conflict', problems: [{ code: 'not_with_drafter' }] });
  });

  it('can come from the platform, once that one is approved', async () => {
    room.registry.current = {
      ...room.registry.current,
      systems: room.registry.current.systems.map((system) =>
        system.id === 'truong' ? { ...system, hostedOn: 'his' } : system,
      ),
    };
    const { drafter, approver } = people(room);
    const ready = await untilApproval(desks.dossiers, room);
    const { _id } = await desks.dossiers.start(room.by('giang', 'system_owner', 'so-gd'), 'truong');
    expect((await desks.dossiers.get(drafter, _id)).inheritable).toEqual([]);
    await desks.dossiers.act(approver, ready._id, command(APPROVAL), ready.seq);
    expect((await desks.dossiers.get(drafter, _id)).inheritable).toMatchObject([
      { section: 'ha-tang', fromSystemId: 'his', answers: { 'noi-dat': 'Bệnh viện' } },
    ]);
  });
});
