import { type Alert, type EvidenceFact, type StatusChange, silentLogger } from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import type { EvidenceDraft } from '../office';
import { type Desks, openDesks } from '../open-desks';
import { dyingStore } from '../testing/dying-store';
import { openTestRoom, systemCard, type TestRoom } from '../testing/open-test-room';
import { systemDay } from '../testing/system-day';

const DAY = 86_400_000;
let room: TestRoom;
let desks: Desks;
beforeEach(() => {
  room = openTestRoom([
    systemCard('nen-tang', 'so-yt', { level: 3 }),
    systemCard('his', 'benh-vien', { level: 3, hostedOn: 'nen-tang' }),
    systemCard('truong', 'so-gd', { level: 1 }),
    systemCard('cu', 'so-gd', { stage: 'retired' }),
  ]);
  desks = openDesks(room.deps);
});
afterEach(() => room.close());

const designation: EvidenceFact = {
  ...{ kind: 'designation', role: 'on_site_force', person: 'Trần Văn An', contact24x7: '0200 000 000' },
  decision: { number: '12/QĐ', date: '2026-10-01', issuer: 'Bệnh viện tỉnh' },
  certificate: { name: 'An ninh mạng', validTo: '2027-06-30' },
};
const draft = (fact: EvidenceFact, more: Partial<EvidenceDraft> = {}): EvidenceDraft => ({
  ...{ systemId: 'his', effectiveFrom: '2026-10-01', fact },
  ...more,
});
const layersOf = async (id: string) => (await desks.sheets.summary(id))?.layers.map(({ verdict }) => verdict);
const changes = async (): Promise<StatusChange[]> =>
  (await room.store.find<StatusChange>('status_changes', { limit: 5000, sort: [['at', 'asc']] })).docs;
const alerts = async (): Promise<Alert[]> => (await room.store.find<Alert>('alerts', { limit: 500 })).docs;

describe('computing sheets', () => {
  it('makes one of every system that is not retired, and stores nothing that says the same', async () => {
    expect(await desks.sheets.computedAt()).toBeUndefined();
    expect(await desks.sheets.recompute()).toEqual({ computed: 3, changed: 3, alerts: 0 });
    expect((await desks.sheets.all('*')).map(({ _id }) => _id).sort()).toEqual(['his', 'nen-tang', 'truong']);
    const sheet = await desks.sheets.get('his');
    expect(sheet?.controls.length).toBeGreaterThan(200);
    expect(sheet?.counts.unverifiable).toBe(sheet?.controls.length);
    expect(await layersOf('his')).toEqual(['not_met', 'not_met', 'not_met', 'not_met']);
    room.clock.now += 60_000;
    expect(await desks.sheets.recompute()).toEqual({ computed: 3, changed: 0, alerts: 0 });
    expect(await desks.sheets.computedAt()).toBe(room.clock.now);
    expect(await changes()).toEqual([]);
    expect(await alerts()).toEqual([]);
    const { systems } = room.registry.current;
    room.registry.current = {
      ...room.registry.current,
      systems: systems.map((system) => (system.id === 'his' ? { ...system, stage: 'retired' } : system)),
    };
    expect((await desks.sheets.all('*')).map(({ _id }) => _id)).not.toContain('his');
  });

  it('is done at once when evidence comes, also for what stands on the system', async () => {
    await desks.sheets.recompute();
    await desks.evidence.add(room.by('an'), draft(designation));
    expect(await layersOf('his')).toEqual(['met', 'not_met', 'not_met', 'not_met']);
    expect((await changes()).map(({ subject, from, to }) => `${subject} ${from} ${to}`)).toContain(
      'layer:1 not_met met',
    );
    const [inheritable] = room.deps.controls().controls.filter((control) => control.inheritable);
    const attested = {
      ...{ kind: 'attestation' as const, controlId: inheritable?.id ?? '', result: 'met' as const },
      ...{ method: 'test' as const, statement: 'Đã kiểm tra trên nền tảng.' },
    };
    await desks.evidence.add(room.by('an'), draft(attested, { systemId: 'nen-tang' }));
    const result = (await desks.sheets.get('his'))?.controls.find(
      ({ controlId }) => controlId === inheritable?.id,
    );
    expect(result).toMatchObject({ status: 'met', basis: 'inherited', inheritedFrom: 'nen-tang' });
  });

  it('counts evidence of the agency and of the province for their systems only', async () => {
    await desks.sheets.recompute();
    await desks.evidence.add(
      room.by('an'),
      draft(designation, { systemId: undefined, agencyId: 'benh-vien' }),
    );
    expect([await layersOf('his'), await layersOf('truong')].map((layers) => layers?.[0])).toEqual([
      ...['met', 'not_met'],
    ]);
    await desks.evidence.add(room.by('an'), draft(designation, { systemId: undefined }));
    expect((await layersOf('truong'))?.[0]).toBe('met');
  });

  it('raises one alert for a layer that got worse, however often it is computed', async () => {
    await desks.evidence.add(room.by('an'), draft(designation, { effectiveTo: '2026-11-25' }));
    expect((await layersOf('his'))?.[0]).not.toBe('not_met');
    room.clock.now += 7 * DAY;
    // Nothing has computed it since: what ran out is not green all the same.
    expect((await layersOf('his'))?.[0]).toBe('unverifiable');
    expect((await desks.sheets.recompute()).alerts).toBe(1);
    await desks.sheets.recompute();
    room.clock.now += DAY;
    await desks.sheets.recompute();
    expect(await alerts()).toMatchObject([
      {
        rule: { id: 'four-layers-1-not-met', kind: 'compliance', level: 'high' },
        ...{ systemId: 'his', agencyId: 'benh-vien', systemLevel: 3 },
        entity: { kind: 'khien.system_id', value: 'his' },
        window: { start: Date.parse('2026-11-27T17:00:00Z') },
        workflow: { status: 'new' },
      },
    ]);
    expect((await changes()).filter(({ worse, subject }) => worse && subject === 'layer:1')).toHaveLength(1);
  });

  it('tells a material change once', async () => {
    const seen = {
      value: 'personal',
      first: room.clock.now - DAY,
      last: room.clock.now,
      count: 9,
      eventId: 'e1',
    };
    await desks.sheets.recompute();
    await room.store.put('system_days', [systemDay('truong', '2026-11-21', { dataClasses: [seen] })]);
    await desks.sheets.recompute();
    await desks.sheets.recompute();
    room.clock.now += DAY;
    await desks.sheets.recompute();
    // It is heard, so it is in use, and has no dossier.
    const kinds = ['data_class', 'unregistered'];
    expect((await desks.sheets.summary('truong'))?.changes.map(({ kind }) => kind)).toEqual(kinds);
    expect((await alerts()).map(({ rule, systemId }) => `${systemId} ${rule.id}`).sort()).toEqual([
      ...['truong material-change-data-class', 'truong material-change-unregistered'],
    ]);
  });

  it('writes a change once when several compute at the same time', async () => {
    // Clocks of machines differ.
    const others = [1, 2, 3].map((ahead) => openDesks(room.again({ now: () => room.clock.now + ahead })));
    await desks.sheets.recompute();
    await room.store.insertManyOnce('evidence', [
      {
        ...{ _id: 'ev-1', systemId: 'his', agencyId: 'benh-vien', collectedAt: room.clock.now },
        ...{ effectiveFrom: '2026-10-01', origin: 'import', by: room.by('an').actor, fact: designation },
        resultHash: '0',
      },
    ]);
    await Promise.all([desks, ...others].map((one) => one.sheets.recompute(['his'])));
    expect((await changes()).filter(({ subject }) => subject === 'layer:1')).toHaveLength(1);
    const stored = await Promise.all([desks, ...others].map((one) => one.sheets.get('his')));
    expect(new Set(stored.map((sheet) => JSON.stringify(sheet))).size).toBe(1);
  });

  it.each([0, 1, 2, 3, 4])('loses no change and repeats none after a kill after write %i', async (writes) => {
    await desks.evidence.add(room.by('an'), draft(designation, { effectiveTo: '2026-11-25' }));
    await desks.sheets.recompute();
    const before = (await changes()).length;
    room.clock.now += 7 * DAY;
    const dying = dyingStore(room.store, writes);
    const recorder = createAlertRecorder({
      ...{ store: dying.store, log: silentLogger, now: room.deps.now },
    });
    const killed = openDesks({ ...room.deps, store: dying.store, recorder });
    await killed.sheets.recompute(['his']).catch(() => undefined);
    const next = openDesks(room.again());
    await next.sheets.repair();
    await next.sheets.recompute();
    await next.sheets.repair();
    const after = await changes();
    expect(after.filter(({ worse, subject }) => worse && subject === 'layer:1')).toHaveLength(1);
    expect(new Set(after.map(({ subject, at }) => `${subject} ${at}`)).size).toBe(after.length);
    expect(after.length).toBeGreaterThan(before);
    expect(await alerts()).toMatchObject([{ rule: { id: 'four-layers-1-not-met' } }]);
  });
});

describe('history', () => {
  it('is read by scope, system and Vietnamese day, page after page', async () => {
    await desks.sheets.recompute();
    await desks.evidence.add(room.by('an'), draft(designation));
    const { history } = desks.sheets;
    const all = (await history({ scope: '*' })).items;
    expect(all.length).toBeGreaterThan(1);
    expect((await history({ scope: new Set(['so-gd']) })).items).toEqual([]);
    expect(
      (await history({ scope: '*', systemId: 'his', from: '2026-11-21', to: '2026-11-21' })).items,
    ).toEqual(all);
    expect((await history({ scope: '*', from: '2026-11-22' })).items).toEqual([]);
    const first = await history({ scope: '*', limit: 1 });
    const second = await history({ scope: '*', limit: 1, cursor: first.next });
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 2));
  });
});
