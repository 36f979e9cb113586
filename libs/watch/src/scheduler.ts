import type { Logger } from '@khien/model';
import { type ScheduledTask, schedule } from 'node-cron';

export interface Job {
  name: string;
  /** Cron expression with seconds, Asia/Ho_Chi_Minh. */
  at: string;
  run: () => Promise<unknown>;
}

export interface Scheduler {
  /** Runs every job once now, in order: what a restart may have missed. */
  runAll(): Promise<void>;
  /** Starts no more and waits for those that run. */
  stop(): Promise<void>;
}

/**
 * Runs jobs by the clock, each never beside itself. A job that fails is logged and tried again at its next time:
 * every job looks at what is there, not at what changed, so nothing is missed by it.
 */
export function startScheduler(jobs: readonly Job[], { log }: { log: Logger }): Scheduler {
  const running = new Map<string, Promise<void>>();
  const tasks: ScheduledTask[] = jobs.map((job) => {
    const task = schedule(job.at, () => start(job), {
      timezone: 'Asia/Ho_Chi_Minh',
      name: job.name,
      suppressMissedWarning: true,
    });
    // A process that was busy at that second would otherwise leave a daily job until tomorrow.
    task.on('execution:missed', () => void start(job));
    return task;
  });

  function start(job: Job): Promise<void> {
    const current = running.get(job.name);
    if (current) return current;
    const run = job
      .run()
      .then(() => undefined)
      .catch((error: unknown) =>
        log.warn('scheduled job failed, next time again', { job: job.name, err: error }),
      )
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  }

  return {
    async runAll() {
      for (const job of jobs) await start(job);
    },
    async stop() {
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
