import {
  createDeadLetterOffice,
  createRecorder,
  metricsText,
  openContext,
  openOffice,
  openQueueOf,
  startApiRole,
  untilSignalled,
} from '@khien/assembly';
import { readSettings } from '@khien/settings';
import { sourceHealth } from '@khien/watch';

/** The API process: HTTP interface, live stream and console. Any number of them may run. */
async function main(): Promise<void> {
  const context = await openContext(readSettings(process.env, process.argv.slice(2)), 'api');
  const { store, registry, rules, log, now } = context;
  const queue = await openQueueOf(context);
  const recorder = createRecorder(context);
  const unfollow = context.followRegister();
  const api = await startApiRole(context, {
    deadLetters: createDeadLetterOffice(context, recorder),
    office: openOffice(context, recorder),
    metrics: async () =>
      metricsText(await sourceHealth(store, registry().sources, now()), {
        queue: await queue.depth(),
        rules: rules.current().count,
      }),
  });
  log.info('api listening', { url: api.url });
  const secret = await api.accounts.issueSetupSecret();
  // Not through the logger: a secret is for the person at the terminal, never for a log file.
  if (secret !== undefined)
    process.stdout.write(`Mã thiết lập dùng một lần · one-time set-up secret: ${secret}\n`);
  process.on('SIGHUP', () => context.reload());
  log.info('stopping', { signal: await untilSignalled() });
  unfollow();
  await api.stop();
  await recorder.close();
  await queue.close();
  await store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`khien api: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
