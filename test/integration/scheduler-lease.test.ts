import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRecorder, openContext, openOffice, startSchedulerRole } from '@khien/assembly';
import { readSettings } from '@khien/settings';
import { describeWith } from '../services/describe-with';
import { type MongoService, mongoMissing, mongoService } from '../services/mongo';

jest.setTimeout(90_000);

describeWith(mongoMissing(), 'two schedulers over one MongoDB', () => {
  let mongo: MongoService;
  let folder: string;
  beforeAll(async () => {
    const service = await mongoService();
    if ('skip' in service) throw new Error(service.skip);
    mongo = service;
    folder = mkdtempSync(join(tmpdir(), 'khien-lease-'));
  });
  afterAll(async () => {
    await mongo.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets one of them work, and the other take over when it has gone', async () => {
    const open = async (name: string) => {
      const context = await openContext(
        readSettings({
          MONGODB_URI: mongo.uri,
          KHIEN_DATA_DIR: join(folder, name),
          KHIEN_LOG_LEVEL: 'error',
        }),
        name,
      );
      const holders: number[] = [];
      const lease = context.repositories.state.lease;
      context.repositories.state.lease = async (request) => {
        const got = await lease(request);
        holders.push(got ? 1 : 0);
        return got;
      };
      const recorder = createRecorder(context);
      return {
        context,
        recorder,
        holders,
        scheduler: startSchedulerRole(context, recorder, openOffice(context, recorder)),
      };
    };
    const one = await open('one');
    await until(() => one.holders.includes(1));
    const two = await open('two');
    await until(() => two.holders.length > 1);

    expect(two.holders).not.toContain(1);
    await one.scheduler.stop();
    await until(() => two.holders.includes(1));

    await two.scheduler.stop();
    for (const { recorder, context } of [one, two]) {
      await recorder.close();
      await context.store.close();
    }
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(50);
}
