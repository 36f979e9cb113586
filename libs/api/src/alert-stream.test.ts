import { createConnection } from 'node:net';
import type { Alert, Role } from '@khien/model';
import { createRepositories } from '@khien/store';
import { type Harness, json, putAlert, startApi } from '../test/harness';
import { createAlertFeed, createAlertPoller, DEFAULT_LIMITS } from '.';

let api: Harness;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

interface Message {
  id?: string;
  event?: string;
  data?: string;
}
/** A reader of the stream; `next` waits for a message (comments and retry lines are skipped). */
async function follow(headers: Record<string, string>, lastEventId?: string) {
  const abort = new AbortController();
  const response = await fetch(`${api.url}/api/v1/alerts/stream`, {
    signal: abort.signal,
    headers: { ...headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let heartbeats = 0;
  async function next(): Promise<Message | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        const chunk = await reader?.read().catch(() => undefined);
        if (!chunk || chunk.done) return undefined;
        text += chunk.value;
        continue;
      }
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      if (lines.includes(': heartbeat')) heartbeats += 1;
      const fields = lines.filter((line) => !line.startsWith(':') && !line.startsWith('retry:'));
      if (fields.length > 0)
        return Object.fromEntries(fields.map((line) => line.split(/: (.*)/s).slice(0, 2)));
    }
  }
  return { response, next, close: () => abort.abort(), heartbeats: () => heartbeats };
}
const alertIn = (message: Message | undefined) => JSON.parse(message?.data ?? '{}').alert;
const alertOf = (agencyId: string | undefined, change: Partial<Alert> = {}) =>
  putAlert(api.store, {
    ...(agencyId === undefined ? { agencyId: undefined as never } : { agencyId }),
    ...change,
  });

describe('the stream', () => {
  it('brings alerts as they come, as the list shows them', async () => {
    const stream = await follow(await api.as('analyst', '*'));
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.response.headers.get('x-accel-buffering')).toBe('no');
    const alert = await alertOf('ttyt');
    api.feed.publish('created', alert);
    const message = await stream.next();
    expect(message).toMatchObject({ id: 'e1.1', event: 'alert' });
    expect(JSON.parse(message?.data ?? '')).toMatchObject({
      type: 'created',
      alert: { id: alert._id, systemName: { vi: 'Hệ thống his' } },
    });
    stream.close();
  });
  it.each<[Role, '*' | string[], string[]]>([
    ['analyst', '*', ['ttyt', 'so-gd', 'none']],
    ['analyst', ['so-yt'], ['ttyt']],
    ['system_owner', ['so-gd'], ['so-gd']],
    ['leader', ['ubnd-tinh'], ['ttyt', 'so-gd']],
    ['auditor', [], []],
  ])('shows the %s of %j only their own', async (role, agencies, expected) => {
    const headers = await api.as(role, agencies);
    const stream = await follow(headers);
    for (const place of ['ttyt', 'so-gd', undefined]) api.feed.publish('created', await alertOf(place));
    const last = await alertOf(agencies === '*' ? 'ttyt' : (agencies[0] ?? 'ttyt'));
    api.feed.publish('updated', last);
    const seen: string[] = [];
    while (seen.length < expected.length) seen.push(alertIn(await stream.next()).agencyId ?? 'none');
    expect(seen).toEqual(expected);
    if (agencies.length > 0) expect(alertIn(await stream.next()).id).toBe(last._id);
    await fetch(`${api.url}/api/v1/session`, { method: 'DELETE', headers });
    expect(await stream.next()).toBeUndefined();
  });
  it('does not name people to the leader', async () => {
    const stream = await follow(await api.as('leader', '*'));
    api.feed.publish('created', await alertOf('ttyt', { entity: { kind: 'user.name', value: 'nv.hoa' } }));
    const message = await stream.next();
    expect(message?.data).not.toContain('nv.hoa');
    stream.close();
  });
  it('resumes after the last id, still within the scope', async () => {
    const headers = await api.as('analyst', ['so-gd']);
    for (const place of ['so-gd', 'so-gd', 'ttyt', 'so-gd'])
      api.feed.publish('created', await alertOf(place));
    const stream = await follow(headers, 'e1.1');
    expect([(await stream.next())?.id, (await stream.next())?.id]).toEqual(['e1.2', 'e1.4']);
    api.feed.publish('updated', await alertOf('so-gd'));
    expect((await stream.next())?.id).toBe('e1.5');
    stream.close();
  });
  it.each(['e0.1', 'e1.99', 'garbage', 'e1.', 'e1.-1', '../e1.1'])('starts afresh after %s', async (id) => {
    api.feed.publish('created', await alertOf('ttyt'));
    const stream = await follow(await api.as('analyst', '*'), id);
    expect(await stream.next()).toMatchObject({ event: 'reset' });
    stream.close();
  });
  it('starts afresh for who was away longer than the ring remembers', async () => {
    const alert = await alertOf('ttyt');
    for (let i = 0; i < 60; i++) api.feed.publish('updated', alert);
    const stream = await follow(await api.as('analyst', '*'), 'e1.9');
    expect(await stream.next()).toMatchObject({ event: 'reset' });
    const close = await follow(await api.as('analyst', '*'), 'e1.10');
    expect((await close.next())?.id).toBe('e1.11');
    stream.close();
    close.close();
  });
  it('beats while nothing happens', async () => {
    const stream = await follow(await api.as('analyst', '*'));
    setTimeout(async () => api.feed.publish('created', await alertOf('ttyt')), 130);
    await stream.next();
    expect(stream.heartbeats()).toBeGreaterThan(0);
    stream.close();
  });
  it('ends when the session ends', async () => {
    const headers = await api.as('analyst', '*');
    const stream = await follow(headers);
    await fetch(`${api.url}/api/v1/session`, { method: 'DELETE', headers: { ...headers, ...json } });
    expect(await stream.next()).toBeUndefined();
  });
  it('is given to one person a few times only, and again after closing', async () => {
    const headers = await api.as('analyst', '*');
    const streams = [];
    for (let i = 0; i < DEFAULT_LIMITS.streamsPerUser; i++) streams.push(await follow(headers));
    expect((await follow(headers)).response.status).toBe(429);
    expect((await follow(await api.as('analyst', '*'))).response.status).toBe(200);
    for (const stream of streams) stream.close();
    let status = 429;
    for (let i = 0; i < 50 && status === 429; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const again = await follow(headers);
      status = again.response.status;
      again.close();
    }
    expect(status).toBe(200);
  });
  it('is cut for a reader that does not read', async () => {
    await api.close();
    api = await startApi({
      limits: {
        ...DEFAULT_LIMITS,
        requestsPerMinute: 1000,
        streamBufferBytes: 64 * 1024,
        heartbeatMs: 60_000,
      },
    });
    const { authorization } = await api.as('analyst', '*');
    const { hostname, port } = new URL(api.url);
    const socket = createConnection(Number(port), hostname);
    socket.pause();
    socket.write(`GET /api/v1/alerts/stream HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`);
    const alert = await alertOf('ttyt', {
      rule: { ...(await alertOf('ttyt')).rule, citations: ['x'.repeat(100_000)] },
    });
    const cut = () => api.logged.some((one) => one.message === 'a slow reader of the alert stream was cut');
    for (let i = 0; i < 500 && !cut(); i++) {
      api.feed.publish('updated', alert);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(cut()).toBe(true);
    socket.destroy();
  });
});

describe('the poller', () => {
  async function polling() {
    const published: Array<[string, string, number]> = [];
    const feed = createAlertFeed({ capacity: 10, epoch: 'p' });
    feed.subscribe(({ type, alert }) => published.push([type, alert._id, alert.version]));
    const poller = createAlertPoller({
      store: api.store,
      feed,
      now: api.deps.now,
      log: api.deps.log,
      intervalMs: 3600_000,
      overlapMs: 10_000,
    });
    await poller.start();
    return { published, poller };
  }
  const at = () => ({ createdAt: api.clock.now, updatedAt: api.clock.now });
  const touch = (id: string) =>
    createRepositories(api.store).alerts.updateWithRetry(id, (alert) => ({
      ...alert,
      updatedAt: api.clock.now,
    }));

  it('publishes what is created and updated after it started, each version once', async () => {
    const old = await putAlert(api.store, at());
    const { published, poller } = await polling();
    api.clock.now += 1000;
    const fresh = await putAlert(api.store, at());
    await poller.poll();
    await poller.poll();
    await touch(old._id);
    await poller.poll();
    expect(published).toEqual([
      ['created', fresh._id, 0],
      ['updated', old._id, 1],
    ]);
    await poller.stop();
  });
  it('misses none of many changes in one millisecond, before or after a look', async () => {
    const { published, poller } = await polling();
    api.clock.now += 1000;
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      ids.push((await putAlert(api.store, at()))._id);
      await poller.poll();
    }
    expect(published.map(([, id]) => id)).toEqual(ids);
    await poller.stop();
  });
  it('sees what becomes visible later than its time', async () => {
    const { published, poller } = await polling();
    api.clock.now += 20_000;
    const first = await putAlert(api.store, at());
    await poller.poll();
    const late = await putAlert(api.store, {
      createdAt: api.clock.now - 9_000,
      updatedAt: api.clock.now - 9_000,
    });
    await poller.poll();
    expect(published.map(([, id]) => id)).toEqual([first._id, late._id]);
    await poller.stop();
  });
  it('is not blinded by a clock that runs ahead', async () => {
    const { published, poller } = await polling();
    await putAlert(api.store, { createdAt: api.clock.now + 1e9, updatedAt: api.clock.now + 1e9 });
    await poller.poll();
    api.clock.now += 1000;
    const next = await putAlert(api.store, at());
    await poller.poll();
    expect(published.map(([, id]) => id)).toContain(next._id);
    expect(published).toHaveLength(2);
    await poller.stop();
  });
  it('publishes more than one page', async () => {
    const { published, poller } = await polling();
    api.clock.now += 1000;
    const { rule, ...rest } = await putAlert(api.store);
    const many = Array.from({ length: 1200 }, (_, i) => ({ ...rest, rule, ...at(), _id: `many-${i}` }));
    await api.store.insertManyOnce('alerts', many);
    await poller.poll();
    await poller.poll();
    expect(new Set(published.map(([, id]) => id)).size).toBe(1200);
    expect(published).toHaveLength(1200);
    await poller.stop();
  });
  it('brings a step somebody takes to everybody who watches', async () => {
    const poller = createAlertPoller({ ...api.deps, feed: api.feed, intervalMs: 20, overlapMs: 10_000 });
    const headers = await api.as('analyst', '*');
    const alert = await putAlert(api.store, at());
    await poller.start();
    const stream = await follow(headers);
    await fetch(`${api.url}/api/v1/alerts/${alert._id}/acknowledge`, {
      method: 'POST',
      headers: { ...headers, ...json, 'if-match': '"0"' },
      body: '{}',
    });
    const message = await stream.next();
    expect(JSON.parse(message?.data ?? '')).toMatchObject({
      type: 'updated',
      alert: { workflow: { status: 'acknowledged' } },
    });
    stream.close();
    await poller.stop();
  });
});
