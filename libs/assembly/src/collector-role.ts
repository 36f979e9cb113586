import { join } from 'node:path';
import { createIngestHandler, createReceivers, type IngestHandler } from '@khien/collect';
import { createDispatcher, createIntakePort, cursorName, type Dispatcher, gapRows } from '@khien/intake';
import { openJournal } from '@khien/journal';
import type { ChunkQueue, Intake, Journal } from '@khien/model';
import type { Context } from './context';
import { readIngestTls } from './read-tls';

const DAY_MS = 86_400_000;
const PURGE_EVERY_MS = 6 * 3_600_000;

export interface CollectorRole {
  journal: Journal;
  intake: Intake;
  dispatcher: Dispatcher;
  /** For a server that other things share (`khien start`). */
  ingest: IngestHandler;
  /** What each receiver counted. */
  receiverStats(): Record<string, unknown>;
  /** Stops taking in, waits for what is being written, closes the journal. */
  stop(): Promise<void>;
}

export interface CollectorOptions {
  /** False for replaying files: nothing else is collected meanwhile. */
  receivers?: boolean;
}

/** Receives into the journal, and hands the journal's chunks to the queue until the ledger has them. */
export async function startCollectorRole(
  context: Context,
  queue: ChunkQueue,
  { receivers: receiving = true }: CollectorOptions = {},
): Promise<CollectorRole> {
  const { settings, keyRing, registry, repositories, store, log, now } = context;
  const processed = await repositories.state.getCursor(cursorName(settings.collectorId));
  const journal = await openJournal({
    directory: settings.journalDir,
    collectorId: settings.collectorId,
    keyRing,
    keyFile: settings.keyFiles.data.path,
    limits: { maxBytes: settings.journal.maxBytes },
    ...(processed !== undefined && { minSeq: processed }),
    log,
    now,
  });
  const dispatcher = createDispatcher({
    journal,
    queue,
    ledger: repositories.ledger,
    state: { get: repositories.state.getCursor, set: repositories.state.setCursor },
    sync: () => store.sync(),
    intakeSink: (rows) => repositories.intake.put(rows),
    // Numbers that no readable chunk has (damage): told in the ledger, so that the books show what is missing.
    onGap: async (gap) => {
      for (const row of gapRows(settings.collectorId, gap, now())) await repositories.ledger.insertOnce(row);
    },
    limits: { republishMs: settings.queue.republishSeconds * 1000 },
    log,
    now,
  });
  const intake = createIntakePort({ journal, now, log });
  const tls = readIngestTls(settings);
  const receivers = createReceivers({
    sources: receiving ? registry().sources : [],
    intake,
    files: { checkpointFile: join(settings.dataDir, 'file-positions.json') },
    pull: { directory: join(settings.dataDir, 'pull-positions') },
    syslog: { ...settings.syslog, ...(tls && { tls }) },
    lumberjack: { ...settings.lumberjack, ...(tls && { tls }) },
    gelf: settings.gelf,
    log,
    now,
  });
  const purging = setInterval(() => purgeJournal(journal, context), PURGE_EVERY_MS);
  purging.unref();
  await dispatcher.start();
  await receivers.start();
  return {
    journal,
    intake,
    dispatcher,
    // Without a source that sends over HTTP nobody has a token, and every request is refused.
    ingest: receivers.ingest ?? createIngestHandler({ sources: [], intake, log, now }),
    receiverStats: receivers.stats,
    async stop() {
      clearInterval(purging);
      await receivers.stop();
      await dispatcher.stop();
      await journal.close();
    },
  };
}

/** Deletes released evidence that is older than any system's level asks for; what is deleted stays named in the seal chain. */
function purgeJournal(journal: Journal, { settings, log, now }: Context): void {
  const days = Math.max(...Object.values(settings.retentionDays));
  journal
    .purgeBefore(now() - days * DAY_MS)
    .then(
      (segments) =>
        segments > 0 && log.info('journal segments past their retention deleted', { segments, days }),
    )
    .catch((err: unknown) => log.warn('journal could not be purged, tried again later', { err }));
}
