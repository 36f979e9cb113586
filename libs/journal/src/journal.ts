import { type AppendOptions, type IncomingRecord, type Journal, MonitorError } from '@khien/model';
import { createAdmission } from './admission';
import { createChunkCache } from './chunk-cache';
import { createChunkWriter } from './chunk-writer';
import { partsOf } from './group';
import { createGroupCommit } from './group-commit';
import { createIntakeCounts, type IntakeCounts } from './intake-counts';
import { type JournalDeps, limitsOf } from './journal-deps';
import { createReader } from './reader';
import { type Recovered, recover } from './recover';
import { createSegmentWriter } from './segment-writer';
import { infoOf } from './segments';
import { createShedBatch } from './shed-batch';
import type { Shelf } from './shelf';

const ROTATE_CHECK_MS = 60_000;

/**
 * Opens the evidence journal of one collector, recovering whatever a crash left.
 * Rejects with MonitorError `bad_configuration` (another collector's directory, missing key) or `conflict` (a living process has it open).
 */
export async function openJournal(deps: JournalDeps): Promise<Journal> {
  return runJournal(deps, await recover(deps));
}

function runJournal(deps: JournalDeps, recovered: Recovered): Journal {
  const { collectorId, now, log } = deps;
  const { files, paths, box, seals, shelf, sequence, damage } = recovered;
  const limits = limitsOf(deps);
  const counts = countsOf(collectorId, shelf);
  const cache = createChunkCache(limits.cacheBytes);
  const admission = createAdmission(shelf.unreleasedBytes, limits.maxBytes);
  const segmentWriter = createSegmentWriter({
    ...{ files, paths, box, seals, log, now, limits },
    firstSegment: recovered.nextSegment,
    onSegment: shelf.add,
  });
  const chunks = createChunkWriter({
    ...{ collectorId, sequence, shelf, counts, cache, now },
    firstSeq: recovered.nextSeq,
    writer: segmentWriter,
  });
  const { exclusively } = chunks;
  const read = createReader({
    ...{ files, paths, box, cache, log, keyFile: recovered.keyFile },
    segments: shelf.all,
    nextSeq: chunks.nextSeq,
    onBadFrame() {
      damage.badFrames += 1;
    },
  });
  const group = createGroupCommit(chunks.writeGroup, limits);
  const refusals = createShedBatch({ write: chunks.writeShed, now, everyMs: limits.shedEveryMs });
  const rotation = setInterval(() => void exclusively(() => segmentWriter.rotate()), ROTATE_CHECK_MS);
  rotation.unref();
  let closed = false;

  function assertOpen(): void {
    if (closed) throw new MonitorError('unavailable', 'journal: is closed');
  }

  async function append(
    sourceId: string,
    records: readonly IncomingRecord[],
    options: AppendOptions,
  ): Promise<void> {
    assertOpen();
    if (records.length === 0) return;
    admission.admit(options.kind);
    const repeatable = options.repeatable === true;
    await Promise.all(partsOf({ sourceId, records, repeatable }, limits.groupBytes).map(group.add));
  }

  async function shed(sourceId: string, reason: string, count: number): Promise<void> {
    assertOpen();
    if (count > 0) await refusals.add({ sourceId, reason, count });
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    clearInterval(rotation);
    await group.flush();
    await refusals.flush();
    refusals.stop(new MonitorError('unavailable', 'journal: closed before this could be written'));
    await exclusively(() => segmentWriter.rotate(true));
    await sequence.close();
    await files.remove(paths.lock);
    chunks.wakeAll();
  }

  return {
    collectorId,
    append,
    shed,
    read,
    close,
    paused: admission.paused,
    nextSeq: chunks.nextSeq,
    waitBeyond: chunks.waitBeyond,
    segments: () => shelf.all().map(infoOf),
    releaseThrough: (seq) =>
      exclusively(async () => {
        await shelf.releaseThrough(seq);
        counts.settle(shelf.all());
      }),
    purgeBefore: (epochMs) => exclusively(() => shelf.purgeBefore(epochMs)),
    intakeRows: counts.takeRows,
    lastPosition: shelf.lastPosition,
    damage: () => ({ ...damage }),
  };
}

/** Everything that may not have been told before the last end is told again; whoever stores it overwrites the same with the same. */
function countsOf(collectorId: string, shelf: Shelf): IntakeCounts {
  const counts = createIntakeCounts(collectorId);
  for (const segment of shelf.live()) counts.touch(segment, segment.index.counts.keys());
  counts.settle(shelf.all());
  return counts;
}
