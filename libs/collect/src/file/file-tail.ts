import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake, Logger, Source } from '@khien/model';
import { createCheckpoint } from './checkpoint';
import { createKnownStreams, type KnownStreams } from './known-streams';
import { createMissedFiles, type MissedFiles } from './missed-files';
import { createOpenFiles, type FileTailStats, keyOf, type OpenFiles } from './open-files';
import type { StreamState } from './stream-state';
import { createUnreadable, type Unreadable } from './unreadable';
import { watchedFiles } from './watched-files';

export interface FileTailDeps {
  sources: readonly Source[];
  intake: Intake;
  log: Logger;
  now: () => number;
  /** Remembers how far each file is on disk. Belongs to the collector's data: without it, files are read on from the journal's positions, or again. */
  checkpointFile: string;
  pollMs?: number;
  /** How long a rotated or deleted file must be quiet before its last line is taken and it is closed. */
  quietMs?: number;
  /** Polls that a file shorter than 1,024 octets must stay unchanged before it is read. */
  stablePolls?: number;
  maxOpenFiles?: number;
  /** How long `stop` waits for records that have been offered. */
  stopMs?: number;
}

export interface FileTail {
  start(): Promise<void>;
  /** Waits for records under way, saves the positions, closes the files. What was not accepted is read again at the next start. */
  stop(): Promise<void>;
  stats(): FileTailStats;
}

interface Running {
  known: KnownStreams;
  files: OpenFiles;
  unreadable: Unreadable;
  missed: MissedFiles;
  save: () => Promise<void>;
  signal: AbortSignal;
}

const SAVE_EVERY_MS = 1_000;
/** How often, and how long after a stream was left, its rest is looked for in rotated files. */
const REST = { everyMs: 2_000, forMs: 120_000 };

/**
 * Follows the files of the sources whose transport is `file`: positions are `file:<stream id>:<octet offset of the line, 12 digits>`.
 * A file is known by its first 1,024 octets, device and inode, and by what stood before the place read last; so renaming, copying and
 * truncating, replacing, compressing and reused inodes neither repeat nor lose lines, except those written between a copy and the cut.
 */
export function createFileTail(deps: FileTailDeps): FileTail {
  const {
    intake,
    log,
    now,
    pollMs = 250,
    quietMs = 30_000,
    stablePolls = 3,
    maxOpenFiles = 512,
    stopMs = 5_000,
  } = deps;
  const sources = deps.sources.filter(({ transport }) => transport.kind === 'file');
  const checkpoint = createCheckpoint(deps.checkpointFile, deps);
  const stats: FileTailStats = {
    openFiles: 0,
    accepted: 0,
    streams: 0,
    cuts: 0,
    continued: 0,
    unreadable: 0,
    damaged: 0,
  };
  let stopping = new AbortController();
  let running: { known: KnownStreams; files: OpenFiles; loop: Promise<void> } | undefined;

  async function begin(): Promise<void> {
    const { signal } = stopping;
    setMaxListeners(0, signal);
    const known = createKnownStreams(await checkpoint.load(), now);
    const save = () => {
      known.touch();
      return checkpoint.save(known.all);
    };
    const onAccepted = (records: number) => {
      stats.accepted += records;
    };
    const unreadable = createUnreadable(log);
    const missed = createMissedFiles(known.all(), now);
    const reader = { intake, log, now, pollMs, signal, onAccepted };
    const files = createOpenFiles({
      known,
      reader,
      stats,
      unreadable,
      onEmptied: missed.suspect,
      save,
      stableLooks: stablePolls,
      quietMs,
      maxOpenFiles,
    });
    running = { known, files, loop: poll({ known, files, unreadable, missed, save, signal }) };
  }

  async function poll(all: Running): Promise<void> {
    const { known, files, unreadable, save, signal } = all;
    const rest = restSearch(known, files);
    let savedAt = now();
    let saved = stats.accepted;
    while (!signal.aborted) {
      try {
        await lookRound(all);
        stats.unreadable = unreadable.endRound();
        await files.shrink();
        await rest();
        stats.streams = known.all().length;
        if (stats.accepted !== saved && Math.abs(now() - savedAt) >= SAVE_EVERY_MS) {
          [saved, savedAt] = [stats.accepted, now()];
          await save();
        }
      } catch (err) {
        log.error('looking for files failed; trying again', { err });
      }
      await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
  }

  async function lookRound({ files, unreadable, missed }: Running): Promise<void> {
    const paths = new Map<string, string>();
    for (const source of sources) {
      const patterns = source.transport.kind === 'file' ? source.transport.paths : [];
      const note = (path: string, err: unknown) => unreadable.note(source.id, path, err);
      const found = await watchedFiles(patterns, note);
      missed.round(source, found, (file) => files.has(source, file));
      for (const file of found) {
        paths.set(keyOf(source, file), file.path);
        await files.meet(source, file);
      }
    }
    for (const { source, file } of await missed.find()) await files.meet(source, file);
    files.lookAtAll(paths);
  }

  /** Streams left unfinished while nobody looked may go on in a file that no path names: `app.log.1.gz` of `app.log`. */
  function restSearch(known: KnownStreams, files: OpenFiles): () => Promise<void> {
    const leftAt = new Map<StreamState, number>();
    const settledAt = now() + pollMs * (stablePolls + 2);
    let searchedAt = 0;
    return async () => {
      if (now() < settledAt || now() - searchedAt < Math.min(REST.everyMs, pollMs * 8)) return;
      searchedAt = now();
      for (const state of known.orphans()) {
        const since = leftAt.get(state) ?? now();
        leftAt.set(state, since);
        const source = sources.find(({ id }) => id === state.sourceId);
        if (source && now() - since <= REST.forMs) await files.findRest(source, state);
      }
    };
  }

  return {
    async start() {
      stopping = new AbortController();
      await begin();
      log.info('file tail started', { sources: sources.length });
    },
    async stop() {
      if (!running) return;
      const { known, files, loop } = running;
      running = undefined;
      stopping.abort();
      const grace = sleep(stopMs, undefined, { ref: false });
      // Once more at the end: the loop may have opened a file while the others were being closed.
      const closed = Promise.all([loop, files.close()]).then(() => files.close());
      await Promise.race([closed, grace]);
      known.touch();
      await checkpoint.save(known.all);
    },
    stats: () => ({ ...stats }),
  };
}
