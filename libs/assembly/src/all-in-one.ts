import { createIngestServer, type IngestServer } from '@khien/collect';
import type { LoadedRules } from '@khien/pipeline';
import { sourceHealth } from '@khien/watch';
import { type ApiRole, startApiRole } from './api-role';
import { type CollectorRole, startCollectorRole } from './collector-role';
import type { Context } from './context';
import { metricsText } from './metrics-text';
import { openOffice } from './office-of';
import { openQueueOf } from './open-queue-of';
import { readIngestTls } from './read-tls';
import { ensureSampleTokens, type SampleFeed, startSampleFeed } from './sample-feed';
import { seedSampleRecords } from './sample-records/seed-sample-records';
import { startSchedulerRole } from './scheduler-role';
import { createDeadLetterOffice, createRecorder, startWorkerRole } from './worker-role';

export interface Monitor {
  api: ApiRole;
  collector: CollectorRole;
  /** One-time secret for the first administrator; undefined once set-up is over. */
  setupSecret: string | undefined;
  stop(): Promise<void>;
}

/** The whole monitor in one process, on the backends the settings name. */
export async function startMonitor(context: Context): Promise<Monitor> {
  const { registry, settings, store, rules, log, now } = context;
  if (context.sample) ensureSampleTokens(registry().sources);
  const queue = await openQueueOf(context);
  const recorder = createRecorder(context);
  await recorder.refreshSince(now() - 24 * 3_600_000);
  const worker = await startWorkerRole(context, queue, recorder);
  const collector = await startCollectorRole(context, queue);
  const office = openOffice(context, recorder);
  let ingestServer: IngestServer | undefined;
  let consoleCertificate: ApiRole['certificate'] = () => undefined;
  const scheduler = startSchedulerRole(context, recorder, office);
  const metrics = async (): Promise<string> =>
    metricsText(await sourceHealth(store, registry().sources, now()), {
      queue: await queue.depth(),
      journal: journalFigures(collector),
      receivers: {
        ...collector.receiverStats(),
        server: ingestServer?.stats(),
        console: { certificate: consoleCertificate() },
      },
      rules: rules.current().count,
      ruleCounters: ruleCountersOf(rules.current()),
      ...threatFigures(context),
    });
  const api = await startApiRole(context, {
    deadLetters: createDeadLetterOffice(context, recorder),
    office,
    metrics,
    beside(request, response) {
      if (!collector.ingest.claims(request.url ?? '')) return false;
      collector.ingest(request, response);
      return true;
    },
  });
  consoleCertificate = api.certificate;
  const seeded = context.sample ? seedSampleRecords(context, office) : Promise.resolve(0);
  seeded.catch((error: unknown) => log.error('sample province without its dossiers', { err: error }));
  ingestServer = await ownIngestServer(context, collector);
  const feed: SampleFeed | undefined = context.sample
    ? startSampleFeed({
        sources: registry().sources,
        dataDir: settings.dataDir,
        ingestUrl: api.url,
        log,
        now,
      })
    : undefined;
  return {
    api,
    collector,
    setupSecret: await api.accounts.issueSetupSecret(),
    async stop() {
      await seeded.catch(() => undefined);
      // Upstream first: nothing new comes in while what is in hand is finished.
      await feed?.stop();
      await ingestServer?.stop();
      await api.stop();
      await scheduler.stop();
      await collector.stop();
      await worker.close();
      await queue.close();
      await store.close();
    },
  };
}

/** Senders may have a port of their own; without one they use the console's. */
async function ownIngestServer(
  { settings, log }: Context,
  collector: CollectorRole,
): Promise<IngestServer | undefined> {
  const { ingest } = settings;
  if (ingest.port === undefined) return undefined;
  const tls = readIngestTls(settings);
  const server = createIngestServer({
    host: ingest.host,
    port: ingest.port,
    handler: collector.ingest,
    log,
    ...(tls && { tls }),
  });
  await server.start();
  return server;
}

export function journalFigures({ journal }: Pick<CollectorRole, 'journal'>): {
  unreleasedBytes: number;
  segments: number;
  tornBytes: number;
  badFrames: number;
} {
  const segments = journal.segments();
  const waiting = segments.filter((segment) => !segment.released);
  return {
    unreleasedBytes: waiting.reduce((sum, segment) => sum + segment.bytes, 0),
    segments: segments.length,
    ...journal.damage(),
  };
}

function ruleCountersOf({
  detection,
}: LoadedRules): Array<{ rule: string; evaluated: number; matched: number }> {
  return detection.ruleSet.counters().map(({ ruleId, evaluated, matched }) => ({
    rule: detection.catalogue.get(ruleId)?.alertRule.id ?? ruleId,
    evaluated,
    matched,
  }));
}

function threatFigures({ threats }: Context): { threats?: { indicators: number; matched: number } } {
  const figures = threats.figures();
  return figures ? { threats: figures } : {};
}
