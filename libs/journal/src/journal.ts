import {
  type AppendOptions,
  type IncomingRecord,
  type Journal,
  type Logger,
  MonitorError,
} from '@khien/model';
import type { KeyRing } from '@khien/sealing';
import { createAdmission } from './admission';
import { createChunkCache } from './chunk-cache';
import { diskFiles, type Files, journalPaths } from './files';
import { createFrameBox, type LooseFrame, type ShedEntry } from './frame-box';
import { packChunks, partsOf, planChunks, type Waiting } from './group';
import { createGroupCommit } from './group-commit';
import { createIntakeCounts } from './intake-counts';
import { takeLock } from './lock';
import { checkManifest } from './manifest';
import { createReader } from './reader';
import { openSeals } from './seals';
import { createSegmentWriter } from './segment-writer';
import { checkKeys, infoOf, loadSegments } from './segments';
import { firstFreeSeq, openSequence, readSequence } from './sequence';
import { createShedBatch } from './shed-batch';
import { createShelf } from './shelf';

export interface JournalLimits {
  /** Octets of journal that may wait to be processed; the high-water marks are shares of it. */
  maxBytes: number;
  /** A segment is sealed at this size or age. */
  segmentBytes: number;
  segmentMs: number;
  /** Small appends wait this long for others before they share an fsync. */
  groupMs: number;
  groupBytes: number;
  waitingBytes: number;
  /** Octets of newest chunks kept in memory for reading. */
  cacheBytes: number;
  /** Refusals are written down at most this often. */
  shedEveryMs: number;
}
export const DEFAULT_LIMITS: Readonly<JournalLimits> = {
  maxBytes: 10 * 1024 ** 3,
  segmentBytes: 64 * 1024 ** 2,
  segmentMs: 3_600_000,
  groupMs: 20,
  groupBytes: 1024 ** 2,
  waitingBytes: 64 * 1024 ** 2,
  cacheBytes: 8 * 1024 ** 2,
  shedEveryMs: 1000,
};
/** Back-pressure can only end when a sealed segment is released, so several have to fit below the mark. */
const SEGMENTS_BELOW_MAX = 16;
const ROTATE_CHECK_MS = 60_000;

export interface JournalDeps {
  directory: string;
  /** `[a-z0-9-]{1,40}`; a directory belongs to one collector for good. */
  collectorId: string;
  keyRing: KeyRing;
  /** Named in messages about keys. */
  keyFile?: string;
  /** Chunks below this number are known elsewhere (the dispatcher's cursor): no new one gets such a number, even when the directory was emptied. */
  minSeq?: number;
  now: () => number;
  log: Logger;
  limits?: Partial<JournalLimits>;
  files?: Files;
}

/**
 * Opens the evidence journal of one collector, recovering whatever a crash left.
 * Rejects with MonitorError `bad_configuration` (another collector's directory, missing key) or `conflict` (a living process has it open).
 */
export async function openJournal(deps: JournalDeps): Promise<Journal> {
  const { directory, collectorId, keyRing, now, log, files = diskFiles } = deps;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  limits.segmentBytes = Math.min(limits.segmentBytes, Math.floor(limits.maxBytes / SEGMENTS_BELOW_MAX));
  if (!/^[a-z0-9-]{1,40}$/.test(collectorId)) {
    throw new MonitorError(
      'bad_configuration',
      `journal ${directory}: "${collectorId}" is not a collector id`,
    );
  }
  const keyFile = deps.keyFile ?? 'the key file';
  const paths = journalPaths(directory);
  await files.makeDirectory(directory);
  await takeLock(files, paths.lock, directory);
  await checkManifest({ files, paths, collectorId, keyRing, keyFile });
  const box = createFrameBox(collectorId, keyRing);
  const seals = await openSeals({ files, paths, keyRing, now });
  for (const problem of seals.problems) log.error('journal chain is damaged', { problem });
  const loading = { files, paths, box, seals, log, keyFile };
  const loaded = await loadSegments(loading);
  const free = firstFreeSeq(await readSequence(files, paths), loaded.lastSeq, loaded.endDamaged);
  let nextSeq = Math.max(free, deps.minSeq ?? 0);
  if (nextSeq > loaded.lastSeq + 1) {
    log.warn('journal skips numbers that may have been used', { from: loaded.lastSeq + 1, to: nextSeq - 1 });
  }
  const sequence = await openSequence(files, directory, nextSeq);
  const shelf = await createShelf({ files, paths, seals, segments: loaded.segments });
  await checkKeys(loading, shelf.live());
  const counts = createIntakeCounts(collectorId);
  for (const segment of shelf.live()) counts.touch(segment, segment.index.counts.keys());
  counts.settle(shelf.all());
  const damage = { ...loaded.damage };
  const cache = createChunkCache(limits.cacheBytes);
  const admission = createAdmission(shelf.unreleasedBytes, limits.maxBytes);
  const writer = createSegmentWriter({
    ...{ files, paths, box, seals, log, now, limits },
    firstSegment: loaded.nextSegment,
    onSegment: shelf.add,
  });
  const onBadFrame = (): void => {
    damage.badFrames += 1;
  };
  const read = createReader({
    files,
    paths,
    box,
    cache,
    keyFile,
    log,
    segments: shelf.all,
    nextSeq: () => nextSeq,
    onBadFrame,
  });
  const group = createGroupCommit<Waiting>(writeGroup, limits);
  const shedBatch = createShedBatch({ write: writeShed, now, everyMs: limits.shedEveryMs });
  const waiters = new Set<() => void>();
  const rotation = setInterval(
    () => void exclusively(() => writer.rotate()).catch(() => {}),
    ROTATE_CHECK_MS,
  );
  rotation.unref();
  let closed = false;

  let last: Promise<unknown> = Promise.resolve();
  /** One writer at a time: groups, refusals, rotation. */
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  async function writeGroup(parts: Waiting[]): Promise<void> {
    const planned = planChunks(parts, { collectorId, seq: nextSeq, sealedAt: now() });
    const frames = await packChunks(planned);
    const next = nextSeq + planned.length;
    await exclusively(async () => {
      await reserve(next);
      await commit(frames);
      await sequence.expose(next);
      for (const { chunk, meta } of planned) {
        cache.put(chunk, meta.bytes);
        shelf.raise(meta.positions ?? []);
      }
      nextSeq = next;
      for (const wake of waiters) wake();
      await writer.rotate();
    });
  }

  async function reserve(through: number): Promise<void> {
    try {
      await sequence.reserve(through);
    } catch (cause) {
      throw new MonitorError('unavailable', 'journal: the disk does not take records now', {
        cause,
        retryAfter: 5,
      });
    }
  }

  async function commit(frames: readonly LooseFrame[]): Promise<void> {
    for (const written of await writer.commit(frames)) counts.touch(written.segment, written.counts);
  }

  function writeShed(entries: ShedEntry[]): Promise<void> {
    const body = Buffer.alloc(0);
    return exclusively(async () => {
      const place = { kind: 'shed' as const, seq: nextSeq, sealedAt: now() };
      await commit([{ ...place, count: entries.length, meta: entries, body }]);
      await writer.rotate();
    });
  }

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

  return {
    collectorId,
    append,
    async shed(sourceId, reason, count) {
      assertOpen();
      if (count > 0) await shedBatch.add({ sourceId, reason, count });
    },
    paused: admission.paused,
    read,
    nextSeq: () => nextSeq,
    waitBeyond(seq, timeoutMs) {
      if (nextSeq > seq) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiters.delete(check);
          resolve();
        };
        const check = (): void => {
          if (nextSeq > seq || closed) done();
        };
        const timer = setTimeout(done, timeoutMs);
        waiters.add(check);
      });
    },
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
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(rotation);
      await group.flush();
      await shedBatch.flush();
      shedBatch.stop(new MonitorError('unavailable', 'journal: closed before this could be written'));
      await exclusively(() => writer.rotate(true));
      await sequence.close();
      await files.remove(paths.lock);
      for (const wake of waiters) wake();
    },
  };
}
