import { createDigest } from '@khien/enrich';
import {
  type Chunk,
  type ChunkHandler,
  type LedgerRow,
  type Logger,
  MonitorError,
  type Store,
} from '@khien/model';
import type { ChunkWork } from './chunk-work';
import type { PoisonGuard } from './poison-guard';

export interface ChunkHandlerDeps {
  store: Store;
  work: ChunkWork;
  poisonGuard: PoisonGuard;
  log: Logger;
  now: () => number;
}

/**
 * decode → normalise → enrich → detect → record, for one chunk. At least once in, effect once: every write is insert-once,
 * and the ledger row comes last, so a chunk with a row needs nothing more and one without is simply done again.
 */
export function createChunkHandler({ store, work, poisonGuard, log, now }: ChunkHandlerDeps): ChunkHandler {
  return async function handleChunk(chunk, { attempt }) {
    if (await store.get<LedgerRow>('ledger', chunk.chunkId)) return;
    const skip = await poisonGuard.begin(chunk, attempt);
    const normalised = work.normalise(chunk, skip);
    const events = await work.storeEvents(chunk, normalised.events);
    const deadLettered = await work.storeDeadLetters(chunk, normalised.deadLetters);
    const alerts = await work.findAndRecord(chunk, events, chunk.chunkId);
    const digest = createDigest(chunk, events);
    if (events.length > 0) await store.insertManyOnce('digests', [digest], chunk.partitionDay);
    await store.insertManyOnce('ledger', [
      ledgerRow(chunk, { stored: events.length, deadLettered, masked: normalised.masked, alerts }, now()),
    ]);
    if (attempt > 1) log.info('chunk done again', { chunkId: chunk.chunkId, attempt });
  };
}

function ledgerRow(
  chunk: Chunk,
  counts: Pick<LedgerRow, 'stored' | 'deadLettered' | 'masked' | 'alerts'>,
  processedAt: number,
): LedgerRow {
  const { chunkId, collectorId, seq, sourceId, partitionDay, sealedAt, records } = chunk;
  const duplicate = records.length - counts.stored - counts.deadLettered;
  if (duplicate < 0)
    throw new MonitorError('internal', `chunk ${chunkId}: more stored and dead-lettered than came in`);
  return {
    _id: chunkId,
    collectorId,
    seq,
    sourceId,
    partitionDay,
    in: records.length,
    ...counts,
    duplicate,
    sealedAt,
    processedAt,
  };
}
