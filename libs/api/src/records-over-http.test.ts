import { busKeyOf } from '@khien/compliance';
import {
  DAY,
  FIRST_CONTROL,
  type Harness,
  json,
  putDeadLetter,
  putEvent,
  putHalf,
  startApi,
} from '../test/harness';

let api: Harness;
let lan: Record<string, string>;
let minh: Record<string, string>;
beforeAll(async () => {
  api = await startApi();
  lan = await api.as('analyst', '*');
  minh = await api.as('shift_lead', '*');
});
afterAll(() => api.close());

const get = (path: string, headers = lan) => fetch(`${api.url}/api/v1${path}`, { headers });
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });

describe('dead letters', () => {
  it('are listed without their text', async () => {
    const id = await putDeadLetter(api.store, 'his-nginx');
    const { items } = await (
      await get('/dead-letters?sourceId=his-nginx&reason=unrecognised,empty&state=open')
    ).json();
    const letter = items.find((one: { id: string }) => one.id === id);
    expect(Object.keys(letter).sort()).toEqual([
      'at',
      'bytes',
      'detail',
      'id',
      'parser',
      'reason',
      'receivedAt',
      'sourceId',
      'state',
    ]);
  });
  it('are opened only with a reason, which is on record before the text is shown', async () => {
    const id = await putDeadLetter(api.store, 'his-nginx');
    expect((await post(`/dead-letters/${id}/open`, {}, minh)).status).toBe(422);
    const response = await post(`/dead-letters/${id}/open`, { reason: 'kiểm tra định dạng' }, minh);
    expect(await response.json()).toEqual({ raw: `raw of ${id}`, encoding: 'utf-8' });
    const audit = await (
      await get(`/activity?subjectKind=dead_letter&subjectId=${id}`, await api.as('auditor', '*'))
    ).json();
    expect(audit.items).toEqual([
      expect.objectContaining({ action: 'dead_letter_read', reason: 'kiểm tra định dạng', agencyId: 'ttyt' }),
    ]);
  });
  it('are replayed by id or by source, on record', async () => {
    const ids = [
      await putDeadLetter(api.store, 'school-nginx'),
      await putDeadLetter(api.store, 'school-nginx'),
    ];
    const byId = await post('/dead-letters/replay', { ids: [ids[0]], reason: 'đã sửa hồ sơ' }, minh);
    expect(await byId.json()).toEqual({ replayed: 1, stored: 1, failed: 0 });
    await post('/dead-letters/replay', { sourceId: 'school-nginx', reason: 'đã sửa hồ sơ' }, minh);
    expect(api.replayed.slice(-2)).toEqual([[ids[0]], ids]);
    const audit = await get(
      '/activity?action=dead_letter_replayed&subjectId=school-nginx',
      await api.as('auditor', '*'),
    );
    expect((await audit.json()).items.map((one: { data: object }) => one.data)).toEqual([
      { count: 2 },
      { count: 1 },
    ]);
  });
  it.each([
    [{ reason: 'đã sửa hồ sơ' }, 422],
    [{ ids: ['a'], sourceId: 'b', reason: 'đã sửa hồ sơ' }, 422],
    [{ ids: [], reason: 'đã sửa hồ sơ' }, 422],
    [{ ids: [{ $ne: null }], reason: 'đã sửa hồ sơ' }, 422],
    [{ sourceId: { $gt: '' }, reason: 'đã sửa hồ sơ' }, 422],
    [{ ids: ['nobody'], reason: 'đã sửa hồ sơ' }, 404],
    [{ sourceId: 'nobody', reason: 'đã sửa hồ sơ' }, 404],
  ])('are not replayed for %j', async (body, status) => {
    expect((await post('/dead-letters/replay', body, minh)).status).toBe(status);
  });
});

describe('sources', () => {
  it('show their state, and count minute by minute', async () => {
    const minute = Math.floor(api.clock.now / 60_000) * 60_000 - 120_000;
    const row = { collectorId: 'c', sourceId: 'his-nginx', bytes: 1 };
    await api.store.put('intake', [
      { ...row, _id: 'i1', segment: 1, minute, received: 10, shed: 1 },
      { ...row, _id: 'i2', segment: 2, minute, received: 5, shed: 0 },
    ] as never);
    await api.store.insertManyOnce('ledger', [
      {
        ...row,
        _id: 'c.1',
        seq: 1,
        partitionDay: DAY,
        in: 15,
        stored: 12,
        duplicate: 2,
        deadLettered: 1,
        masked: 0,
        alerts: 0,
        sealedAt: minute,
        processedAt: minute + 61_000,
      },
    ] as never);
    const { minutes, totals } = await (await get('/sources/his-nginx/accounting')).json();
    expect(minutes).toEqual([
      { minute, received: 15, stored: 0, duplicate: 0, deadLettered: 0, shed: 1 },
      { minute: minute + 60_000, received: 0, stored: 12, duplicate: 2, deadLettered: 1, shed: 0 },
    ]);
    expect(totals).toEqual({ received: 15, stored: 12, duplicate: 2, deadLettered: 1, shed: 1 });
    expect(await (await get('/sources/his-nginx')).json()).toMatchObject({
      ...{ id: 'his-nginx', state: 'never', usualThisHour: null },
    });
    expect((await get('/sources/none')).status).toBe(404);
  });
  it('say what rests on them in words, of a system elsewhere and a rule that is gone by id alone', async () => {
    const rule = { id: 'r', title: { vi: 'Quy tắc r', en: 'Quy tắc r' } };
    const { id, title } = FIRST_CONTROL;
    const his = { id: 'his', title: { vi: 'Hệ thống his', en: 'Hệ thống his' } };
    const clerk = await api.as('analyst', ['ttyt']);
    const rests = async (who: Record<string, string>) =>
      (await (await get('/sources/his-nginx', who)).json()).rests;
    expect(await rests(clerk)).toEqual({
      ...{ rules: [rule, { id: 'gone' }], onlyHere: [rule] },
      ...{ controls: [{ id, title }, { id: 'gone' }], dossiers: [his, { id: 'school' }] },
    });
    expect((await rests(lan)).dossiers[1].title.vi).toBe('Hệ thống school');
  });
  it('are listed with their state', async () => {
    const { items } = await (await get('/sources')).json();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      id: 'his-nginx',
      transport: 'replay',
      systemName: { vi: 'Hệ thống his' },
      state: 'never',
    });
  });
  it.each(['from=2026-11-19T00:00:00Z', 'from=2026-11-21T02:00:00Z&to=2026-11-21T01:00:00Z'])(
    'refuse the range %s',
    async (range) => {
      expect((await get(`/sources/his-nginx/accounting?${range}`)).status).toBe(422);
    },
  );
});

describe('events', () => {
  it('are read one by one, on record', async () => {
    const id = await putEvent(api.store, 'ttyt');
    expect((await (await get(`/events/${DAY}/${id}`)).json()).event._id).toBe(id);
    const audit = await get(`/activity?action=event_read&subjectId=${id}`, await api.as('auditor', '*'));
    expect((await audit.json()).items).toEqual([
      expect.objectContaining({ agencyId: 'ttyt', data: { day: DAY } }),
    ]);
  });
  it.each([
    `/events/${DAY}/nobody`,
    '/events/2026-1-1/x',
    '/events/%24where/x',
    `/events/${DAY}/%7b%7d`,
    '/events/9999-99-99/x',
  ])('are not found at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('messages over the bus', () => {
  const find = (id: string, headers?: Record<string, string>) =>
    get(`/bus/messages?messageId=${encodeURIComponent(id)}`, headers);

  it('show both halves side by side, with what differs, on record', async () => {
    const id = await putHalf(api.store, { agencyId: 'ttyt', side: 'client', user: 'an' });
    await putHalf(api.store, { agencyId: 'so-gd', side: 'producer', user: 'binh', messageId: id });
    const auditor = await api.as('auditor', '*');
    const { exchanges } = await (await find(id, auditor)).json();
    expect(exchanges).toEqual([
      {
        ...{ verdict: 'disagree', differences: ['user'] },
        halves: ['client', 'producer'].map((side) =>
          expect.objectContaining({ side, event: expect.objectContaining({ _id: expect.any(String) }) }),
        ),
      },
    ]);
    const audit = await get(`/activity?action=event_read&subjectId=bus:${busKeyOf(id)}`, auditor);
    expect((await audit.json()).items).toEqual([expect.objectContaining({ data: { events: 2 } })]);
  });
  it('show a person the half of their own agency and nothing of the other', async () => {
    const id = await putHalf(api.store, { agencyId: 'ttyt', side: 'client', user: 'an' });
    await putHalf(api.store, { agencyId: 'so-gd', side: 'producer', user: 'binh', messageId: id });
    const { exchanges } = await (await find(id, await api.as('analyst', ['so-gd']))).json();
    expect(exchanges).toEqual([
      { verdict: 'out_of_scope', halves: [expect.objectContaining({ side: 'producer' })] },
    ]);
  });
  it('say which end is missing', async () => {
    const id = await putHalf(api.store, { agencyId: 'ttyt', side: 'client' });
    const { exchanges } = await (await find(id)).json();
    expect(exchanges).toMatchObject([{ verdict: 'missing', side: 'producer', halves: [{ side: 'client' }] }]);
  });
  it.each([
    ['nobody', 404],
    ['', 422],
    ['x'.repeat(1025), 422],
  ])('%s is answered %d', async (id, status) => {
    expect((await find(id)).status).toBe(status);
  });
});
