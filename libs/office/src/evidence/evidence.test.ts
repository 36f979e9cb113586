import { controlsFor } from '@khien/compliance';
import { hashOf } from '@khien/dossier';
import type { Activity, Evidence, EvidenceFact } from '@khien/model';
import type { EvidenceDraft } from '../office';
import { type Desks, openDesks } from '../open-desks';
import { dyingStore } from '../testing/dying-store';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';
import { repairEvidence } from './repair-evidence';

let room: TestRoom;
let desks: Desks;
beforeEach(() => {
  room = openTestRoom();
  desks = openDesks(room.deps);
});
afterEach(() => room.close());

const scan: EvidenceFact = {
  ...{ kind: 'vulnerability_scan', on: '2026-11-01', tool: 'Máy quét' },
  open: { critical: 0, high: 1, medium: 2, low: 3 },
};
const draft = (more: Partial<EvidenceDraft> = {}): EvidenceDraft => ({
  ...{ systemId: 'his', effectiveFrom: '2026-11-01', fact: scan },
  ...more,
});
const controlId = (): string => controlsFor(room.deps.controls(), 2)[0]?.id ?? '';
const request = (): EvidenceFact => ({
  ...{ kind: 'exception', controlId: controlId(), reason: 'Hệ thống không có máy trạm.', state: 'requested' },
});
const stored = async (): Promise<Evidence[]> => (await room.store.find<Evidence>('evidence', {})).docs;

describe('evidence', () => {
  it('is kept with who said it, when, and the hash of what it says', async () => {
    const added = await desks.evidence.add(room.by('an'), draft({ note: 'Quét quý IV' }));
    expect(added).toMatchObject({
      ...{ systemId: 'his', agencyId: 'benh-vien', origin: 'person', collectedAt: room.clock.now },
      ...{ by: { userId: 'u-an' }, fact: scan, resultHash: hashOf(scan), note: 'Quét quý IV' },
    });
    expect(await desks.evidence.get(added._id)).toEqual(added);
    const { docs } = await room.store.find<Activity>('activity', { filter: { action: 'evidence_added' } });
    expect(docs).toMatchObject([
      { subject: { kind: 'evidence', id: added._id }, agencyId: 'benh-vien', actor: { username: 'an' } },
    ]);
  });

  it.each<[string, Partial<EvidenceDraft>, string]>([
    ['an unknown system', { systemId: 'nobody' }, '/systemId'],
    ['an unknown agency', { systemId: undefined, agencyId: 'nobody' }, '/agencyId'],
    ['another agency than the system has', { agencyId: 'so-gd' }, '/agencyId'],
    ['a day that does not exist', { effectiveFrom: '2026-02-30' }, '/effectiveFrom'],
    ['an end before its beginning', { effectiveTo: '2026-10-31' }, '/effectiveTo'],
    ['a beginning years ahead', { effectiveFrom: '2029-01-01' }, '/effectiveFrom'],
    ['a deed that is still to come', { fact: { ...scan, on: '2026-12-01' } as EvidenceFact }, '/fact/on'],
    [
      'a day in a paper that does not exist',
      {
        fact: { kind: 'regulation', paper: { number: '1/QĐ', date: '2026-13-01' } },
      },
      '/fact/paper/date',
    ],
    [
      'a file nobody uploaded',
      {
        fact: { kind: 'regulation', paper: { number: '1/QĐ', date: '2026-10-01', sha256: 'a'.repeat(64) } },
      },
      '/fact/paper/sha256',
    ],
    ['a part larger than the whole', { fact: { kind: 'mfa', accounts: 3, withMfa: 4 } }, '/fact/withMfa'],
    [
      'a control nobody knows',
      {
        fact: { kind: 'attestation', controlId: 'nope', result: 'met', method: 'test', statement: 'x' },
      },
      '/fact/controlId',
    ],
    [
      'a unit nobody knows',
      {
        fact: {
          ...{ kind: 'designation', role: 'operator', unit: 'nobody' },
          decision: { number: '1', date: '2026-01-01' },
        },
      },
      '/fact/unit',
    ],
    [
      'an exception that decides itself',
      {
        fact: { kind: 'exception', controlId: 'x', reason: 'Không có máy trạm.', state: 'approved' },
      },
      '/fact/state',
    ],
    ['a predecessor that is not there', { supersedes: 'ev-none' }, '/supersedes'],
    ['a field it has not', { colour: 'red' } as never, '/'],
    ['a fact of no kind', { fact: { kind: 'rumour' } as never }, '/fact/kind'],
  ])('is refused with %s, and the field is named', async (_name, more, pointer) => {
    const fact = more.fact?.kind === 'exception' ? { ...more.fact, controlId: controlId() } : more.fact;
    const tried = desks.evidence.add(room.by('an'), draft({ ...more, ...(fact && { fact }) }));
    await expect(tried).rejects.toMatchObject({
      code: 'invalid',
      problems: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
    expect(await stored()).toEqual([]);
  });

  it('supersedes only what is about the same thing', async () => {
    const old = await desks.evidence.add(room.by('an'), draft());
    const newer = await desks.evidence.add(room.by('an'), draft({ supersedes: old._id }));
    expect(newer.supersedes).toBe(old._id);
    for (const more of [{ systemId: 'truong' }, { fact: { kind: 'mfa', accounts: 1, withMfa: 1 } as const }])
      await expect(
        desks.evidence.add(room.by('an'), draft({ ...more, supersedes: old._id })),
      ).rejects.toMatchObject({ problems: [{ pointer: '/supersedes' }] });
  });

  it('gets the activity that a kill took from it', async () => {
    const dying = dyingStore(room.store, 1);
    const killed = openDesks({ ...room.deps, store: dying.store });
    await expect(killed.evidence.add(room.by('an'), draft())).rejects.toMatchObject({ code: 'unavailable' });
    expect(await stored()).toHaveLength(1);
    expect(await repairEvidence(room.store)).toBe(1);
    expect(await repairEvidence(room.store)).toBe(0);
    const { docs } = await room.store.find<Activity>('activity', { filter: { action: 'evidence_added' } });
    expect(docs).toMatchObject([{ actor: { username: 'an' }, data: { kind: 'vulnerability_scan' } }]);
  });

  it('is listed newest first, within scope', async () => {
    const ids: string[] = [];
    for (const systemId of ['his', 'truong', 'his']) {
      room.clock.now += 1000;
      ids.unshift((await desks.evidence.add(room.by('an'), draft({ systemId })))._id);
    }
    room.clock.now += 1000;
    await desks.evidence.add(room.by('an'), draft({ systemId: undefined }));
    const list = async (query: Partial<Parameters<typeof desks.evidence.list>[0]>) =>
      (await desks.evidence.list({ scope: '*', ...query })).items.map(({ _id }) => _id);
    expect((await list({})).slice(1)).toEqual(ids);
    expect(await list({ scope: new Set(['benh-vien', 'so-gd']) })).toEqual(ids);
    expect(await list({ scope: new Set(['so-gd']) })).toEqual([ids[1]]);
    expect(await list({ scope: new Set(['so-gd']), agencyId: 'benh-vien' })).toEqual([]);
    expect(await list({ systemId: 'his', kind: 'vulnerability_scan' })).toEqual([ids[0], ids[2]]);
    expect(await list({ kind: 'mfa' })).toEqual([]);
    const first = await desks.evidence.list({ scope: '*', systemId: 'his', limit: 1 });
    expect(await list({ systemId: 'his', limit: 1, cursor: first.next })).toEqual([ids[2]]);
  });

  it('of the monitor itself is stored once a day for one finding', async () => {
    const seen = {
      ...{ systemId: 'his', effectiveFrom: '2026-11-21', query: 'maxSkewMs of today' },
      fact: { kind: 'time_sync', on: '2026-11-21', maxSkewMs: 40 } as const,
    };
    expect(await desks.evidence.addTelemetry([seen, { ...seen, systemId: 'nobody' }])).toBe(1);
    expect(await desks.evidence.addTelemetry([seen])).toBe(0);
    expect(await desks.evidence.addTelemetry([{ ...seen, fact: { ...seen.fact, maxSkewMs: 41 } }])).toBe(1);
    expect(await stored()).toMatchObject([{ origin: 'telemetry' }, { by: { role: 'system' } }]);
  });
});

describe('an exception', () => {
  const asked = () => desks.evidence.add(room.by('an'), draft({ fact: request() }));
  const approved = { decision: 'approved', note: 'Có biện pháp bù.', effectiveTo: '2027-05-01' } as const;

  it('is decided by somebody else, in a record of its own that names the request', async () => {
    const wish = await asked();
    await expect(desks.evidence.decideException(room.by('an'), wish._id, approved)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const decided = await desks.evidence.decideException(room.by('chi', 'approver'), wish._id, approved);
    expect(decided).toMatchObject({
      ...{
        systemId: 'his',
        effectiveFrom: '2026-11-21',
        effectiveTo: '2027-05-01',
        note: 'Có biện pháp bù.',
      },
      fact: { state: 'approved', requestId: wish._id, decidedBy: 'u-chi', controlId: controlId() },
    });
    expect(await desks.evidence.get(wish._id)).toEqual(wish);
    const { controls } = (await desks.sheets.get('his')) ?? { controls: [] };
    const result = controls.find((control) => control.controlId === controlId());
    expect(result).toMatchObject({ status: 'not_applicable', basis: 'exception' });
  });

  it.each([
    { name: 'without a last day', decision: { decision: 'approved', note: 'x' }, pointer: '/effectiveTo' },
    {
      name: 'until a day gone by',
      decision: { decision: 'approved', note: 'x', effectiveTo: '2026-01-01' },
      pointer: '/effectiveTo',
    },
    { name: 'without a word', decision: { decision: 'refused', note: ' ' }, pointer: '/note' },
  ] as const)('is not decided $name', async ({ decision, pointer }) => {
    const wish = await asked();
    const tried = desks.evidence.decideException(room.by('chi', 'approver'), wish._id, decision);
    await expect(tried).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer }] });
  });

  it('is decided once by several at the same time, and can be revoked after', async () => {
    const wish = await asked();
    const tries = await Promise.allSettled(
      ['chi', 'dung', 'giang'].map((who) =>
        desks.evidence.decideException(room.by(who, 'approver'), wish._id, approved),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const again = desks.evidence.decideException(room.by('dung', 'approver'), wish._id, approved);
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    room.clock.now += 86_400_000;
    const revoked = await desks.evidence.decideException(room.by('dung', 'approver'), wish._id, {
      ...{ decision: 'revoked', note: 'Đã có máy trạm.' },
    });
    expect(revoked).toMatchObject({ fact: { state: 'revoked', requestId: wish._id } });
    expect(await stored()).toHaveLength(3);
  });

  it('that nobody asked for cannot be decided', async () => {
    const other = await desks.evidence.add(room.by('an'), draft());
    for (const id of [other._id, 'ev-none'])
      await expect(
        desks.evidence.decideException(room.by('chi', 'approver'), id, approved),
      ).rejects.toMatchObject({ code: 'not_found' });
  });
});
