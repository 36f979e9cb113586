import { createRecorder, openContext, openOffice, startSchedulerRole, untilSignalled } from '@khien/assembly';
import { readSettings } from '@khien/settings';

/** The scheduler process: baselines, silence, folding, retention. Run one; a second one waits for the first one's lease. */
async function main(): Promise<void> {
  const context = await openContext(readSettings(process.env, process.argv.slice(2)), 'scheduler');
  const recorder = createRecorder(context);
  const unfollow = context.followRegister();
  const scheduler = startSchedulerRole(context, recorder, openOffice(context, recorder));
  process.on('SIGHUP', () => context.reload());
  context.log.info('scheduler ready', {});
  context.log.info('stopping', { signal: await untilSignalled() });
  unfollow();
  await scheduler.stop();
  await recorder.close();
  await context.store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`khien scheduler: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
