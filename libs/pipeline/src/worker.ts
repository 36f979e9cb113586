import type { ChunkQueue, Logger } from '@khien/model';
import { type ProfileBook, profileById } from '@khien/profiles';
import { createChunkHandler } from './chunk-handler';
import { type ChunkWorkDeps, createChunkWork } from './chunk-work';
import { detect } from './findings-of-events';
import { logsourceOf } from './logsource';
import { normaliseChunk } from './normalise-chunk';
import { createPoisonGuard, type PoisonGuardDeps } from './poison-guard';

export interface WorkerDeps extends ChunkWorkDeps {
  queue: ChunkQueue;
  log: Logger;
  /** Chunks worked on at the same time. */
  concurrency: number;
}

export interface Worker {
  /** Stops after the chunks in hand. */
  close(): Promise<void>;
}

/** Takes chunks from the queue and works them through. */
export async function startWorker(deps: WorkerDeps): Promise<Worker> {
  const { store, log, now, queue, concurrency } = deps;
  const handler = createChunkHandler({
    store,
    work: createChunkWork(deps),
    poisonGuard: createPoisonGuard({ store, log, probe: probeWith(deps) }),
    log,
    now,
  });
  const consumer = await queue.consume(handler, { concurrency });
  return {
    async close() {
      await consumer.close();
      await deps.recorder.close();
    },
  };
}

/** Takes one record through parsing and matching, where hostile input could do harm, and forgets the result. */
function probeWith(deps: ChunkWorkDeps): PoisonGuardDeps['probe'] {
  const profileOf: ProfileBook['byId'] = (id) => (deps.profiles ? deps.profiles.byId(id) : profileById(id));
  return (chunk, index) => {
    const source = deps.sources.get(chunk.sourceId);
    const record = chunk.records[index];
    if (!record || !source) return;
    const { events } = normaliseChunk(
      { ...chunk, records: [record] },
      source,
      profileOf(source.profile),
      { ...deps, enricher: deps.enricher() },
      new Set(),
    );
    detect(events, chunk.partitionDay, deps.rules(), logsourceOf(source.profile, profileOf));
  };
}
