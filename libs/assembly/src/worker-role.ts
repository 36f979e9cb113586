import { createEnricher } from '@khien/enrich';
import type { ChunkQueue, DeadLetter } from '@khien/model';
import {
  type ChunkWorkDeps,
  createChunkWork,
  createCorrelator,
  type ReplayOutcome,
  replayDeadLetters,
  startWorker,
  type Worker,
} from '@khien/pipeline';
import { type AlertRecorder, createAlertRecorder } from '@khien/record';
import { ofRegistry } from '@khien/watch';
import type { Context } from './context';

/** Purpose under which dead letters are sealed. */
const DEAD_LETTER_KEYS = 'dead letters';

export function createRecorder({ store, log, now }: Context): AlertRecorder {
  return createAlertRecorder({ store, log, now });
}

/** Decodes, normalises, enriches, detects and records what the queue gives. */
export function startWorkerRole(
  context: Context,
  queue: ChunkQueue,
  recorder: AlertRecorder,
): Promise<Worker> {
  return startWorker({
    ...workDeps(context, recorder),
    queue,
    log: context.log,
    concurrency: context.settings.queue.concurrency,
  });
}

/** Opens dead letters and sends them through the worker's own steps again. */
export interface DeadLetterOffice {
  /** The raw record, unsealed. */
  open(letter: DeadLetter): { raw: string; encoding: 'utf-8' | 'base64' };
  replay(letters: readonly DeadLetter[]): Promise<ReplayOutcome>;
}

export function createDeadLetterOffice(context: Context, recorder: AlertRecorder): DeadLetterOffice {
  const keys = context.keyRing.derive(DEAD_LETTER_KEYS);
  const deps = {
    store: context.store,
    work: createChunkWork(workDeps(context, recorder)),
    open: keys.open,
    now: context.now,
  };
  return {
    open(letter) {
      const record = JSON.parse(
        keys.open(Buffer.from(letter.sealed, 'base64'), letter._id).toString('utf8'),
      ) as { raw: string; encoding?: 'base64' };
      return { raw: record.raw, encoding: record.encoding ?? 'utf-8' };
    },
    replay: (letters) => replayDeadLetters(letters, deps),
  };
}

function workDeps(context: Context, recorder: AlertRecorder): ChunkWorkDeps {
  const { registry, store, pseudonymiser, keyRing, rules, threats, geo, now } = context;
  return {
    store,
    sources: new Map(registry().sources.map((source) => [source.id, source])),
    profiles: context.profiles,
    enricher: ofRegistry(registry, (current) =>
      createEnricher({
        registry: current,
        pseudonymise: pseudonymiser.pseudonym,
        threats: threats.current,
        geo: geo.current,
      }),
    ),
    rules: () => rules.current().detection,
    correlator: createCorrelator({ store }),
    recorder,
    seal: keyRing.derive(DEAD_LETTER_KEYS).seal,
    now,
  };
}
