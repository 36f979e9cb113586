import {
  type CollectorRole,
  type Context,
  createRecorder,
  openContext,
  openOffice,
  openQueueOf,
  startCollectorRole,
  startSchedulerRole,
  startWorkerRole,
} from '@khien/assembly';
import { type LedgerRow, MonitorError, type Source } from '@khien/model';
import { readSettings } from '@khien/settings';
import { sourceTotals } from '@khien/watch';
import { feedFile } from '../feed-file';
import { type Command, optionsOf, printLine, settingsArguments, UsageError } from '../usage';

const usage = 'replay (--source ID | --profile P) [--data DIR] FILE…';

export const replay: Command = {
  usage,
  does: 'files through the full pipeline until drained; prints {received, stored, duplicate, deadLettered, alerts, seconds}',
  async run(argv) {
    const { values, positionals } = optionsOf(argv, usage, {
      source: { type: 'string' },
      profile: { type: 'string' },
      data: { type: 'string' },
    });
    if ((values.source === undefined) === (values.profile === undefined) || positionals.length === 0)
      throw new UsageError(`usage: khien ${usage}`);
    const context = await openContext(
      readSettings(process.env, [
        ...settingsArguments(values),
        ...(process.env.KHIEN_LOG_LEVEL ? [] : ['--log-level', 'warn']),
      ]),
      'replay',
    );
    const source = sourceOf(context, values);
    await printLine(await replayFiles(context, source, positionals));
    return 0;
  },
};

/** The registered source, or one made up for the profile: its records belong to no system. */
function sourceOf(
  context: Context,
  { source, profile }: { source?: string | undefined; profile?: string | undefined },
): Source {
  if (source !== undefined) {
    const found = context.registry().sources.find((candidate) => candidate.id === source);
    if (!found)
      throw new MonitorError(
        'bad_request',
        `--source: no source "${source}" in the registry; known: ${context
          .registry()
          .sources.map(({ id }) => id)
          .join(', ')}`,
      );
    return found;
  }
  if (profile === undefined || !context.profiles.byId(profile))
    throw new MonitorError(
      'bad_request',
      `--profile: no profile "${profile}"; known: ${context.profiles.ids().join(', ')}`,
    );
  const id = `replay-${profile}`;
  const made: Source = {
    id,
    name: { vi: `Nạp lại ${profile}`, en: `Replayed ${profile}` },
    profile,
    systemId: 'unregistered',
    transport: { kind: 'replay' },
    timezone: 'Asia/Ho_Chi_Minh',
    encoding: 'utf-8',
    silenceMinutes: 30,
  };
  context.registry().sources.push(made);
  return made;
}

async function replayFiles(context: Context, source: Source, files: readonly string[]) {
  const { store, now } = context;
  const before = await totalsOf(context, source.id);
  const started = now();
  const queue = await openQueueOf(context);
  const recorder = createRecorder(context);
  const worker = await startWorkerRole(context, queue, recorder);
  const collector: CollectorRole = await startCollectorRole(context, queue, { receivers: false });
  let received = 0;
  for (const file of files) received += await feedFile(file, source, collector.intake, now);
  await collector.dispatcher.drained();
  const seconds = (now() - started) / 1000;
  // What the clock would do later: baselines and counts, so that the answer is complete.
  await recorder.drain();
  const scheduler = startSchedulerRole(context, recorder, openOffice(context, recorder));
  await scheduler.runAll();
  await scheduler.stop();
  await collector.stop();
  await worker.close();
  await queue.close();
  const after = await totalsOf(context, source.id);
  const raised = await store.countBy('alerts', { filter: { updatedAt: { gte: started } } }, 'sourceId');
  const alerts = raised.find((row) => row.value === source.id)?.count ?? 0;
  await store.close();
  return {
    received,
    stored: after.stored - before.stored,
    duplicate: after.duplicate - before.duplicate,
    deadLettered: after.deadLettered - before.deadLettered,
    alerts,
    seconds,
  };
}

async function totalsOf(
  { store }: Context,
  sourceId: string,
): Promise<Pick<LedgerRow, 'stored' | 'duplicate' | 'deadLettered'>> {
  // Rolled-up days and live rows together: old rows may be rolled up while we replay.
  const totals = (await sourceTotals(store)).get(sourceId);
  return {
    stored: totals?.stored ?? 0,
    duplicate: totals?.duplicate ?? 0,
    deadLettered: totals?.deadLettered ?? 0,
  };
}
