import { createHash, type Hash } from 'node:crypto';
import { type Logger, MonitorError } from '@khien/model';
import type { Files, JournalPaths, WritableFile } from './files';
import type { FrameBox, LooseFrame } from './frame-box';
import type { Seals } from './seals';
import { addFrame, emptyIndex } from './segment-index';
import { cutFile, type Segment } from './segments';

/** Seconds after which a sender may try again when the disk refuses. */
const DISK_RETRY_SECONDS = 5;

export interface WrittenFrame {
  segment: Segment;
  /** Keys of the counts it changed. */
  counts: string[];
}

/** Appends groups of frames to the newest segment; a group is on disk as a whole or not at all. */
export interface SegmentWriter {
  /** Resolves after fdatasync. MonitorError `unavailable` when the disk refuses; nothing of the group stays then. */
  commit(frames: readonly LooseFrame[]): Promise<WrittenFrame[]>;
  /** Seals the newest segment when it is full, old enough or `always`; what could not be sealed before is tried again. */
  rotate(always?: boolean): Promise<void>;
  /** Leaves the newest segment as it is, as a dying process would. */
  abandon(): Promise<void>;
}

export interface WriterDeps {
  files: Files;
  paths: JournalPaths;
  box: FrameBox;
  seals: Seals;
  log: Logger;
  now: () => number;
  limits: { segmentBytes: number; segmentMs: number };
  firstSegment: number;
  /** A new segment, from its creation on. */
  onSegment: (segment: Segment) => void;
}

interface OpenSegment {
  segment: Segment;
  file: WritableFile;
  hash: Hash;
  ordinal: number;
}

export function createSegmentWriter(deps: WriterDeps): SegmentWriter {
  const { files, paths, box, seals, log, now, limits } = deps;
  let current: OpenSegment | undefined;
  let nextNumber = deps.firstSegment;
  const unsealed: Array<{ segment: Segment; sha256: string }> = [];

  async function begin(firstSeq: number): Promise<OpenSegment> {
    const number = nextNumber;
    nextNumber += 1;
    const file = await files.open(paths.segment(number), 'create');
    try {
      await files.syncDirectory(paths.directory);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
    const segment: Segment = { index: emptyIndex(number, firstSeq, now()), sealed: false, released: false };
    return { segment, file, hash: createHash('sha256'), ordinal: 0 };
  }

  async function commit(frames: readonly LooseFrame[]): Promise<WrittenFrame[]> {
    try {
      return (
        (await attempt(frames)) ?? (await attempt(frames)) ?? refuse(new Error('fdatasync failed twice'))
      );
    } catch (error) {
      return refuse(error);
    }
  }

  function refuse(cause: unknown): never {
    throw new MonitorError('unavailable', 'journal: the disk does not take records now', {
      cause,
      retryAfter: DISK_RETRY_SECONDS,
    });
  }

  /** Undefined after a failed sync: what the system then still holds of the file is unknown, so the group goes to a new one. */
  async function attempt(frames: readonly LooseFrame[]): Promise<WrittenFrame[] | undefined> {
    const open = current ?? (await begin(frames[0]?.seq ?? 0));
    current = open;
    const { index } = open.segment;
    const sealed = frames.map((frame, at) =>
      box.seal(frame, { segment: index.segment, ordinal: open.ordinal + at }),
    );
    const octets = Buffer.concat(sealed.flat());
    try {
      await open.file.write([octets], index.bytes);
    } catch (error) {
      await retreat(open);
      throw error;
    }
    try {
      await open.file.sync();
    } catch (error) {
      log.error('journal could not sync a segment and goes on in a new one', {
        segment: index.segment,
        err: error,
      });
      await giveUp(open);
      return undefined;
    }
    return enter(open, frames, sealed, octets);
  }

  function enter(
    open: OpenSegment,
    frames: readonly LooseFrame[],
    sealed: readonly Buffer[][],
    octets: Buffer,
  ): WrittenFrame[] {
    if (open.ordinal === 0) deps.onSegment(open.segment);
    open.hash.update(octets);
    open.ordinal += frames.length;
    return frames.map((frame, at) => {
      const offset = open.segment.index.bytes;
      const end = offset + (sealed[at] ?? []).reduce((sum, part) => sum + part.length, 0);
      return {
        segment: open.segment,
        counts: addFrame(open.segment.index, { ...frame, offset, end }, frame.meta),
      };
    });
  }

  async function retreat(open: OpenSegment): Promise<void> {
    try {
      await open.file.truncate(open.segment.index.bytes);
    } catch (error) {
      log.warn('journal could not cut a segment back and leaves it', {
        segment: open.segment.index.segment,
        err: error,
      });
      await giveUp(open);
    }
  }

  async function giveUp(open: OpenSegment): Promise<void> {
    current = undefined;
    await open.file.truncate(open.segment.index.bytes).catch(() => {});
    await open.file.close().catch(() => {});
    if (open.ordinal > 0) unsealed.push({ segment: open.segment, sha256: open.hash.digest('hex') });
    else await files.remove(paths.segment(open.segment.index.segment)).catch(() => {});
  }

  function isDue({ segment }: OpenSegment): boolean {
    return segment.index.bytes >= limits.segmentBytes || now() - segment.index.openedAt >= limits.segmentMs;
  }

  async function rotate(always = false): Promise<void> {
    const open = current;
    if (open && (always || isDue(open))) {
      current = undefined;
      await open.file.close().catch(() => {});
      if (open.ordinal > 0) unsealed.push({ segment: open.segment, sha256: open.hash.digest('hex') });
      else await files.remove(paths.segment(open.segment.index.segment)).catch(() => {});
    }
    await sealWaiting();
  }

  async function sealWaiting(): Promise<void> {
    for (let next = unsealed[0]; next; next = unsealed[0]) {
      try {
        const { segment, bytes } = next.segment.index;
        const size = await files.size(paths.segment(segment));
        if (size !== undefined && size > bytes) await cutFile(files, paths.segment(segment), bytes);
        const seal = await seals.seal(next.segment.index, next.sha256);
        Object.assign(next.segment, { sealed: true, sealedAt: seal.sealedAt, sha256: seal.sha256 });
        unsealed.shift();
      } catch (error) {
        log.warn('journal could not seal a segment yet', { segment: next.segment.index.segment, err: error });
        return;
      }
    }
  }

  return {
    commit,
    rotate,
    async abandon() {
      await current?.file.close();
      current = undefined;
    },
  };
}
