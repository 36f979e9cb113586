import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Store, silentLogger } from '@khien/model';
import { createMongoStore, createSqliteStore } from '@khien/store';
import { describeWith } from '../services/describe-with';
import { type MongoService, mongoMissing, mongoService, updatesAreAtomic } from '../services/mongo';
import { storeContract } from './store-contract';
import { CURSOR_KEY, SPECS, type StoreFixture } from './store-fixture';
import { storeModel } from './store-model';

describe('store on SQLite', () => {
  const root = mkdtempSync(join(tmpdir(), 'khien-store-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const fixture: StoreFixture = {
    async open(collections = SPECS) {
      const directory = mkdtempSync(join(root, 'd'));
      const make = (): Store => createSqliteStore({ directory, cursorKey: CURSOR_KEY, collections });
      return { store: make(), again: async () => make() };
    },
    atomicUpdates: async () => true,
  };
  storeContract(fixture);
  storeModel(fixture, { runs: 150 });
});

const BUILT = join(__dirname, '../../libs/store/dist/index.js');
const describeBuilt = existsSync(BUILT) ? describe : describe.skip;

describeBuilt('store on SQLite as it is built, which writes on threads of its own', () => {
  const root = mkdtempSync(join(tmpdir(), 'khien-store-built-'));
  const built = (): { createSqliteStore: typeof createSqliteStore } => require(BUILT);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const fixture: StoreFixture = {
    async open(collections = SPECS) {
      const directory = mkdtempSync(join(root, 'd'));
      const make = (): Store => built().createSqliteStore({ directory, cursorKey: CURSOR_KEY, collections });
      return { store: make(), again: async () => make() };
    },
    atomicUpdates: async () => true,
  };
  storeContract(fixture);
  storeModel(fixture, { runs: 40 });

  it('commits everything that was given before it is closed', async () => {
    const { store, again } = await fixture.open();
    const writes = Array.from({ length: 50 }, (_none, n) =>
      store.insertManyOnce('things', [{ _id: `w${n}` }, { _id: 'the same' }]),
    );
    await store.close();
    const inserted = (await Promise.all(writes)).reduce((sum, written) => sum + written.inserted, 0);
    expect(inserted).toBe(51);
    const other = await again();
    expect(await other.countBy('things', {}, '_id')).toHaveLength(51);
    await other.close();
  });

  it('refuses what is at fault and commits the rest of what came with it', async () => {
    const { store } = await fixture.open();
    const good = store.insertManyOnce('things', [{ _id: 'good' }]);
    const bad = store.insertManyOnce('things', [{ _id: 'half' }, { _id: 'bad', text: 'a\0b' } as never]);
    const late = store.put('things', [{ _id: 'late' }]);
    await expect(bad).rejects.toMatchObject({ code: 'invalid' });
    await Promise.all([good, late]);
    expect(await store.getMany('things', ['good', 'half', 'late'])).toEqual([
      { _id: 'good' },
      { _id: 'late' },
    ]);
    await store.close();
    await expect(store.put('things', [{ _id: 'after' }])).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describeWith(mongoMissing(), 'store on MongoDB', () => {
  let service: MongoService;
  let databases = 0;
  beforeAll(async () => {
    const started = await mongoService();
    if ('skip' in started) throw new Error(started.skip);
    service = started;
  });
  afterAll(() => service.stop());
  const fixture: StoreFixture = {
    async open(collections = SPECS) {
      databases += 1;
      const database = `khien_contract_${process.pid}_${databases}`;
      const make = (): Store =>
        createMongoStore({
          uri: service.uri,
          database,
          cursorKey: CURSOR_KEY,
          collections,
          log: silentLogger,
        });
      return { store: make(), again: async () => make() };
    },
    atomicUpdates: () => updatesAreAtomic(service.uri),
  };
  storeContract(fixture);
  storeModel(fixture, { runs: 25 });
});
