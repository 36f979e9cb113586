import type { Source } from '@khien/model';
import type { StreamState } from './stream-state';
import { type FoundFile, rotatedFiles } from './watched-files';

/** Finds files (and copies of content) that were made under a watched path and rotated away again before anybody looked. */
export interface MissedFiles {
  /** Files seen under watched paths in this round, before any of them is taken up; `isKnown` tells those met before. */
  round(source: Source, files: readonly FoundFile[], isKnown: (file: FoundFile) => boolean): void;
  /** The file at this path lost its content after `since`, by the clock of `now`. */
  suspect(source: Source, path: string, since: number): void;
  /** Files to take up although no path names them. */
  find(): Promise<{ source: Source; file: FoundFile }[]>;
}

interface Search {
  source: Source;
  path: string;
  since: number;
  rounds: number;
}

/** File times come from a coarser clock. */
const SLACK_MS = 1_000;
/** A directory that is being rotated may hide a name for a moment. */
const ROUNDS = 8;

/**
 * A path that leads to another file than in the round before was rotated, perhaps more than once: whatever bears one of its rotated
 * names, was born and was written after the path was looked at last, is one of its files. What is known among them is sorted out by its content.
 */
export function createMissedFiles(states: readonly StreamState[], now: () => number): MissedFiles {
  const seen = new Map<string, { inode: string; at: number }>();
  for (const { sourceId, path, dev, ino, seenAt } of states) {
    const before = seen.get(`${sourceId}|${path}`);
    if (!before || before.at < seenAt)
      seen.set(`${sourceId}|${path}`, { inode: `${dev}:${ino}`, at: seenAt });
  }
  let searches: Search[] = [];

  function suspect(source: Source, path: string, since: number): void {
    searches.push({ source, path, since: since - SLACK_MS, rounds: ROUNDS });
  }

  return {
    suspect,
    round(source, files, isKnown) {
      const at = now();
      for (const file of files) {
        const key = `${source.id}|${file.path}`;
        const inode = `${file.dev}:${file.ino}`;
        const before = seen.get(key);
        if (before && before.inode !== inode && !isKnown(file)) {
          suspect(source, file.path, before.at);
        }
        seen.set(key, { inode, at });
      }
    },
    async find() {
      const found: { source: Source; file: FoundFile }[] = [];
      for (const search of searches) {
        search.rounds--;
        for (const file of await rotatedFiles(search.path)) {
          if (isAfter(file, search.since)) found.push({ source: search.source, file });
        }
      }
      searches = searches.filter(({ rounds }) => rounds > 0);
      return found;
    },
  };
}

function isAfter({ bornAt, changedAt }: FoundFile, since: number): boolean {
  return Number(BigInt(bornAt) / 1_000_000n) > since && changedAt > since;
}
