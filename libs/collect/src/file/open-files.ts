import { type FileHandle, open } from 'node:fs/promises';
import type { Source } from '@khien/model';
import { plainContent } from './content';
import { createGate } from './gate';
import { readGzipFile } from './gzip-file';
import type { KnownStreams } from './known-streams';
import type { ReaderDeps } from './stream-reader';
import type { StreamState } from './stream-state';
import { createTrackedFile, type TrackedFile } from './tracked-file';
import type { Unreadable } from './unreadable';
import { describe, type FoundFile, rotatedFiles } from './watched-files';

export interface FileTailStats {
  openFiles: number;
  accepted: number;
  /** Streams begun, files found cut short, and streams read on in a rotated copy. */
  streams: number;
  cuts: number;
  continued: number;
  /** Paths that could not be read the last time, and compressed files that are damaged. */
  unreadable: number;
  damaged: number;
}

export interface OpenFilesDeps {
  known: KnownStreams;
  reader: ReaderDeps;
  stats: FileTailStats;
  unreadable: Unreadable;
  save: () => Promise<void>;
  onEmptied: (source: Source, path: string, since: number) => void;
  stableLooks: number;
  quietMs: number;
  maxOpenFiles: number;
}

/** The files that are open or being decompressed, and those that are known to hold nothing new. */
export interface OpenFiles {
  /** Takes a file up that a source's paths name, unless that has been done. */
  meet(source: Source, found: FoundFile): Promise<void>;
  /** Whether the file is open, being decompressed, or known to hold nothing to read. */
  has(source: Source, found: FoundFile): boolean;
  /** Looks at every open file; does not wait for it. */
  lookAtAll(paths: ReadonlyMap<string, string>): void;
  /** Looks for a rotated copy that goes on where the stream was left; true if there is one or somebody reads the stream already. */
  findRest(source: Source, state: StreamState): Promise<boolean>;
  /** Closes the files that have been quiet longest, down to `maxOpenFiles`. */
  shrink(): Promise<void>;
  /** Waits for what is under way, then closes everything. */
  close(): Promise<void>;
}

interface Entry {
  file: TrackedFile;
  source: Source;
  busy?: Promise<void> | undefined;
}

const AT_A_TIME = 16;
/** Notes about files that are no longer watched are kept up to here. */
const MANY = 10_000;
const MIN_QUIET_MS = 10_000;

export function keyOf(source: Source, { dev, ino }: { dev: string; ino: string }): string {
  return `${source.id}|${dev}:${ino}`;
}

export function createOpenFiles(deps: OpenFilesDeps): OpenFiles {
  const { known, reader, stats } = deps;
  const { log, signal } = reader;
  const gate = createGate(AT_A_TIME);
  /** Apart from the other, since a look may wait for a compressed copy to be read. */
  const gzipGate = createGate(2);
  const entries = new Map<string, Entry>();
  const jobs = new Map<string, Promise<boolean>>();
  /** Key to the version in which a file held nothing to read. */
  const exhausted = new Map<string, string>();
  const settling = new Map<string, { version: string; looks: number }>();

  function has(source: Source, found: FoundFile): boolean {
    const key = keyOf(source, found);
    return entries.has(key) || jobs.has(key) || exhausted.get(key) === found.version;
  }

  async function meet(source: Source, found: FoundFile): Promise<void> {
    const key = keyOf(source, found);
    if (has(source, found)) return;
    if (known.isCopy(source.id, found.version)) {
      exhausted.set(key, found.version);
      return;
    }
    if (found.path.endsWith('.gz')) {
      if (isSettled(key, found)) void readGzip(source, found, true);
      return;
    }
    // Beyond twice the number, new files wait until quiet ones have been closed.
    if (entries.size >= deps.maxOpenFiles * 2) return;
    const handle = await openFor(source, found.path);
    if (handle) await track(source, handle, found.path);
  }

  /** A file that is still being compressed grows from look to look. */
  function isSettled(key: string, { version }: FoundFile): boolean {
    const before = settling.get(key);
    const looks = before?.version === version ? before.looks + 1 : 0;
    settling.set(key, { version, looks });
    if (looks < deps.stableLooks) return false;
    settling.delete(key);
    return true;
  }

  async function openFor(source: Source, path: string): Promise<FileHandle | undefined> {
    try {
      return await open(path, 'r');
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code !== 'ENOENT') deps.unreadable.note(source.id, path, err);
      return undefined;
    }
  }

  /** What a handle leads to is asked of the handle: the path may lead elsewhere by now. */
  async function track(source: Source, handle: FileHandle, path: string, state?: StreamState): Promise<void> {
    const found = describe(path, await handle.stat({ bigint: true }));
    const key = keyOf(source, found);
    if (entries.has(key)) {
      if (state) known.release(state);
      await handle.close();
      return;
    }
    const onCut = (cut: StreamState): Promise<boolean> => {
      stats.cuts++;
      return findRest(source, cut);
    };
    const onEmptied = (emptied: string, since: number) => deps.onEmptied(source, emptied, since);
    const file = createTrackedFile({
      ...deps,
      source,
      handle,
      found,
      onCut,
      onEmptied,
      ...(state && { state }),
    });
    entries.set(key, { file, source });
    stats.openFiles = entries.size;
  }

  function lookAtAll(paths: ReadonlyMap<string, string>): void {
    for (const [key, entry] of entries) {
      if (entry.busy) continue;
      entry.busy = lookAt(key, entry, paths.get(key)).finally(() => {
        entry.busy = undefined;
      });
    }
    for (const noted of [exhausted, settling]) {
      if (noted.size <= MANY) continue;
      for (const key of noted.keys()) if (!paths.has(key)) noted.delete(key);
    }
  }

  async function lookAt(key: string, { file, source }: Entry, path: string | undefined): Promise<void> {
    try {
      let look = await gate(() => file.look(path));
      while (look === 'more' && !signal.aborted) look = await gate(() => file.look(path));
      if (look === 'closed') forget(key, file);
    } catch (err) {
      if (signal.aborted) return;
      log.warn('reading a file failed; opening it again', { sourceId: source.id, path, err });
      await file.close();
      forget(key);
    }
  }

  function forget(key: string, file?: TrackedFile): void {
    entries.delete(key);
    stats.openFiles = entries.size;
    if (file) exhausted.set(key, file.version());
  }

  function readGzip(source: Source, found: FoundFile, watched: boolean): Promise<boolean> {
    const key = keyOf(source, found);
    const job = gzipGate(() => readGzipFile({ source, found, known, reader, save: deps.save, watched }))
      .then((outcome) => {
        if (outcome === 'done') exhausted.set(key, found.version);
        return outcome === 'done';
      })
      .catch((err: unknown) => {
        if (signal.aborted) return false;
        exhausted.set(key, found.version);
        if (watched) stats.damaged++;
        if (watched) log.warn('compressed file is damaged', { sourceId: source.id, path: found.path, err });
        return false;
      })
      .finally(() => jobs.delete(key));
    jobs.set(key, job);
    return job;
  }

  async function findRest(source: Source, state: StreamState): Promise<boolean> {
    for (const found of await rotatedFiles(state.path)) {
      if (known.isOwned(state)) return true;
      const key = keyOf(source, found);
      if (entries.has(key) || jobs.has(key) || known.isCopy(source.id, found.version)) continue;
      if (!(await goesOn(source, found, state))) continue;
      stats.continued++;
      log.info('stream goes on in a rotated file', {
        sourceId: source.id,
        path: found.path,
        streamId: state.id,
      });
      return true;
    }
    return known.isOwned(state);
  }

  async function goesOn(source: Source, found: FoundFile, state: StreamState): Promise<boolean> {
    if (found.path.endsWith('.gz')) return (await readGzip(source, found, false)) && state.finished;
    const handle = await openFor(source, found.path);
    if (!handle) return false;
    try {
      const seen = await claimOf(source, found, handle);
      if (seen.kind === 'grown') {
        await track(source, handle, found.path, seen.state);
        return seen.state === state;
      }
    } catch (err) {
      await handle.close();
      throw err;
    }
    await handle.close();
    return false;
  }

  async function claimOf(source: Source, found: FoundFile, handle: FileHandle) {
    const now = describe(found.path, await handle.stat({ bigint: true }));
    const content = await plainContent(handle, now.size);
    const live = async () => plainContent(handle, Number((await handle.stat()).size));
    return known.claim({ sourceId: source.id, file: now, content, live, begin: false });
  }

  return {
    has,
    meet,
    lookAtAll,
    findRest,
    async shrink() {
      const quiet = [...entries]
        .filter(([, { file, busy }]) => !busy && file.quietFor() > MIN_QUIET_MS)
        .sort(([, a], [, b]) => b.file.quietFor() - a.file.quietFor());
      for (const [key, { file }] of quiet.slice(0, Math.max(0, entries.size - deps.maxOpenFiles))) {
        await file.close();
        forget(key, file);
      }
    },
    async close() {
      await Promise.allSettled([...[...entries.values()].map(({ busy }) => busy), ...jobs.values()]);
      await Promise.all([...entries.values()].map(({ file }) => file.close()));
      entries.clear();
      stats.openFiles = 0;
    },
  };
}
