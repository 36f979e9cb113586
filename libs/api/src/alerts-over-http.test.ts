import type { Alert, Store } from '@khien/model';
import { createRepositories } from '@khien/store';
import { DAY, type Harness, json, putAlert, putEvent, startApi } from '../test/harness';
import { repairWorkflows } from '.';
import { activityOf, takeStep } from './alert-steps';

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
const ifMatch = (seq: number, headers = lan) => ({ ...headers, 'if-match': `"${seq}"` });

describe('the life of an alert over HTTP', () => {
  it('goes from new to closed and back, each step with the version before it', async () => {
    const { _id } = await putAlert(api.store);
    const taken = await post(`/alerts/${_id}/acknowledge`, {}, ifMatch(0));
    expect(taken.headers.get('etag')).toBe('"1"');
    expect((await taken.json()).alert.workflow).toMatchObject({
      status: 'acknowledged',
      assignee: 'analyst-1',
      seq: 1,
    });
    const closed = await post(
      `/alerts/${_id}/close`,
      { reason: 'false_positive', note: 'máy quét nội bộ' },
      ifMatch(1),
    );
    expect((await closed.json()).alert.workflow).toMatchObject({
      status: 'closed',
      closeReason: 'false_positive',
    });
    const reopened = await post(`/alerts/${_id}/reopen`, { note: 'thấy lại' }, ifMatch(2, minh));
    expect((await reopened.json()).alert.workflow).toMatchObject({ status: 'new', seq: 3 });
    const detail = await get(`/alerts/${_id}`);
    expect(detail.headers.get('etag')).toBe('"3"');
    const { alert, activity, system } = await detail.json();
    expect(alert).toMatchObject({
      id: _id,
      systemName: { vi: 'Hệ thống his' },
      agencyName: { vi: 'Trung tâm Y tế' },
    });
    expect(system).toMatchObject({ id: 'his', level: 3, dossierState: 'approved', agencyId: 'ttyt' });
    expect(activity.map((one: { action: string }) => one.action)).toEqual([
      'alert_acknowledged',
      'alert_closed',
      'alert_reopened',
    ]);
    expect(activity[1]).toMatchObject({
      actor: { username: 'analyst-1' },
      from: { ip: '127.0.0.1' },
      reason: 'máy quét nội bộ',
      data: { closeReason: 'false_positive' },
      agencyId: 'ttyt',
    });
  });
  it.each([
    ['nothing', {}, 428],
    ['a star', { 'if-match': '*' }, 428],
    ['an older version', { 'if-match': '"7"' }, 412],
    ['a weak tag', { 'if-match': 'W/"0"' }, 412],
    ['no tag at all', { 'if-match': '0' }, 412],
  ])('refuses a step with %s as If-Match', async (_what, headers, status) => {
    const { _id } = await putAlert(api.store);
    const response = await post(
      `/alerts/${_id}/acknowledge`,
      {},
      { ...lan, ...(headers as Record<string, string>) },
    );
    expect(response.status).toBe(status);
    const { alert, activity } = await (await get(`/alerts/${_id}`)).json();
    expect([alert.workflow.seq, activity]).toEqual([0, []]);
  });
  it.each([
    ['closing what is new', 'close', { reason: 'duplicate', note: 'trùng lặp' }, 409],
    ['reopening what is new', 'reopen', { note: 'x' }, 409],
    ['closing without a reason', 'close', { note: 'trùng lặp' }, 422],
    ['closing with a made-up reason', 'close', { reason: 'because', note: 'trùng lặp' }, 422],
    ['closing with a short note', 'close', { reason: 'duplicate', note: '  abc  ' }, 422],
    ['an unknown field', 'acknowledge', { assignee: 'me' }, 422],
    ['an empty note', 'notes', { note: '   ' }, 422],
  ])('refuses %s', async (_what, step, body, status) => {
    const { _id } = await putAlert(api.store);
    const response = await post(`/alerts/${_id}/${step}`, body, ifMatch(0));
    expect(response.status).toBe(status);
  });
  it('lets one of two people acknowledge at once, and tells the other', async () => {
    for (let round = 0; round < 10; round++) {
      const { _id } = await putAlert(api.store);
      const both = [lan, minh].map((who) => post(`/alerts/${_id}/acknowledge`, {}, ifMatch(0, who)));
      const statuses = (await Promise.all(both)).map((one) => one.status).sort();
      expect(statuses[0]).toBe(200);
      expect([409, 412]).toContain(statuses[1]);
      expect((await (await get(`/alerts/${_id}`)).json()).activity).toHaveLength(1);
    }
  });
  it('writes one step of two that were both decided before either was written', async () => {
    const alert = await putAlert(api.store);
    let arrived = 0;
    let open: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const gated: Store = {
      ...api.store,
      async insertManyOnce(collection, docs, day) {
        arrived += 1;
        if (arrived === 2) open();
        await both;
        return api.store.insertManyOnce(collection, docs, day);
      },
    };
    const step = (username: string) =>
      takeStep(gated, alert, {
        command: { kind: 'acknowledge' },
        expectedSeq: 0,
        by: { actor: { userId: username, username, role: 'analyst' }, from: { ip: '192.0.2.1' }, at: 1 },
      });
    const settled = await Promise.allSettled([step('lan'), step('minh')]);
    expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(settled.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'precondition_failed' },
    });
    expect(await activityOf(api.store, alert._id)).toHaveLength(1);
  });
  it('keeps what workers write while people act', async () => {
    const { _id } = await putAlert(api.store);
    const { alerts } = createRepositories(api.store);
    const worker = Promise.all(
      Array.from({ length: 10 }, () =>
        alerts.updateWithRetry(_id, (alert) => ({ ...alert, count: alert.count + 1 })),
      ),
    );
    const [person] = await Promise.all([post(`/alerts/${_id}/acknowledge`, {}, ifMatch(0)), worker]);
    expect(person.status).toBe(200);
    expect(await alerts.get(_id)).toMatchObject({ count: 11, workflow: { status: 'acknowledged', seq: 1 } });
  });
  it('is made whole after a crash between the step and its alert', async () => {
    const alert = await putAlert(api.store);
    const crashing = { ...api.store, replaceIfVersion: async () => Promise.reject(new Error('power cut')) };
    const by = {
      actor: { userId: 'u', username: 'u', role: 'analyst' as const },
      from: { ip: '192.0.2.1' },
      at: 9e12,
    };
    await expect(
      takeStep(crashing, alert, { command: { kind: 'acknowledge' }, expectedSeq: 0, by }),
    ).rejects.toThrow('power cut');
    expect((await createRepositories(api.store).alerts.get(alert._id))?.workflow.seq).toBe(0);
    await expect(repairWorkflows(api.store, 1)).resolves.toBe(1);
    expect((await createRepositories(api.store).alerts.get(alert._id))?.workflow).toMatchObject({
      status: 'acknowledged',
      seq: 1,
    });
    await expect(repairWorkflows(api.store, 1)).resolves.toBe(0);
  });
});

describe('finding alerts', () => {
  const words = {
    rule: {
      id: 'x-rule',
      kind: 'anomaly' as const,
      title: { vi: 'Truy cập ngoài giờ', en: 'Off hours' },
      level: 'low' as const,
      tags: [],
      citations: [],
    },
  };
  beforeAll(async () => {
    for (let i = 0; i < 25; i++)
      await putAlert(api.store, {
        ...words,
        priority: i % 5,
        severity: i % 2 ? 'low' : 'critical',
        entity: { kind: 'host', value: `may-${i}` },
        lastSeen: 5_000_000 + i,
      });
  });
  const ids = async (query: string) => {
    const response = await get(`/alerts?${query}`);
    const { items } = await response.json();
    return items.map((one: { id: string }) => one.id);
  };
  it('walks through all pages once, highest priority first', async () => {
    const seen: Array<{ id: string; priority: number }> = [];
    let cursor = '';
    do {
      const page = await (await get(`/alerts?kind=anomaly&limit=7${cursor && `&cursor=${cursor}`}`)).json();
      seen.push(...page.items);
      cursor = page.next ?? '';
    } while (cursor);
    expect(new Set(seen.map((one) => one.id)).size).toBe(25);
    expect(seen.map((one) => one.priority)).toEqual(seen.map((one) => one.priority).sort((a, b) => b - a));
  });
  it('finds words without their marks, across pages that hold none', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await (
        await get(
          `/alerts?q=${encodeURIComponent('NGOAI giờ')}&limit=10&sort=createdAt${cursor && `&cursor=${cursor}`}`,
        )
      ).json();
      expect(page.items.length).toBeLessThanOrEqual(10);
      seen.push(...page.items.map((one: { id: string }) => one.id));
      cursor = page.next ?? '';
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });
  it.each([
    ['q=may-7', 1],
    ['q=may-7%20nothing', 0],
    ['kind=anomaly&severity=critical', 13],
    ['kind=anomaly&severity=critical,low', 25],
    ['kind=anomaly&status=closed', 0],
    ['kind=anomaly&from=1970-01-01T01:23:20.020Z', 5],
    ['kind=anomaly&to=1970-01-01T01:23:20.004Z', 5],
    ['kind=anomaly&systemId=school', 0],
  ])('%s gives %d', async (query, count) => {
    expect(await ids(`${query}&limit=100`)).toHaveLength(count);
  });
  it('refuses a cursor of another query', async () => {
    const { next } = await (await get('/alerts?kind=anomaly&limit=2')).json();
    expect((await get(`/alerts?kind=detection&limit=2&cursor=${next}`)).status).toBe(400);
    const scoped = await api.as('system_owner', ['so-gd']);
    expect((await get(`/alerts?kind=anomaly&limit=2&cursor=${next}`, scoped)).status).toBe(400);
  });
  it.each([
    'limit=0',
    'limit=201',
    'limit=1e1',
    'limit=5&limit=6',
    'status[$ne]=new',
    'status=new,$where',
    'severity=critical%00',
    'systemId=%24gt',
    'systemId[$gt]=',
    '$where=1',
    'sort=_id',
    'sort=priority&sort=createdAt',
    'from=yesterday',
    'from=2026-11-21',
    'q=',
    'unknown=1',
    '__proto__=1',
    'constructor=1',
    `cursor=${'x'.repeat(2001)}`,
  ])('refuses the query %s', async (query) => {
    const response = await get(`/alerts?${query}`);
    expect(response.status).toBe(422);
    expect((await response.json()).problems.length).toBeGreaterThan(0);
  });
  it.each(['x', 'x.y', '..%2f..', `${'A'.repeat(40)}.${'B'.repeat(43)}`])(
    'refuses the cursor %s',
    async (cursor) => {
      expect((await get(`/alerts?cursor=${cursor}`)).status).toBe(400);
    },
  );
});

describe('one alert', () => {
  it('shows its evidence in order, only of the agencies of the reader, and who read it', async () => {
    const events = [
      await putEvent(api.store, 'ttyt'),
      await putEvent(api.store, 'so-gd'),
      await putEvent(api.store, undefined),
    ];
    const { _id } = await putAlert(api.store, { evidence: events.map((id) => ({ day: DAY, id })) });
    const seen = async (headers: Record<string, string>) =>
      (await (await get(`/alerts/${_id}`, headers)).json()).evidence.map(
        (event: { _id: string }) => event._id,
      );
    expect(await seen(lan)).toEqual(events);
    expect(await seen(lan)).toEqual(events);
    expect(await seen(await api.as('system_owner', ['so-yt']))).toEqual([events[0]]);
    expect(await seen(await api.as('leader', '*'))).toEqual([]);
    const reads = await get(
      `/activity?action=event_read&subjectId=alert:${_id}`,
      await api.as('auditor', '*'),
    );
    const { items } = await reads.json();
    expect(items.map((one: { actor: { role: string } }) => one.actor.role).sort()).toEqual([
      'analyst',
      'system_owner',
    ]);
  });
  it('shows what the same rule saw of the same entity before', async () => {
    const entity = { kind: 'host', value: 'may-lap-lai' };
    const made: Alert[] = [];
    for (let i = 0; i < 7; i++) made.push(await putAlert(api.store, { entity }));
    await putAlert(api.store, { entity, rule: { ...(made[0] as Alert).rule, id: 'other' } });
    const { related } = await (await get(`/alerts/${made[6]?._id}`)).json();
    expect(related.map((one: { id: string }) => one.id)).toEqual([5, 4, 3, 2, 1].map((i) => made[i]?._id));
  });
  it('does not name people to the leader, and does not let them be found by name', async () => {
    const entity = { kind: 'user.name', value: 'nv.hoa.le' };
    const { _id } = await putAlert(api.store, { entity });
    const leader = await api.as('leader', '*');
    expect(await (await get(`/alerts/${_id}`, leader)).text()).not.toContain('nv.hoa.le');
    expect((await (await get('/alerts?q=nv.hoa.le', leader)).json()).items).toEqual([]);
    expect((await (await get('/alerts?q=nv.hoa.le')).json()).items).toHaveLength(1);
  });
});
