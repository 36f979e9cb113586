import { createOffice } from './create-office';
import type { Office } from './office';
import { openTestRoom, systemCard, type TestRoom } from './testing/open-test-room';
import { APPROVAL, command, fillForm, people, UNTIL_APPROVAL, untilApproval } from './testing/walk-dossier';

let room: TestRoom;
let office: Office;
beforeEach(async () => {
  room = openTestRoom([
    systemCard('his', 'benh-vien', { level: 3, wentLiveOn: '2026-09-01' }),
    systemCard('truong', 'so-gd', { levelFacts: { kind: 'public_service', tthc: true } }),
    systemCard('la', 'so-gd', { levelFacts: { kind: 'spaceship' } }),
  ]);
  const base = room.registry.current;
  office = createOffice({ ...room.deps, configuration: () => base });
  await office.repair();
});
afterEach(async () => {
  await office.settled();
  await room.close();
});

const row = async (id: string) => (await office.register.systems('*')).find((one) => one.id === id);

describe('the office', () => {
  it('shows every system of the scope in one line, before and after it was computed', async () => {
    expect((await office.register.systems(new Set(['so-gd']))).map(({ id }) => id)).toEqual(['la', 'truong']);
    expect(await row('his')).toEqual({
      ...{ id: 'his', name: { vi: 'Hệ thống his', en: 'Hệ thống his' }, agencyId: 'benh-vien' },
      agencyName: { vi: 'Bệnh viện tỉnh', en: 'Bệnh viện tỉnh' },
      ...{ level: 3, approved: false, step: 'not_started', stage: 'operating', marks: [] },
      layers: ['unverifiable', 'unverifiable', 'unverifiable', 'unverifiable'],
      ...{ gaps: { open: 0, overdue: 0 }, changes: 0, heard: 'no_source' },
      ...((await row('his'))?.nextDeadline && { nextDeadline: expect.anything() }),
    });
    await office.sheets.recompute();
    expect(await row('his')).toMatchObject({ layers: ['not_met', 'not_met', 'not_met', 'not_met'] });
  });

  it('carries an approval into the register, the rows, the sheet and the report', async () => {
    const { drafter, appraiser, approver } = people(room);
    let dossier = await office.dossiers.start(drafter, 'his');
    await fillForm(office.dossiers, room, dossier._id);
    for (const { who, event } of UNTIL_APPROVAL)
      dossier = await office.dossiers.act(
        who === 'drafter' ? drafter : appraiser,
        dossier._id,
        command(event),
        dossier.seq,
      );
    expect(await row('his')).toMatchObject({ step: 'accepted', approved: false, level: 2 });
    await office.dossiers.act(approver, dossier._id, command(APPROVAL), dossier.seq);
    expect(await row('his')).toMatchObject({ step: 'approved', approved: true, level: 2 });
    expect((await office.register.system('his'))?.system).toMatchObject({
      level: 2,
      dossier: { state: 'approved', approvedOn: '2026-11-21', decision: '04/QĐ' },
    });
    expect((await office.sheets.summary('his'))?.level).toBe(2);
    const { rows } = await office.levelReport('*', 2026);
    const inReport = rows.find(({ systemId }) => systemId === 'his');
    expect(inReport).toMatchObject({
      level: 2,
      decision: { number: '04/QĐ' },
      regulation: { number: '02/QĐ' },
    });
    const ofOthers = await office.levelReport(new Set(['so-gd']), 2026);
    expect(ofOthers.rows.map(({ systemId }) => systemId).sort()).toEqual(['la', 'truong']);
    await expect(office.levelReport('*', 26)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('computes again at once what a changed card stands for', async () => {
    await office.sheets.recompute();
    const before = (await office.sheets.get('truong'))?.controls.length ?? 0;
    const card = (await office.register.system('truong'))?.system;
    if (!card) throw new Error('no card');
    const { version } = await office.register.save(room.by('quan-tri', 'admin'), { ...card, level: 4 }, 0);
    expect(version).toBe(1);
    expect(await row('truong')).toMatchObject({ level: 4 });
    expect((await office.sheets.get('truong'))?.controls.length).toBeGreaterThan(before);
    const added = systemCard('moi', 'so-gd', { level: 1 });
    await office.register.save(room.by('quan-tri', 'admin'), added, 0);
    expect(await row('moi')).toMatchObject({ level: 1, step: 'not_started' });
    expect((await office.sheets.summary('moi'))?.layers).toHaveLength(4);
    expect((await office.dossiers.start(people(room).drafter, 'moi'))._id).toBe('moi.v1');
  });

  it('forgets what a caller held once that is newer', async () => {
    const card = systemCard('moi', 'so-gd', { level: 1 });
    await office.register.save(room.by('quan-tri', 'admin'), card, 0);
    room.registry.current = { ...room.registry.current, systems: [systemCard('khac', 'so-gd')] };
    expect((await office.register.systems('*')).map(({ id }) => id)).toEqual(['khac']);
  });

  it.each([
    { facts: { kind: 'public_service', tthc: true, information: ['personal'] }, level: 3 },
    { facts: { kind: 'internal', information: ['public'] }, level: 1 },
  ])('says what the calculator says of $facts', ({ facts, level }) => {
    const system = systemCard('x', 'so-gd');
    const answer = office.levelOf(system, facts);
    expect(answer.level ?? answer.floor).toBe(level);
    expect(office.levelOf({ ...system, levelFacts: facts })).toEqual(answer);
  });

  it('names facts that cannot be read, and never throws for those of a card', () => {
    const system = systemCard('x', 'so-gd', { levelFacts: { kind: 'spaceship' } });
    expect(() => office.levelOf(system, { kind: 'spaceship' })).toThrow(
      expect.objectContaining({
        code: 'invalid',
        problems: [expect.objectContaining({ pointer: '/facts/kind' })],
      }),
    );
    const answer = office.levelOf(system);
    expect(answer.level).toBeNull();
    expect(answer.warnings[0]).toContain('/kind');
  });

  it('simulates the law of another day for every card whose facts can be read', () => {
    const { from, to, items, unreadable, totals } = office.simulate('*', {
      from: '2026-06-30',
      to: '2026-11-21',
    });
    expect([from.regime, to.regime]).toEqual(['ND85', 'ND331']);
    expect(items.map(({ systemId }) => systemId).sort()).toEqual(['his', 'truong']);
    expect(unreadable).toMatchObject([{ systemId: 'la', problems: [expect.stringContaining('/kind')] }]);
    expect(Object.values(totals).reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(
      office.simulate(new Set(['benh-vien']), { from: '2026-06-30', to: '2026-11-21' }).items,
    ).toHaveLength(1);
  });

  it('repairs nothing after a quiet end', async () => {
    await untilApproval(office.dossiers, room);
    await office.sheets.recompute();
    const again = createOffice({ ...room.again(), configuration: () => room.registry.current });
    expect(await again.repair()).toEqual({ dossiers: 0, activities: 0, sheets: 0, imports: 0 });
  });
});
