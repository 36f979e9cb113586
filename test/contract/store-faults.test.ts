import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type LogFields, type Store, silentLogger } from '@khien/model';
import { createMongoStore, createSqliteStore } from '@khien/store';
import { describeWith } from '../services/describe-with';
import { type LossyProxy, lossyProxy } from '../services/lossy-proxy';
import { type MongoService, mongoMissing, mongoService } from '../services/mongo';
import { runTypescript } from '../services/run-typescript';
import { CURSOR_KEY, DAYS, SPECS } from './store-fixture';

describe('store on SQLite when a process dies', () => {
  const directory = mkdtempSync(join(tmpdir(), 'khien-store-kill-'));
  const open = (): Store => createSqliteStore({ directory, cursorKey: CURSOR_KEY, collections: SPECS });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('keeps every acknowledged batch whole after kill -9, while another process reads', async () => {
    const reader = open();
    const acknowledged = new Set<string>();
    try {
      for (let round = 0; round < 3; round++) {
        const child = runTypescript(join(__dirname, 'store-writer.ts'), [directory, String(round)]);
        const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
        let seen = 0;
        for await (const line of lines) {
          acknowledged.add(line);
          seen += 1;
          if (seen % 5 === 0) await reader.countBy('parts', { days: DAYS }, 'tag');
          if (seen === 15 + round * 7) child.kill('SIGKILL');
        }
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        expect(child.signalCode).toBe('SIGKILL');
      }
    } finally {
      await reader.close();
    }
    const store = open();
    const counts = await store.countBy('parts', { days: DAYS }, 'tag');
    const stored = new Map(counts.map((group) => [String(group.value), group.count]));
    for (const batch of acknowledged) expect(stored.get(batch)).toBe(200);
    // A batch that was not acknowledged may be there, but never in part.
    for (const count of stored.values()) expect(count).toBe(200);
    for (const batch of acknowledged) expect(await store.get('records', batch)).toEqual({ _id: batch, n: 1 });
    await store.close();
  });
});

describeWith(mongoMissing({ own: true }), 'store on MongoDB when the server or the network fails', () => {
  let service: MongoService;
  let proxy: LossyProxy;
  let store: Store;
  const warnings: Array<{ message: string; fields: LogFields | undefined }> = [];
  const log = {
    ...silentLogger,
    warn: (message: string, fields?: LogFields) => void warnings.push({ message, fields }),
  };
  beforeAll(async () => {
    const started = await mongoService({ own: true });
    if ('skip' in started) throw new Error(started.skip);
    service = started;
    proxy = await lossyProxy(service.port);
    const uri = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true&retryWrites=false`;
    store = createMongoStore({
      uri,
      database: 'khien_faults',
      cursorKey: CURSOR_KEY,
      collections: SPECS,
      log,
    });
    await store.insertManyOnce('records', [{ _id: 'first' }]);
  });
  afterAll(async () => {
    await store.close();
    await proxy.close();
    await service.stop();
  });
  beforeEach(() => {
    warnings.length = 0;
  });

  it('inserts once when the answer to an insert is lost', async () => {
    const lost = proxy.lost();
    proxy.loseAnswerTo('marker-insert');
    const answer = await store.insertManyOnce('records', [{ _id: 'marker-insert' }, { _id: 'also' }]);
    expect(proxy.lost()).toBe(lost + 1);
    expect(answer).toEqual({ inserted: 0, existing: ['marker-insert', 'also'] });
    expect(await store.countBy('records', { filter: { _id: 'also' } }, 'n')).toEqual([
      { value: null, count: 1, sums: {} },
    ]);
    expect(warnings[0]?.message).toBe('store: trying again');
  });

  it('knows its own replacement when the answer to it is lost', async () => {
    await store.insertManyOnce('records', [{ _id: 'cas', version: 0 } as never]);
    const lost = proxy.lost();
    proxy.loseAnswerTo('marker-replace');
    const doc = { _id: 'cas', version: 0, note: 'marker-replace', gone: undefined };
    expect(await store.replaceIfVersion('records', doc as never, 0)).toBe(true);
    expect(proxy.lost()).toBe(lost + 1);
    expect(await store.get('records', 'cas')).toEqual({ _id: 'cas', version: 1, note: 'marker-replace' });
    expect(await store.replaceIfVersion('records', { _id: 'cas', version: 0, note: 'x' } as never, 0)).toBe(
      false,
    );
  });

  it('puts and reads again when an answer is lost', async () => {
    proxy.loseAnswerTo('marker-put');
    await store.put('records', [{ _id: 'marker-put', n: 1 } as never]);
    proxy.loseAnswerTo('marker-put');
    expect(await store.get('records', 'marker-put')).toEqual({ _id: 'marker-put', n: 1 });
  });

  it('says unavailable while the server is down, and goes on when it is back', async () => {
    await store.insertManyOnce('records', [{ _id: 'before' }]);
    await service.kill9();
    await expect(store.insertManyOnce('records', [{ _id: 'during' }])).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
    await service.restart();
    await store.ping();
    expect(await store.get('records', 'before')).toEqual({ _id: 'before' });
    expect(await store.insertManyOnce('records', [{ _id: 'during' }])).toEqual({ inserted: 1, existing: [] });
  });
});

describe('store on an address nobody answers at', () => {
  it.each([
    { name: 'an address that is none', uri: 'http://user:secret@192.0.2.1/', code: 'bad_configuration' },
    { name: 'a closed port', uri: 'mongodb://user:secret@127.0.0.1:1/', code: 'unavailable' },
  ])('refuses $name and does not tell the password', async ({ uri, code }) => {
    const attempt = async (): Promise<void> => {
      const options = { uri, database: 'x', cursorKey: CURSOR_KEY, collections: SPECS, log: silentLogger };
      const store = createMongoStore(options);
      await store.ping().finally(() => store.close());
    };
    const error: unknown = await attempt().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('secret');
  });
});
