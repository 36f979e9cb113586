import { checkedLine, parseChecked } from './checked-text';
import type { Files, JournalPaths } from './files';
import type { Seals } from './seals';
import { raisePosition } from './segment-index';
import type { Segment } from './segments';
import { parseNumber, writeNumber } from './sequence';

/** The segments there are, oldest first, and what is known across them. */
export interface Shelf {
  all(): readonly Segment[];
  /** Those with chunks that may not be processed yet. */
  live(): readonly Segment[];
  add(segment: Segment): void;
  unreleasedBytes(): number;
  releaseThrough(seq: number): Promise<void>;
  purgeBefore(epochMs: number): Promise<number>;
  raise(positions: ReadonlyArray<[stream: string, position: string]>): void;
  lastPosition(stream: string): string | undefined;
}

export interface ShelfDeps {
  files: Files;
  paths: JournalPaths;
  seals: Seals;
  segments: Segment[];
}

export async function createShelf({ files, paths, seals, segments }: ShelfDeps): Promise<Shelf> {
  let releasedUpTo = parseNumber(await files.readText(paths.released)) ?? 0;
  const positions = parsePositions(await files.readText(paths.positions));
  let live: Segment[] = [];
  for (const { index } of segments) raise([...index.positions]);
  markReleased();

  /** By segment, not by chunk number: a segment that only has refusals in it has no number of its own. */
  function markReleased(): void {
    for (const segment of segments) if (segment.index.segment <= releasedUpTo) segment.released = true;
    live = segments.filter((segment) => !segment.released);
  }

  function raise(raised: ReadonlyArray<[stream: string, position: string]>): void {
    for (const [stream, position] of raised) raisePosition(positions, stream, position);
  }

  async function releaseThrough(seq: number): Promise<void> {
    let upTo = releasedUpTo;
    for (const { sealed, index } of live) {
      if (!sealed || index.lastSeq > seq) break;
      upTo = index.segment;
    }
    if (upTo === releasedUpTo) return;
    await writeNumber(files, paths.released, upTo);
    releasedUpTo = upTo;
    markReleased();
  }

  async function purgeBefore(epochMs: number): Promise<number> {
    const due = segments.filter(({ released, sealedAt }) => released && (sealedAt ?? epochMs) < epochMs);
    if (due.length > 0) await files.replace(paths.positions, checkedLine(JSON.stringify([...positions])));
    for (const segment of due) {
      const { segment: number } = segment.index;
      await seals.purge(number);
      segments.splice(segments.indexOf(segment), 1);
      await files.remove(paths.segment(number));
      await files.remove(paths.index(number));
    }
    return due.length;
  }

  return {
    all: () => segments,
    live: () => live,
    add(segment) {
      segments.push(segment);
      live.push(segment);
    },
    unreleasedBytes: () => live.reduce((sum, { index }) => sum + index.bytes, 0),
    releaseThrough,
    purgeBefore,
    raise,
    lastPosition: (stream) => positions.get(stream),
  };
}

function parsePositions(text: string | undefined): Map<string, string> {
  try {
    return new Map(JSON.parse(parseChecked(text) ?? '[]') as Array<[string, string]>);
  } catch {
    return new Map();
  }
}
