import { openContext, openQueueOf, readIngestTls, startCollectorRole, untilSignalled } from '@khien/assembly';
import { createIngestServer } from '@khien/collect';
import { readSettings } from '@khien/settings';

/** The collector process: receives, journals, acknowledges, and hands chunks to the queue until the ledger has them. */
async function main(): Promise<void> {
  const context = await openContext(readSettings(process.env, process.argv.slice(2)), 'collector');
  const queue = await openQueueOf(context);
  const collector = await startCollectorRole(context, queue);
  const { ingest } = context.settings;
  const tls = readIngestTls(context.settings);
  const server = createIngestServer({
    host: ingest.host,
    port: ingest.port ?? 8090,
    handler: collector.ingest,
    log: context.log,
    ...(tls && { tls }),
  });
  await server.start();
  context.log.info('collector listening', { port: server.port() });
  // Rules are not the collector's business; the signal must not end it either.
  process.on('SIGHUP', () => undefined);
  context.log.info('stopping', { signal: await untilSignalled() });
  await server.stop();
  await collector.stop();
  await queue.close();
  await context.store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`khien collector: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
