import type { Logger, SegmentInfo } from '@khien/model';
import { MonitorError } from '@khien/model';
import { SealError } from '@khien/sealing';
import { sha256OfFile } from './chain';
import { type Files, type JournalPaths, segmentNumbers } from './files';
import { decodeHeader, HEADER_BYTES } from './frame';
import type { ChunkMeta, FrameBox, ShedEntry } from './frame-box';
import { type ScannedFrame, scanFrames } from './scan';
import type { Seals } from './seals';
import { addFrame, emptyIndex, parseIndex, type SegmentIndex } from './segment-index';

/** One segment file as the running journal sees it. */
export interface Segment {
  index: SegmentIndex;
  sealed: boolean;
  released: boolean;
  /** Milliseconds since the epoch, once sealed. */
  sealedAt?: number;
  /** Sealed, but not as long as its seal says. */
  foundDamaged?: true;
  sha256?: string;
}

export interface LoadDeps {
  files: Files;
  paths: JournalPaths;
  box: FrameBox;
  seals: Seals;
  log: Logger;
  /** Named in the message when the key is not the one the journal was written with. */
  keyFile: string;
}

export interface LoadedSegments {
  segments: Segment[];
  nextSegment: number;
  /** Last number found in a frame, -1 for none. */
  lastSeq: number;
  /** What recovering found now, not what was found in earlier starts. */
  damage: { tornBytes: number; badFrames: number };
  /** True when the end of what was written may be missing. */
  endDamaged: boolean;
}

/** Reads what is on disk; segments that were being written are cut to their last whole frame and sealed. Never refuses because of damage. */
export async function loadSegments(deps: LoadDeps): Promise<LoadedSegments> {
  const numbers = segmentNumbers(await deps.files.list(deps.paths.directory));
  const segments: Segment[] = [];
  // Numbers in seals count even when their files are gone.
  let lastSeq = deps.seals.lastSeq();
  const damage = { tornBytes: 0, badFrames: 0 };
  let endDamaged = false;
  for (const [at, number] of numbers.entries()) {
    if (deps.seals.isPurged(number)) {
      await deps.files.remove(deps.paths.segment(number));
      continue;
    }
    const sealed = deps.seals.sealOf(number) !== undefined;
    const below = sealed ? undefined : await firstSeqOf(deps, numbers[at + 1]);
    const segment = sealed
      ? await loadSealed(deps, number)
      : await recoverSegment(deps, { number, firstSeq: lastSeq + 1, below });
    if (!sealed) endDamaged = segment.index.tornBytes > 0 || segment.index.badFrames > 0;
    if (!sealed || segment.foundDamaged) {
      damage.tornBytes += segment.index.tornBytes;
      damage.badFrames += segment.index.badFrames;
    }
    lastSeq = Math.max(lastSeq, segment.index.lastSeq);
    // One without a single frame is gone by now.
    if (segment.sealed) segments.push(segment);
  }
  const nextSegment = Math.max(deps.seals.highest(), numbers.at(-1) ?? 0) + 1;
  return { segments, nextSegment, lastSeq, damage, endDamaged };
}

async function firstSeqOf(
  { files, paths }: LoadDeps,
  number: number | undefined,
): Promise<number | undefined> {
  if (number === undefined) return undefined;
  return decodeHeader(await files.read(paths.segment(number), 0, HEADER_BYTES), 0)?.seq;
}

async function loadSealed(deps: LoadDeps, number: number): Promise<Segment> {
  const seal = deps.seals.sealOf(number);
  if (!seal) throw new RangeError(`journal: segment ${number} has no seal`);
  const size = (await deps.files.size(deps.paths.segment(number))) ?? 0;
  const beside = parseIndex(await deps.files.readText(deps.paths.index(number)), number);
  const usable = beside?.bytes === seal.bytes && size >= seal.bytes ? beside : undefined;
  const index = usable ?? (await indexOfFrames(deps, { number, firstSeq: seal.firstSeq, size }));
  if (size !== seal.bytes) {
    deps.log.error('journal segment differs in size from its seal', {
      segment: number,
      bytes: size,
      sealedBytes: seal.bytes,
    });
    index.tornBytes += Math.max(0, seal.bytes - size);
  }
  // The seal's numbers stand, whatever the file still has: numbers once used are never used again.
  index.firstSeq = seal.firstSeq;
  index.lastSeq = seal.lastSeq;
  const segment: Segment = {
    index,
    sealed: true,
    released: false,
    sealedAt: seal.sealedAt,
    sha256: seal.sha256,
  };
  if (size !== seal.bytes) segment.foundDamaged = true;
  return segment;
}

interface ScanOf {
  number: number;
  firstSeq: number;
  size: number;
  /** Frames from this number on were written again in the next segment. */
  below?: number | undefined;
}

async function recoverSegment(
  deps: LoadDeps,
  { number, firstSeq, below }: { number: number; firstSeq: number; below: number | undefined },
): Promise<Segment> {
  const path = deps.paths.segment(number);
  const size = (await deps.files.size(path)) ?? 0;
  const index = await indexOfFrames(deps, { number, firstSeq, size, below });
  if (index.tornBytes > 0 || index.badFrames > 0) {
    const { tornBytes, badFrames } = index;
    deps.log.warn('journal segment recovered', { segment: number, tornBytes, badFrames });
  }
  if (index.bytes === 0) {
    await deps.files.remove(path);
    return { index, sealed: false, released: false };
  }
  if (index.bytes < size) await cutFile(deps.files, path, index.bytes);
  const seal = await deps.seals.seal(index, await sha256OfFile(deps.files, path, index.bytes));
  return { index, sealed: true, released: false, sealedAt: seal.sealedAt, sha256: seal.sha256 };
}

/** Cuts a file back, for good. */
export async function cutFile(files: Files, path: string, length: number): Promise<void> {
  const file = await files.open(path, 'update');
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function indexOfFrames(
  deps: LoadDeps,
  { number, firstSeq, size, below }: ScanOf,
): Promise<SegmentIndex> {
  const range = { path: deps.paths.segment(number), segment: number, from: 0, to: size };
  let index: SegmentIndex | undefined;
  let badFrames = 0;
  let tornBytes = 0;
  for await (const scanned of scanFrames(deps.files, range)) {
    if (scanned.kind !== 'frame') {
      if (scanned.kind === 'torn') tornBytes += scanned.end - scanned.offset;
      else badFrames += 1;
      continue;
    }
    const { header, offset, end } = scanned;
    if (below !== undefined && header.kind === 'chunk' && header.seq >= below) break;
    const meta = metaOf(deps, scanned);
    if (!scanned.bodyIntact || !meta) badFrames += 1;
    index ??= emptyIndex(number, header.seq, header.sealedAt);
    addFrame(index, { ...header, offset, end }, meta);
  }
  return { ...(index ?? emptyIndex(number, firstSeq, 0)), badFrames, tornBytes };
}

function metaOf(deps: LoadDeps, { header, meta }: ScannedFrame): ChunkMeta | ShedEntry[] | undefined {
  try {
    return deps.box.openMeta(header, meta);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    if (error.reason === 'damaged') return undefined;
    throw wrongKey(deps.paths.directory, deps.keyFile, error);
  }
}

/** Opens the first frame of each segment that still has to be read. MonitorError `bad_configuration` when its key is missing. */
export async function checkKeys(deps: LoadDeps, segments: readonly Segment[]): Promise<void> {
  for (const { index } of segments) {
    const path = deps.paths.segment(index.segment);
    for await (const scanned of scanFrames(deps.files, {
      path,
      segment: index.segment,
      from: 0,
      to: index.bytes,
    })) {
      if (scanned.kind !== 'frame') continue;
      metaOf(deps, scanned);
      break;
    }
  }
}

/** What to tell whoever starts the monitor with another key than before. */
export function wrongKey(directory: string, keyFile: string, cause: Error): MonitorError {
  const advice = 'Put the key file back, or add its key there as "previous".';
  return new MonitorError(
    'bad_configuration',
    `journal ${directory} was written with a key that ${keyFile} does not hold. ${advice}`,
    { cause },
  );
}

export function infoOf({ index, sealed, released, sha256 }: Segment): SegmentInfo {
  const { segment, firstSeq, lastSeq, bytes } = index;
  const info = { segment, firstSeq, lastSeq, bytes, sealed, released };
  return sha256 === undefined ? info : { ...info, sha256 };
}
