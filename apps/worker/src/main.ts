import { createRecorder, openContext, openQueueOf, startWorkerRole, untilSignalled } from '@khien/assembly';
import { readSettings } from '@khien/settings';

/** The worker process: decodes, normalises, enriches, detects and records what the queue gives. Any number of them may run. */
async function main(): Promise<void> {
  const context = await openContext(readSettings(process.env, process.argv.slice(2)), 'worker');
  const queue = await openQueueOf(context);
  const unfollow = context.followRegister();
  const worker = await startWorkerRole(context, queue, createRecorder(context));
  process.on('SIGHUP', () => context.reload());
  context.log.info('worker ready', {});
  context.log.info('stopping', { signal: await untilSignalled() });
  unfollow();
  await worker.close();
  await queue.close();
  await context.store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`khien worker: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
