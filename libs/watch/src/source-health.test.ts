import { type AccountDay, type IntakeRow, type LedgerRow, type Source, silentLogger } from '@khien/model';
import { openTestStore, type TestStore } from '../test/test-store';
import { rollUpAccounts } from './roll-up-accounts';
import { type SourceHealth, sourceHealth } from './source-health';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-11-20T03:00:30.000Z');

let test: TestStore;
beforeEach(() => {
  test = openTestStore();
});
afterEach(() => test.close());

const source = (id: string, silenceMinutes = 30): Source => ({
  ...{ id, name: { vi: id, en: id }, profile: 'ecs-json', systemId: 'portal', silenceMinutes },
  ...{ transport: { kind: 'replay' as const }, timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8' as const },
});

async function came(sourceId: string, minutesAgo: number, received: number, shed = 0): Promise<void> {
  const minute = NOW - (NOW % MINUTE) - minutesAgo * MINUTE;
  const row: IntakeRow = {
    ...{ _id: `${sourceId}|${minute}|dmz|0`, sourceId, collectorId: 'dmz', segment: 0, minute },
    ...{ received, bytes: received * 100, shed },
  };
  await test.plain.put('intake', [row]);
}

async function worked(seq: number, sourceId: string, counts: Partial<LedgerRow>): Promise<void> {
  const { stored = 0, duplicate = 0, deadLettered = 0 } = counts;
  const row: LedgerRow = {
    ...{ _id: `dmz.${String(seq).padStart(12, '0')}`, collectorId: 'dmz', seq, sourceId },
    ...{ in: stored + duplicate + deadLettered, stored, duplicate, deadLettered, masked: 0, alerts: 0 },
    ...{ partitionDay: '2026-11-20', sealedAt: NOW, processedAt: NOW, ...counts },
  };
  await test.plain.insertManyOnce('ledger', [row]);
}

async function healthOf(id: string, at = NOW): Promise<SourceHealth | undefined> {
  return (await sourceHealth(test.store, [source('other'), source(id)], at))[1];
}

describe('sourceHealth', () => {
  it('knows a source that was never heard', async () => {
    await came('other', 1, 5);
    expect(await healthOf('web')).toEqual({
      ...{ sourceId: 'web', state: 'never', balanced: true, ratePerMinute: 0, parseRate: 1 },
      totals: { received: 0, stored: 0, duplicate: 0, deadLettered: 0, shed: 0, inFlight: 0 },
    });
  });

  it('says what came, what became of it and what is still on its way', async () => {
    await came('web', 200, 60, 4);
    await came('web', 2, 40);
    await worked(0, 'web', { stored: 50, duplicate: 5, deadLettered: 5 });
    await worked(1, 'other', { stored: 7 });
    await worked(2, 'web', { stored: 20 });
    expect(await healthOf('web')).toEqual({
      ...{ sourceId: 'web', state: 'alive', balanced: true, ratePerMinute: 8, parseRate: 75 / 80 },
      lastRecordAt: NOW - (NOW % MINUTE) - MINUTE,
      totals: { received: 100, stored: 70, duplicate: 5, deadLettered: 5, shed: 4, inFlight: 20 },
    });
  });

  it('takes what the ledger has for received before the intake counts say so', async () => {
    await came('web', 1, 3);
    await worked(0, 'web', { stored: 10 });
    expect(await healthOf('web')).toMatchObject({
      balanced: true,
      totals: { received: 10, stored: 10, inFlight: 0 },
    });
  });

  it('is not balanced when more came out of a chunk than went in', async () => {
    await came('web', 1, 10);
    await worked(0, 'web', { in: 5, stored: 6 });
    expect(await healthOf('web')).toMatchObject({ balanced: false });
  });

  it.each([
    { minutesAgo: 0, state: 'alive', lastRecordAt: NOW },
    { minutesAgo: 30, state: 'alive', lastRecordAt: NOW - 30_000 - 29 * MINUTE },
    { minutesAgo: 31, state: 'silent', lastRecordAt: NOW - 30_000 - 30 * MINUTE },
  ])('hears a source last at the end of the minute: $minutesAgo minutes ago', async (row) => {
    await came('web', row.minutesAgo, 1);
    await came('web', row.minutesAgo - 1, 0, 9);
    const { state, lastRecordAt } = row;
    expect(await healthOf('web')).toMatchObject({ state, lastRecordAt });
  });

  it('still knows totals and last record of a source whose rows are rolled up and gone', async () => {
    await came('web', 90, 10, 1);
    await came('web', 60, 5);
    await worked(0, 'web', { stored: 14, deadLettered: 1 });
    await test.plain.put('state', [{ _id: 'baselines:dmz', seq: 1 } as never]);
    await worked(1, 'other', { stored: 1, sealedAt: NOW + 3 * HOUR, processedAt: NOW + 3 * HOUR });
    const before = await healthOf('web', NOW + 4 * HOUR);
    const later = NOW + 100 * HOUR;
    const deps = { store: test.store, doneThrough: async () => 1, log: silentLogger };
    await rollUpAccounts({ ...deps, now: () => later });
    for (const collection of ['intake', 'ledger'])
      expect((await test.plain.find(collection, {})).docs).toEqual([]);
    expect(await healthOf('web', later)).toEqual(before);
    expect(before).toMatchObject({ state: 'silent', totals: { received: 15, shed: 1 } });
  });

  it('looks at days that a previous roll-up left, newest first', async () => {
    const day = (day: string, received: number, lastMinute?: number): AccountDay => ({
      ...{ _id: `web|${day}`, sourceId: 'web', day, received, bytes: 0, shed: 1, version: 1 },
      ...{ chunks: 1, in: received, stored: received, duplicate: 0, deadLettered: 0, masked: 0 },
      ...(lastMinute !== undefined && { lastMinute }),
    });
    await test.plain.insertManyOnce('accounts', [
      day('2026-11-01', 10, NOW - 460 * HOUR),
      day('2026-11-03', 20, NOW - 410 * HOUR),
      day('2026-11-04', 0),
    ]);
    expect(await healthOf('web')).toMatchObject({
      state: 'silent',
      lastRecordAt: NOW - 410 * HOUR + MINUTE,
      totals: { received: 30, stored: 30, shed: 3, inFlight: 0 },
    });
  });
});
