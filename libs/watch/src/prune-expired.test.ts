import { chunkIdOf, silentLogger } from '@khien/model';
import { openTestStore, type TestStore } from '../test/test-store';
import { PRUNE_POLICY, type Pruned, pruneExpired } from './prune-expired';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T00:20:00.000Z');

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.close());

const prune = (now = NOW): Promise<Pruned> =>
  pruneExpired({ store: test.store, policy: PRUNE_POLICY, now: () => now, log: silentLogger });
const put = (collection: string, docs: object[]): Promise<void> => test.plain.put(collection, docs as never);
const idsIn = async (collection: string): Promise<string[]> =>
  (await test.plain.find(collection, { limit: 5000 })).docs
    .map((doc) => doc._id)
    .filter((id) => !id.startsWith('pruned:'));

const alert = (id: string, status: string, untouchedDays: number): object => ({
  _id: id,
  updatedAt: NOW - untouchedDays * DAY,
  workflow: { status, seq: 1 },
});
const hits = (alertId: string, count: number): object[] =>
  Array.from({ length: count }, (_none, n) => ({ _id: `${alertId}-${n}`, alertId }));

describe('pruneExpired', () => {
  it('deletes sessions a week after they expired', async () => {
    await put('sessions', [
      { _id: 'running', expiresAt: NOW + DAY },
      { _id: 'just over', expiresAt: NOW - 6 * DAY },
      { _id: 'long over', expiresAt: NOW - 8 * DAY },
    ]);
    expect(await prune()).toMatchObject({ sessions: 1 });
    expect(await idsIn('sessions')).toEqual(['just over', 'running']);
  });

  it('deletes old lease terms, but never the last one of a lease', async () => {
    await put('state', [
      { _id: 'lease:scheduler#0000000001', until: NOW - 30 * DAY },
      { _id: 'lease:scheduler#0000000002', until: NOW - 20 * DAY },
      { _id: 'lease:scheduler#0000000003', until: NOW - 2 * DAY },
      { _id: 'lease:scheduler#0000000004', until: NOW },
      { _id: 'lease:exports#0000000007', until: NOW - 300 * DAY },
      { _id: 'lease:exports#0000000008', until: 0 },
    ]);
    expect(await prune()).toMatchObject({ leases: 3 });
    expect(await idsIn('state')).toEqual([
      'lease:exports#0000000008',
      'lease:scheduler#0000000003',
      'lease:scheduler#0000000004',
    ]);
  });

  it('deletes budgets of days a week ago, whatever the rule is called', async () => {
    const budgets = ['2026-11-12', '2026-11-13', '2026-11-20', 'no day'].map((day) => `budget:a-b:${day}`);
    await put(
      'state',
      budgets.map((_id) => ({ _id })),
    );
    expect(await prune()).toMatchObject({ budgets: 1 });
    expect(await idsIn('state')).toEqual(budgets.slice(1));
  });

  it('deletes suspicions of chunks whose ledger rows are gone, and nothing else of the state', async () => {
    const removed = { collectorId: 'dmz', seq: 50, removed: 20, sealedAt: 0, minute: 0 };
    const none = { collectorId: 'inside', seq: 50, removed: -1, sealedAt: 0, minute: 0 };
    await put('state', [{ _id: 'account-book', version: 1, marks: [removed, none], pending: [] }]);
    const chunks = [
      ...[chunkIdOf('dmz', 3), chunkIdOf('dmz', 20), chunkIdOf('dmz', 21)],
      ...[chunkIdOf('dmz-2', 3), chunkIdOf('inside', 0)],
    ];
    await put('state', [
      ...chunks.map((id) => ({ _id: `suspect:${id}` })),
      ...['baselines:dmz', 'cursor:dispatcher-dmz', 'setup'].map((_id) => ({ _id })),
    ]);
    expect(await prune()).toMatchObject({ suspects: 2, budgets: 0, leases: 0 });
    expect(await idsIn('state')).toEqual([
      ...['account-book', 'baselines:dmz', 'cursor:dispatcher-dmz', 'setup'],
      ...['suspect:dmz-2.000000000003', 'suspect:dmz.000000000021', 'suspect:inside.000000000000'],
    ]);
  });

  it.each([
    { name: 'closed and untouched for 401 days', status: 'closed', days: 401, left: 0 },
    { name: 'closed and untouched for 399 days', status: 'closed', days: 399, left: 3 },
    { name: 'never closed', status: 'acknowledged', days: 2000, left: 3 },
  ])('evidence of an alert that is $name: $left rows left', async ({ status, days, left }) => {
    await put('alerts', [alert('a', status, days)]);
    await put('alert_hits', [...hits('a', 3), ...hits('other', 1)]);
    expect(await prune()).toMatchObject({ alertHits: 3 - left });
    expect(await idsIn('alert_hits')).toHaveLength(left + 1);
    expect(await idsIn('alerts')).toEqual(['a']);
  });

  it('comes to an alert that was closed after it had passed it', async () => {
    await put('alerts', [alert('late', 'new', 900), alert('early', 'closed', 900)]);
    await put('alert_hits', [...hits('late', 2), ...hits('early', 2)]);
    expect(await prune()).toMatchObject({ alertHits: 2 });
    await put('alerts', [alert('late', 'closed', 0)]);
    expect(await prune(NOW + 399 * DAY)).toMatchObject({ alertHits: 0 });
    expect(await prune(NOW + 401 * DAY)).toMatchObject({ alertHits: 2 });
    expect(await idsIn('alert_hits')).toEqual([]);
  });

  it('goes through more than one page, and finishes after it died anywhere', async () => {
    const ids = Array.from({ length: 1200 }, (_none, n) => `a${String(n).padStart(4, '0')}`);
    await put(
      'alerts',
      ids.map((id, n) => alert(id, 'closed', 500 + (n % 300))),
    );
    await put(
      'alert_hits',
      ids.flatMap((id) => hits(id, 2)),
    );
    await put('alert_hits', hits('open', 1));
    for (let write = 1; ; write++) {
      test.dieAt(write, 'before');
      const finished = await prune().then(
        () => true,
        () => false,
      );
      test.revive();
      if (finished) break;
    }
    expect(await idsIn('alert_hits')).toEqual(['open-0']);
  });
});
