import { cursorName } from '@khien/intake';
import type { AlertRecorder } from '@khien/record';
import { type Scheduler, startScheduler, watchJobs } from '@khien/watch';
import type { Context } from './context';

/** Days working state (digests, correlation hits) is kept: longer than any correlation or baseline looks back. */
const WORKING_DAYS = 3;

/** What happens by the clock: baselines, silence, folding, retention. */
export function startSchedulerRole(context: Context, recorder: AlertRecorder): Scheduler {
  const { store, registry, rules, settings, repositories, log, now } = context;
  const jobs = watchJobs({
    store,
    registry,
    recorder,
    rules: () => rules.current(),
    // A day of events is dropped whole, so it is kept as long as the strictest level asks for.
    retention: { eventDays: Math.max(...Object.values(settings.retentionDays)), workingDays: WORKING_DAYS },
    doneThrough: async (collectorId) =>
      ((await repositories.state.getCursor(cursorName(collectorId))) ?? 0) - 1,
    log,
    now,
  });
  return startScheduler(jobs, { log });
}
