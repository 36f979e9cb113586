import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MonitorError, type Store, type UserView } from '@khien/model';
import { COLLECTIONS, createSqliteStore } from '@khien/store';
import type { Request } from 'express';
import { createIdempotency, KEPT_MS } from './idempotency';

const directory = mkdtempSync(join(tmpdir(), 'khien-idempotency-'));
const store: Store = createSqliteStore({ directory, cursorKey: randomBytes(32), collections: COLLECTIONS });
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const lan: UserView = {
  id: 'u1',
  username: 'lan',
  displayName: 'Lan',
  role: 'system_owner',
  agencies: ['so-yt'],
};
const call = (key: string | undefined, change: { body?: unknown; url?: string; ifMatch?: string } = {}) =>
  ({
    method: 'POST',
    originalUrl: change.url ?? '/api/v1/evidence',
    headers: { 'idempotency-key': key, 'if-match': change.ifMatch },
    body: change.body ?? { a: 1 },
  }) as unknown as Request;

let made = 0;
function open() {
  made += 1;
  const key = `key-${made}-0000`;
  const clock = { now: 1_795_000_000_000 };
  const idempotency = createIdempotency({ store, now: () => clock.now });
  let runs = 0;
  const run = async () => {
    runs += 1;
    return { status: 201, body: { run: runs, $odd: { 'a.b': 1 } }, headers: { ETag: '"1"' } };
  };
  return { key, clock, idempotency, run, runs: () => runs };
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: MonitorError) => error.code,
  );

describe('a call with an Idempotency-Key', () => {
  it('is done once, and answered the same again', async () => {
    const { idempotency, key, run, runs } = open();
    const first = await idempotency.once(call(key), lan, run);
    const again = await idempotency.once(call(key), lan, run);
    expect(again).toEqual({ ...first, headers: { ETag: '"1"', 'Idempotency-Replayed': 'true' } });
    expect(runs()).toBe(1);
  });
  it.each([
    ['another body', { body: { a: 2 } }],
    ['another address', { url: '/api/v1/systems' }],
    ['another version', { ifMatch: '"2"' }],
  ])('is refused for %s', async (_what, change) => {
    const { idempotency, key, run, runs } = open();
    await idempotency.once(call(key), lan, run);
    await expect(idempotency.once(call(key, change), lan, run)).rejects.toMatchObject({ code: 'invalid' });
    expect(runs()).toBe(1);
  });
  it.each([
    ['another person', { id: 'u2' }],
    ['the same person in another role', { role: 'admin' as const }],
    ['the same person with other agencies', { agencies: '*' as const }],
    ['the same person for another unit', { unit: 'so-tc' }],
  ])('has nothing to do with the same key of %s', async (_what, change) => {
    const { idempotency, key, run, runs } = open();
    await idempotency.once(call(key), lan, run);
    await idempotency.once(call(key), { ...lan, ...change }, run);
    expect(runs()).toBe(2);
  });
  it('is refused while the first is running, and of ten at once one runs', async () => {
    const { idempotency, key, run, runs } = open();
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = async () => {
      await gate;
      return run();
    };
    const all = Array.from({ length: 10 }, () => codeOf(idempotency.once(call(key), lan, slow)));
    const others = await Promise.race([Promise.all(all), codeOf(idempotency.once(call(key), lan, slow))]);
    expect(others).toBe('conflict');
    finish();
    expect((await Promise.all(all)).filter((code) => code === 'answered')).toHaveLength(1);
    expect(runs()).toBe(1);
  });
  it('that failed may be sent again', async () => {
    const { idempotency, key, run, runs } = open();
    const fail = async () => {
      throw new MonitorError('conflict', 'not now');
    };
    await expect(idempotency.once(call(key), lan, fail)).rejects.toMatchObject({ code: 'conflict' });
    await expect(idempotency.once(call(key, { body: {} }), lan, run)).resolves.toMatchObject({ status: 201 });
    expect(runs()).toBe(1);
  });
  it('whose server died is done again after two minutes', async () => {
    const { idempotency, key, clock, run } = open();
    await new Promise<void>((started) => {
      const neverEnds = () => {
        started();
        return new Promise<never>(() => {});
      };
      void idempotency.once(call(key), lan, neverEnds);
    });
    expect(await codeOf(idempotency.once(call(key), lan, run))).toBe('conflict');
    clock.now += 121_000;
    expect(await codeOf(idempotency.once(call(key), lan, run))).toBe('answered');
  });
  it('is forgotten after a day, and then swept', async () => {
    const { idempotency, key, clock, run, runs } = open();
    await idempotency.once(call(key), lan, run);
    clock.now += KEPT_MS + 1;
    await idempotency.once(call(key, { body: { other: true } }), lan, run);
    expect(runs()).toBe(2);
    const { docs } = await store.find('idempotency', {
      filter: { expiresAt: { lt: clock.now } },
    });
    expect(docs).toEqual([]);
  });
  it.each(['', 'short', 'x'.repeat(201), 'with space in it', 'dấu tiếng Việt'])(
    '%p is no key',
    async (key) => {
      const { idempotency, run } = open();
      await expect(idempotency.once(call(key), lan, run)).rejects.toMatchObject({ code: 'bad_request' });
    },
  );
  it('without one is done each time', async () => {
    const { idempotency, run, runs } = open();
    await idempotency.once(call(undefined), lan, run);
    await idempotency.once(call(undefined), lan, run);
    expect(runs()).toBe(2);
  });
});
