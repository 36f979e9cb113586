import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Alert,
  type AlertHit,
  chunkIdOf,
  type DeadLetter,
  type IntakeRow,
  type LedgerRow,
  type Store,
  type StoredEvent,
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

const event = (id: string, chunk: string): StoredEvent =>
  ({
    _id: id,
    '@timestamp': '2026-11-20T01:02:03.000Z',
    khien: { source_id: 's', chunk_id: chunk },
  }) as StoredEvent;

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

  it('events: tells own duplicates from foreign ones, and reads by reference in order', async () => {
    const { events } = repositories;
    const day = '2026-11-20';
    await events.insertOnce(day, [event('a', 'c.1'), event('b', 'c.2')]);
    const again = await events.insertOnce(day, [event('a', 'c.1'), event('b', 'c.1'), event('d', 'c.1')]);
    expect(again).toEqual({ stored: 1, duplicateIds: ['a', 'b'] });
    expect(await events.resolveOwnership(day, again.duplicateIds, 'c.1')).toEqual({
      own: ['a'],
      foreign: ['b'],
    });
    await events.insertOnce('2026-11-21', [event('a', 'c.9')]);
    const refs = [
      { day: '2026-11-21', id: 'a' },
      { day, id: 'gone' },
      { day, id: 'd' },
      { day, id: 'a' },
    ];
    const found = await events.byRefs(refs);
    expect(found.map((one) => [one._id, one.khien.chunk_id])).toEqual([
      ['a', 'c.9'],
      ['d', 'c.1'],
      ['a', 'c.1'],
    ]);
    await events.drop(day);
    expect(await events.days()).toEqual(['2026-11-21']);
  });

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

  it('alert hits: kept once, read in order', async () => {
    const { alertHits } = repositories;
    const hit = (id: string, recordedAt: number, alertId = 'x'): AlertHit => ({
      _id: id,
      alertId,
      count: 1,
      firstSeen: 1,
      lastSeen: 1,
      evidence: [],
      recordedAt,
    });
    await alertHits.insertOnce([hit('b', 2), hit('a', 1), hit('c', 3, 'y')]);
    expect(await alertHits.insertOnce([hit('a', 9)])).toEqual({ inserted: 0, existing: ['a'] });
    expect((await alertHits.ofAlert('x')).map((one) => one._id)).toEqual(['a', 'b']);
    expect((await alertHits.recordedSince(2, 10)).map((one) => one._id)).toEqual(['b', 'c']);
    expect((await alertHits.recordedSince(0, 2)).map((one) => one._id)).toEqual(['a', 'b']);
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

  it('users: a name is taken once, by whomever of many', async () => {
    const { users } = repositories;
    expect(await users.any()).toBe(false);
    const account = {
      username: 'lan',
      displayName: 'Lan',
      role: 'analyst' as const,
      agencies: '*' as const,
      passwordHash: 'x',
      disabled: false,
      createdAt: 1,
      tokensValidAfter: 0,
    };
    const race = await Promise.allSettled(Array.from({ length: 5 }, () => users.add(account)));
    expect(race.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const lan = await users.byUsername('lan');
    expect(lan).toMatchObject({ username: 'lan', version: 0 });
    const changed = await users.update(lan?._id ?? '', (one) => ({
      ...one,
      username: 'mai',
      disabled: true,
    }));
    expect(changed).toMatchObject({ username: 'lan', disabled: true, version: 1 });
    expect((await users.list()).map((one) => one.username)).toEqual(['lan']);
    expect(await users.any()).toBe(true);
  });

  it('sessions: a marker can be claimed once', async () => {
    const { sessions } = repositories;
    const marker = { _id: 'spent:1', userId: 'u', version: 0 };
    const claims = await Promise.all(Array.from({ length: 10 }, () => sessions.insertOnce(marker)));
    expect(claims.filter((won) => won)).toHaveLength(1);
    expect(await sessions.ofUser('u')).toEqual([marker]);
  });

  it('digests, correlation hits and baselines: are found again', async () => {
    const { digests, correlationHits, baselines } = repositories;
    const digest = (seq: number, partitionDay: string) => ({
      _id: chunkIdOf('c', seq),
      collectorId: 'c',
      seq,
      sourceId: 's',
      entries: [],
      partitionDay,
    });
    await digests.insertOnce(digest(2, '2026-11-21'));
    await digests.insertOnce(digest(1, '2026-11-20'));
    expect(await digests.insertOnce(digest(1, '2026-11-20'))).toBe(false);
    const days = { from: '2026-11-19', to: '2026-11-22' };
    expect((await digests.rowsAfter('c', 0, { days, limit: 10 })).map((one) => one.seq)).toEqual([1, 2]);

    const midnight = Date.UTC(2026, 10, 21);
    const hit = (id: string, time: number) => ({
      _id: id,
      key: 'r|x',
      ruleId: 'r',
      baseRuleId: 'b',
      group: [{ field: 'source.ip', value: '192.0.2.1' }],
      time,
      eventId: id,
      day: '2026-11-21',
    });
    const hits = [hit('after', midnight + 1), hit('before', midnight - 1), hit('early', midnight - 60_000)];
    await correlationHits.insertOnce(hits);
    expect((await correlationHits.insertOnce(hits)).existing.sort()).toEqual(['after', 'before', 'early']);
    const within = await correlationHits.within('r|x', { from: midnight - 1000, to: midnight + 1 });
    expect(within.map((one) => one._id)).toEqual(['before', 'after']);
    expect(await correlationHits.days()).toEqual(['2026-11-20', '2026-11-21']);

    await baselines.put([{ _id: 'a' }, { _id: 'b' }]);
    expect((await baselines.all()).map((one) => one._id)).toEqual(['a', 'b']);
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
