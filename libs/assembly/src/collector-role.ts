import { join } from 'node:path';
import { createFileTail, createIngestHandler, type IngestHandler } from '@khien/collect';
import { createDispatcher, createIntakePort, cursorName, type Dispatcher } from '@khien/intake';
import { openJournal } from '@khien/journal';
import type { ChunkQueue, Intake, Journal } from '@khien/model';
import type { Context } from './context';

export interface CollectorRole {
  journal: Journal;
  intake: Intake;
  dispatcher: Dispatcher;
  /** For a server that other things share (`khien start`). */
  ingest: IngestHandler;
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
    log,
    now,
  });
  const intake = createIntakePort({ journal, now, log });
  const ingest = createIngestHandler({ sources: registry.sources, intake, log, now });
  const receivers = receiving
    ? createFileTail({
        sources: registry.sources,
        intake,
        checkpointFile: join(settings.dataDir, 'file-positions.json'),
        log,
        now,
      })
    : undefined;
  await dispatcher.start();
  await receivers?.start();
  return {
    journal,
    intake,
    dispatcher,
    ingest,
    async stop() {
      await receivers?.stop();
      await dispatcher.stop();
      await journal.close();
    },
  };
}
