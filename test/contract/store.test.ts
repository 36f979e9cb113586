import { mkdtempSync, rmSync } from 'node:fs';
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
