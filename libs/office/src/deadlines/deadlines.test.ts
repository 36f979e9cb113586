import type { Activity, Reminder } from '@khien/model';
import { type Desks, openDesks } from '../open-desks';
import { openTestRoom, systemCard, type TestRoom } from '../testing/open-test-room';
import { createDeadlineDesk, type DeadlineOffice } from './create-deadline-desk';

const DAY = 86_400_000;
let room: TestRoom;
let desks: Desks;
let deadlines: DeadlineOffice;
beforeEach(() => {
  room = openTestRoom([systemCard('his', 'benh-vien', { level: 3 }), systemCard('truong', 'so-gd')]);
  desks = openDesks(room.deps, (ids) => deadlines?.forget(ids));
  deadlines = createDeadlineDesk({
    room: desks.room,
    book: desks.book,
    sheets: () => desks.sheets.stored('*'),
  });
});
afterEach(() => room.close());

const contract = (validTo: string, systemId = 'his') =>
  desks.evidence.add(room.by('an'), {
    ...{ systemId, effectiveFrom: '2026-01-01' },
    fact: {
      ...{ kind: 'contract', title: 'Thuê giám sát', validTo },
      paper: { number: '1/HĐ', date: '2026-01-01' },
    },
  });

describe('deadlines', () => {
  it('follow what is written at once, within scope and filter', async () => {
    const before = await deadlines.list('*', { kind: 'contract' });
    expect(before).toEqual([]);
    await contract('2027-01-15');
    expect(await deadlines.list('*', { kind: 'contract' })).toMatchObject([
      { systemId: 'his', dueOn: '2027-01-15', state: 'open', daysLeft: 55 },
    ]);
    const of = async (scope: '*' | ReadonlySet<string>, filter = {}) =>
      (await deadlines.list(scope, filter)).filter(({ kind }) => kind === 'contract').length;
    expect(await of(new Set(['benh-vien']))).toBe(1);
    expect(await of(new Set(['so-gd']))).toBe(0);
    expect(await of('*', { from: '2027-01-16' })).toBe(0);
    expect(await of('*', { to: '2027-01-14' })).toBe(0);
    expect(await of('*', { systemId: 'truong' })).toBe(0);
    expect(await of('*', { state: 'overdue' })).toBe(0);
    room.clock.now += 60 * DAY;
    expect(await of('*', { state: 'overdue' })).toBe(1);
  });

  it('are the same whether all are derived or only what was written about', async () => {
    await deadlines.list('*');
    for (const [day, systemId] of [
      ['2027-01-15', 'his'],
      ['2027-02-15', 'truong'],
      ['2026-12-15', 'his'],
    ] as const) {
      await contract(day, systemId);
      const patched = await deadlines.list('*');
      deadlines.forget();
      expect(patched).toEqual(await deadlines.list('*'));
    }
    await desks.evidence.add(room.by('an'), {
      ...{ agencyId: 'benh-vien', effectiveFrom: '2026-11-01' },
      fact: { kind: 'drill', on: '2026-11-01', title: 'Diễn tập' },
    });
    const patched = await deadlines.list('*');
    deadlines.forget();
    expect(patched).toEqual(await deadlines.list('*'));
  });

  it('of nobody in particular are everybody’s', async () => {
    const all = await deadlines.list('*');
    const own = await deadlines.list(new Set(['so-gd']));
    expect(own.length).toBeLessThan(all.length);
    expect(own.every(({ systemId }) => systemId === undefined || systemId === 'truong')).toBe(true);
  });

  it('are told once a step, and told further the longer they are overdue', async () => {
    await contract('2026-11-24');
    const reminded = async (): Promise<Reminder[]> =>
      (await deadlines.reminders('*', 0)).filter(({ deadlineId }) => deadlineId.includes('contract'));
    expect(await deadlines.remind()).toBeGreaterThan(0);
    expect(await deadlines.remind()).toBe(0);
    expect((await reminded()).map(({ step }) => step)).toEqual(['P3D']);
    for (let day = 0; day < 40; day++) {
      room.clock.now += DAY;
      await deadlines.remind();
    }
    const steps = (await reminded()).map(({ step, escalation }) => `${step} ${escalation}`).reverse();
    expect(steps.slice(0, 3)).toEqual(['P3D 0', 'P1D 0', 'due 0']);
    expect(steps.some((step) => step.endsWith(' 1') || step.endsWith(' 2'))).toBe(true);
    expect(new Set(steps).size).toBe(steps.length);
    expect(
      (await deadlines.reminders(new Set(['so-gd']), 0)).some(({ systemId }) => systemId === 'his'),
    ).toBe(false);
  });
});

describe('a calendar feed', () => {
  it('is found by its token only, until it is revoked by its owner', async () => {
    const by = room.by('an');
    const { id, token } = await deadlines.feeds.make(by);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await room.store.find('calendar_feeds', {}))).not.toContain(token);
    expect(await deadlines.feeds.byToken(token)).toEqual({ id, userId: 'u-an', createdAt: room.clock.now });
    for (const wrong of ['', `${token}x`, token.toLowerCase(), 'A'.repeat(43)])
      expect(await deadlines.feeds.byToken(wrong)).toBeUndefined();
    await expect(deadlines.feeds.revoke(room.by('binh'), id)).rejects.toMatchObject({ code: 'not_found' });
    await deadlines.feeds.revoke(by, id);
    await deadlines.feeds.revoke(by, id);
    expect(await deadlines.feeds.byToken(token)).toBeUndefined();
    expect(await deadlines.feeds.of('u-an')).toMatchObject([{ id, revokedAt: room.clock.now }]);
    const { docs } = await room.store.find<Activity>('activity', { filter: { 'subject.kind': 'user' } });
    expect(docs.map(({ action }) => action)).toEqual(['calendar_feed_made', 'calendar_feed_revoked']);
  });
});
