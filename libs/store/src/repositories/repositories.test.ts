import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Alert,
  chunkIdOf,
  type DeadLetter,
  type IntakeRow,
  type LedgerRow,
  type Store,
} from '@khien/model';
import { describeWith } from '../../../../test/services/describe-with';
import {
  type MongoService,
  mongoMissing,
  mongoService,
  updatesAreAtomic,
} from '../../../../test/services/mongo';
import { COLLECTIONS } from '../collections';
import { createMongoStore } from '../mongo/create-mongo-store';
import { openStore } from '../open-store';
import { createSqliteStore } from '../sqlite/create-sqlite-store';
import type { ActivityDraft } from './activity';
import { createRepositories, type Repositories } from './create-repositories';

const cursorKey = Buffer.alloc(32, 3);
const log = { error() {}, warn() {}, info() {}, debug() {} };

const ledgerRow = (seq: number, change: Partial<LedgerRow> = {}): LedgerRow => ({
  _id: chunkIdOf('c', seq),
  collectorId: 'c',
  seq,
  sourceId: 'web',
  partitionDay: '2026-11-20',
  in: 10,
  stored: 7,
  duplicate: 2,
  deadLettered: 1,
  masked: 3,
  alerts: 0,
  sealedAt: 1000 + seq,
  processedAt: 2000 + seq,
  ...change,
});

const draft = (change: Partial<ActivityDraft> = {}): ActivityDraft => ({
  at: 1,
  actor: { userId: 'u', username: 'lan', role: 'analyst' },
  from: { ip: '192.0.2.1' },
  action: 'alert_acknowledged',
  ...change,
});

function suite(open: () => Promise<Store>, atomicUpdates: () => Promise<boolean>): void {
  let store: Store;
  let repositories: Repositories;
  beforeEach(async () => {
    store = await open();
    repositories = createRepositories(store);
  });
  afterEach(() => store.close());

  it.each([
    { seqs: [], from: 0, through: -1 },
    { seqs: [1, 2], from: 0, through: -1 },
    { seqs: [0, 1, 2], from: 0, through: 2 },
    { seqs: [0, 1, 3, 4], from: 0, through: 1 },
    { seqs: [0, 1, 3, 4], from: 3, through: 4 },
    { seqs: [5], from: 6, through: 5 },
  ])('ledger: rows $seqs are contiguous from $from through $through', async ({ seqs, from, through }) => {
    for (const seq of seqs) await repositories.ledger.insertOnce(ledgerRow(seq));
    await repositories.ledger.insertOnce(ledgerRow(0, { _id: 'other.000000000000', collectorId: 'other' }));
    expect(await repositories.ledger.contiguousThrough('c', from)).toBe(through);
  });

  it('ledger: keeps the first row of a chunk, and lists in order', async () => {
    const { ledger } = repositories;
    for (const seq of [3, 1, 2]) expect(await ledger.insertOnce(ledgerRow(seq))).toBe(true);
    expect(await ledger.insertOnce(ledgerRow(1, { in: 99 }))).toBe(false);
    await ledger.insertOnce(ledgerRow(4, { sourceId: 'sso' }));
    expect((await ledger.rowsAfter('c', 1, 2)).map((row) => row.seq)).toEqual([2, 3]);
    expect(await ledger.has([chunkIdOf('c', 2), chunkIdOf('c', 9)])).toEqual(new Set([chunkIdOf('c', 2)]));
    expect((await ledger.ofSource('web', { from: 2002, to: 2003 })).map((row) => row.seq)).toEqual([2]);
    expect((await ledger.latestOf('web'))?.seq).toBe(3);
    expect(await ledger.latestOf('none')).toBeUndefined();
  });

  it('intake: overwrites its minutes', async () => {
    const { intake } = repositories;
    const minute = (at: number, change: Partial<IntakeRow> = {}): IntakeRow => ({
      _id: `web|${at}|c|0`,
      sourceId: 'web',
      collectorId: 'c',
      segment: 0,
      minute: at,
      received: 5,
      bytes: 50,
      shed: 0,
      ...change,
    });
    await intake.put([minute(0), minute(60_000)]);
    await intake.put([minute(60_000, { received: 8, shed: 2 }), minute(120_000, { received: 0, shed: 1 })]);
    expect((await intake.ofSource('web', { from: 60_000, to: 120_000 })).map((row) => row.received)).toEqual([
      8,
    ]);
    expect((await intake.latestOf('web'))?.minute).toBe(60_000);
  });

  it('alerts: one per id, changed by compare-and-set, counted by status', async () => {
    const { alerts } = repositories;
    const alert = { _id: 'x', count: 1, workflow: { status: 'new', seq: 0 }, version: 0 } as Alert;
    expect(await alerts.insertOnce(alert)).toBe(true);
    expect(await alerts.insertOnce({ ...alert, count: 9 })).toBe(false);
    const changed = await alerts.updateWithRetry('x', (one) => ({ ...one, count: one.count + 1 }));
    expect(changed).toMatchObject({ count: 2, version: 1 });
    expect(await alerts.get('x')).toEqual(changed);
    expect(await alerts.updateWithRetry('x', () => undefined)).toEqual(changed);
    await expect(alerts.updateWithRetry('y', (one) => one)).rejects.toMatchObject({ code: 'not_found' });
    expect(await alerts.countBy('workflow.status')).toEqual(new Map([['new', 1]]));
    const refused = alerts.updateWithRetry('x', () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
  });

  it('alerts: no change of 15 at once is lost (FerretDB 1 may lose some: its updates are not atomic)', async () => {
    const { alerts } = repositories;
    await alerts.insertOnce({ _id: 'x', count: 0, version: 0 } as Alert);
    const changes = Array.from({ length: 15 }, () =>
      alerts.updateWithRetry('x', (one) => ({ ...one, count: one.count + 1 })),
    );
    await Promise.all(changes);
    const alert = await alerts.get('x');
    expect(alert?.count).toBe(alert?.version);
    if (await atomicUpdates()) expect(alert?.count).toBe(15);
  });

  it('dead letters: change their state, are counted', async () => {
    const { deadLetters } = repositories;
    const letter = { _id: 'x', sourceId: 'web', reason: 'empty', state: 'open', version: 0 } as DeadLetter;
    await deadLetters.insertOnce([letter, { ...letter, _id: 'y', reason: 'not_utf8' }]);
    expect(await deadLetters.setState('x', 'replayed')).toMatchObject({ state: 'replayed', version: 1 });
    expect(await deadLetters.setState('x', 'replayed')).toMatchObject({ version: 1 });
    expect(await deadLetters.countBy('reason', { state: 'open' })).toEqual(new Map([['not_utf8', 1]]));
  });

  it('activity: numbers the steps of a subject and tells whoever was second', async () => {
    const { activity } = repositories;
    const subject = { kind: 'alert' as const, id: 'x' };
    const first = await activity.append(subject, () => draft());
    expect(first).toMatchObject({ _id: 'alert:x#00000001', seq: 1, subject });
    const race = await Promise.allSettled([
      activity.append(subject, () => draft({ reason: 'one' }), { after: 1 }),
      activity.append(subject, () => draft({ reason: 'two' }), { after: 1 }),
    ]);
    const refused = race.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'conflict' });
    await expect(activity.append(subject, () => draft(), { after: 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await activity.ofSubject(subject)).map((step) => step.seq)).toEqual([1, 2]);
    expect(await activity.last({ kind: 'alert', id: 'y' })).toBeUndefined();
    const seen = await activity.append(subject, (previous) => draft({ data: { after: previous?.seq ?? 0 } }));
    expect(seen).toMatchObject({ seq: 3, data: { after: 2 } });
  });

  it('activity: steps that depend on nothing all get a number', async () => {
    const { activity } = repositories;
    const subject = { kind: 'user' as const, id: 'lan' };
    const steps = Array.from({ length: 8 }, () => activity.append(subject, () => draft(), { attempts: 20 }));
    await Promise.all(steps);
    const seqs = (await activity.ofSubject(subject)).map((step) => step.seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('state: remembers cursors', async () => {
    const { state } = repositories;
    expect(await state.getCursor('reader')).toBeUndefined();
    await state.setCursor('reader', 5);
    await state.setCursor('reader', 6);
    expect(await state.getCursor('reader')).toBe(6);
  });

  describe('leases', () => {
    let time = 0;
    const ask = (holder: string, ttlMs = 100): Promise<boolean> =>
      repositories.state.lease({ name: 'anomaly', holder, ttlMs, now: () => time });
    beforeEach(() => {
      time = 1000;
    });

    it('are held by one, prolonged by it, and free when they end', async () => {
      expect(await ask('a')).toBe(true);
      expect(await ask('b')).toBe(false);
      time = 1090;
      expect(await ask('a')).toBe(true);
      time = 1150;
      expect(await ask('b')).toBe(false);
      time = 1190;
      expect(await ask('b')).toBe(true);
      expect(await ask('a')).toBe(false);
      expect(await repositories.state.lease({ name: 'other', holder: 'a', ttlMs: 1, now: () => time })).toBe(
        true,
      );
    });

    it('are free at once when given back, which only the holder can', async () => {
      await ask('a');
      await repositories.state.release('anomaly', 'b');
      expect(await ask('b')).toBe(false);
      await repositories.state.release('anomaly', 'a');
      expect(await ask('b')).toBe(true);
    });

    it('are taken by exactly one of many, again and again', async () => {
      for (let round = 0; round < 4; round++) {
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_none, who) => ask(`holder ${round} ${who}`)),
        );
        expect(answers.filter((won) => won)).toHaveLength(1);
        time += 100;
      }
    });

    it('are not kept by a prolongation that was answered too late', async () => {
      await ask('a');
      const clock = [1050, 1100, 1100, 1100];
      const late = repositories.state.lease({
        name: 'anomaly',
        holder: 'a',
        ttlMs: 100,
        now: () => clock.shift() ?? 1100,
      });
      // It had to win the next term, and did: nobody else had asked.
      expect(await late).toBe(true);
      time = 1199;
      expect(await ask('b')).toBe(false);
    });
  });
}

describe('repositories on SQLite', () => {
  const root = mkdtempSync(join(tmpdir(), 'khien-repositories-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  suite(
    async () => openStore({ directory: mkdtempSync(join(root, 'd')), cursorKey, log }),
    async () => true,
  );

  it('gives a table of an earlier version the columns and indexes of today', async () => {
    const directory = mkdtempSync(join(root, 'd'));
    const spec = { name: 'things', partitioned: false, durability: 'relaxed' as const };
    const old = createSqliteStore({ directory, cursorKey, collections: [{ ...spec, indexes: [['a']] }] });
    const docs = [true, 'x', 2, null, [1]].map((b, index) => ({ _id: `${index}`, a: 1, b }));
    await old.insertManyOnce('things', docs);
    await old.close();
    const collections = [{ ...spec, indexes: [['a'], ['b', 'a']] }];
    const store = createSqliteStore({ directory, cursorKey, collections });
    const ids = async (b: boolean | string | number | null) =>
      (await store.find('things', { filter: { b } })).docs.map((doc) => doc._id);
    expect(await ids(true)).toEqual(['0']);
    expect(await ids('x')).toEqual(['1']);
    expect(await ids(2)).toEqual(['2']);
    expect(await ids(null)).toEqual(['3']);
    await store.close();
  });

  it.each([
    {
      name: 'a cursor key that is too short',
      directory: 'x',
      key: Buffer.alloc(8),
      code: 'bad_configuration',
    },
    {
      name: 'a file where the directory should be',
      directory: __filename,
      key: cursorKey,
      code: 'bad_configuration',
    },
  ])('refuses $name', async ({ directory, key, code }) => {
    const open = openStore({ directory: directory === 'x' ? root : directory, cursorKey: key, log });
    await expect(open).rejects.toMatchObject({ code });
  });
});

describeWith(mongoMissing(), 'repositories on MongoDB', () => {
  let service: MongoService;
  let databases = 0;
  beforeAll(async () => {
    const started = await mongoService();
    if ('skip' in started) throw new Error(started.skip);
    service = started;
  });
  afterAll(() => service.stop());
  const open = async (): Promise<Store> => {
    databases += 1;
    const database = `khien_repositories_${process.pid}_${databases}`;
    return createMongoStore({ uri: service.uri, database, cursorKey, collections: COLLECTIONS, log });
  };
  suite(open, () => updatesAreAtomic(service.uri));

  it('openStore takes the database from the address', async () => {
    const store = await openStore({ mongodbUri: service.uri, directory: '/nonexistent', cursorKey, log });
    await store.put('state', [{ _id: 'x' }]);
    expect(await store.get('state', 'x')).toEqual({ _id: 'x' });
    await store.close();
  });
});
