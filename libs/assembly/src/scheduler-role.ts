import { randomBytes } from 'node:crypto';
import { cursorName } from '@khien/intake';
import type { Office } from '@khien/office';
import type { AlertRecorder } from '@khien/record';
import { type Job, restsSentence, type Scheduler, startScheduler, watchJobs } from '@khien/watch';
import type { Context } from './context';
import { createRestsOn } from './rests-on';

/** Days working state (digests, correlation hits) is kept: longer than any correlation or baseline looks back. */
const WORKING_DAYS = 3;
const LEASE = 'scheduler';
const LEASE_MS = 30_000;

/** What happens by the clock: baselines, silence, folding, retention. Over a shared store only the holder of the lease does it. */
export function startSchedulerRole(context: Context, recorder: AlertRecorder, office: Office): Scheduler {
  const { settings, log } = context;
  if (!settings.mongodb) return startScheduler(jobsOf(context, recorder, office), { log });
  const leased = underLease(context, () => jobsOf(context, recorder, office));
  const scheduler = startScheduler(leased.jobs, { log });
  return {
    runAll: () => scheduler.runAll(),
    async stop() {
      await scheduler.stop();
      await leased.release();
    },
  };
}

function jobsOf(context: Context, recorder: AlertRecorder, office: Office): Job[] {
  const { store, registry, rules, settings, repositories, log, now } = context;
  const restsOn = createRestsOn(context);
  return watchJobs({
    rests: (source) => restsSentence(restsOn(source)),
    store,
    registry,
    office,
    recorder,
    rules: () => rules.current(),
    // A day of events is dropped whole, so it is kept as long as the strictest level asks for.
    retention: { eventDays: Math.max(...Object.values(settings.retentionDays)), workingDays: WORKING_DAYS },
    doneThrough: async (collectorId) =>
      ((await repositories.state.getCursor(cursorName(collectorId))) ?? 0) - 1,
    log,
    now,
  });
}

/** The jobs, each doing nothing while another process holds the lease. Taking it over starts with fresh jobs: what they remember may be old. */
function underLease(
  { repositories, log, now }: Context,
  make: () => Job[],
): { jobs: Job[]; release(): Promise<void> } {
  const holder = randomBytes(8).toString('hex');
  let current = make();
  let heldUntil = 0;

  async function mine(): Promise<boolean> {
    if (now() < heldUntil - LEASE_MS / 2) return true;
    const asked = now();
    const had = asked < heldUntil;
    if (!(await repositories.state.lease({ name: LEASE, holder, ttlMs: LEASE_MS, now }))) return false;
    if (!had) {
      current = make();
      log.info('scheduler holds the lease', { holder });
    }
    heldUntil = asked + LEASE_MS;
    return true;
  }

  return {
    jobs: current.map(({ name, at }) => ({
      name,
      at,
      run: async () => ((await mine()) ? current.find((job) => job.name === name)?.run() : undefined),
    })),
    release: () => repositories.state.release(LEASE, holder),
  };
}
