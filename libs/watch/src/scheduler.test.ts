import { type LogFields, silentLogger } from '@khien/model';
import { type Job, startScheduler } from './scheduler';

const NEVER = '0 0 0 29 2 *';
const SECONDLY = '* * * * * *';

/** A job that runs until it is told to end. */
function gatedJob(name: string, at: string) {
  const waiting: Array<{ resolve: () => void; reject: (error: Error) => void }> = [];
  let running = 0;
  const seen = { runs: 0, most: 0, ended: 0 };
  const job: Job = {
    name,
    at,
    async run() {
      seen.runs += 1;
      running += 1;
      seen.most = Math.max(seen.most, running);
      await new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })).finally(() => {
        running -= 1;
        seen.ended += 1;
      });
    },
  };
  return {
    job,
    seen,
    end() {
      for (const one of waiting.splice(0)) one.resolve();
    },
    fail() {
      for (const one of waiting.splice(0)) one.reject(new Error('store away'));
    },
  };
}

/** A job that only counts the seconds. */
function tickingJob(name: string): { job: Job; ticks: () => number } {
  let ticks = 0;
  const run = async (): Promise<void> => {
    ticks += 1;
  };
  return { job: { name, at: SECONDLY, run }, ticks: () => ticks };
}

function recordingLog() {
  const warnings: Array<{ message: string; fields: LogFields | undefined }> = [];
  const warn = (message: string, fields?: LogFields) => void warnings.push({ message, fields });
  return { log: { ...silentLogger, warn }, warnings };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the scheduler', () => {
  it('runs a job by the clock, and never beside itself', async () => {
    const slow = gatedJob('slow', SECONDLY);
    const other = tickingJob('other');
    const scheduler = startScheduler([slow.job, other.job], { log: silentLogger });
    await until(() => other.ticks() >= 3);
    expect(slow.seen.runs).toBe(1);
    slow.end();
    await until(() => slow.seen.runs === 2);
    expect(slow.seen.most).toBe(1);
    slow.end();
    await scheduler.stop();
  });

  it('logs a job that fails by its name, and runs it again at its next time', async () => {
    const { log, warnings } = recordingLog();
    const job = gatedJob('accounts', SECONDLY);
    const scheduler = startScheduler([job.job], { log });
    await until(() => job.seen.runs === 1);
    job.fail();
    await until(() => job.seen.runs === 2);
    expect(warnings).toMatchObject([
      { message: 'scheduled job failed, next time again', fields: { job: 'accounts' } },
    ]);
    job.end();
    await scheduler.stop();
  });

  it('runs all jobs once in order, also after one that fails', async () => {
    const order: string[] = [];
    const jobs: Job[] = ['a', 'b', 'c'].map((name) => ({
      name,
      at: NEVER,
      async run() {
        order.push(name);
        if (name === 'b') throw new Error('no');
      },
    }));
    const scheduler = startScheduler(jobs, { log: silentLogger });
    await scheduler.runAll();
    await scheduler.stop();
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('waits for what runs when it is stopped, and starts nothing more', async () => {
    const job = gatedJob('slow', SECONDLY);
    const witness = tickingJob('witness');
    const scheduler = startScheduler([job.job], { log: silentLogger });
    await until(() => job.seen.runs === 1);
    let stopped = false;
    const stopping = scheduler.stop().then(() => {
      stopped = true;
    });
    const clock = startScheduler([witness.job], { log: silentLogger });
    await until(() => witness.ticks() >= 2);
    expect(stopped).toBe(false);
    job.end();
    await stopping;
    await clock.stop();
    expect(job.seen).toEqual({ runs: 1, most: 1, ended: 1 });
  });

  it('runs a job late whose second the process was too busy for', async () => {
    let ran = (): void => {};
    const late = new Promise<void>((resolve) => {
      ran = resolve;
    });
    const soon = new Date(Date.now() + 2000);
    const at = `${soon.getUTCSeconds()} ${soon.getUTCMinutes()} * * * *`; // the zone's offset is whole hours
    const scheduler = startScheduler([{ name: 'daily', at, run: async () => ran() }], { log: silentLogger });
    await new Promise((resolve) => setTimeout(resolve, 10));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
    await late;
    await scheduler.stop();
  });

  it('refuses a time that is none', () => {
    expect(() =>
      startScheduler([{ name: 'x', at: 'sometimes', run: async () => {} }], { log: silentLogger }),
    ).toThrow();
  });
});
