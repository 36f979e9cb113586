import type { FileHandle } from 'node:fs/promises';
import type { Source } from '@khien/model';
import { plainContent, readAt } from './content';
import type { KnownStreams } from './known-streams';
import { createStreamReader, type ReaderDeps, type StreamReader } from './stream-reader';
import { addCopy, anchorStart, HEAD_BYTES, type StreamState, sha256Of } from './stream-state';
import { describe, type FoundFile, isNumbered } from './watched-files';

/** `more`: there is more to read at once. `closed`: nothing to read as long as the file's version stays. */
export type Look = 'more' | 'idle' | 'closed';

export interface TrackedFile {
  /** One look; `path` is where the file was found, `undefined` when nothing watched leads to it any more. */
  look(path: string | undefined): Promise<Look>;
  /** Milliseconds since the file last changed. */
  quietFor(): number;
  version(): string;
  close(): Promise<void>;
}

export interface TrackedFileDeps {
  source: Source;
  handle: FileHandle;
  found: FoundFile;
  known: KnownStreams;
  reader: ReaderDeps;
  /** Looks that a file shorter than 1,024 octets must stay unchanged before it counts as begun. */
  stableLooks: number;
  /** How long a rotated or deleted file must be quiet before its last line is taken and it is closed. */
  quietMs: number;
  /** Puts the positions on disk. */
  save: () => Promise<void>;
  /** A file was cut short under this stream: reads on in a copy, if there is one. */
  onCut: (state: StreamState) => Promise<boolean>;
  /** The file lost its content after `since`: perhaps more than once. */
  onEmptied: (path: string, since: number) => void;
  /** The stream it holds, where that is known already. */
  state?: StreamState;
}

interface Reading {
  state: StreamState;
  reader: StreamReader;
  /** First octets, as far as they were read, at most 1,024. */
  head: Buffer;
}

const BLOCK = 128 * 1024;
/** Blocks read in one look, so that a long file does not keep others waiting. */
const BLOCKS_A_LOOK = 64;
const LOOKS_FOR_COPY = 10;

/** One open file from first sight to its end: waits until it can be recognised, reads it, notices when it is cut short, and finishes it after it was rotated away. */
export function createTrackedFile(deps: TrackedFileDeps): TrackedFile {
  const { handle, known, source } = deps;
  const { now } = deps.reader;
  let found = deps.found;
  const firstPath = found.path;
  let claimed = deps.state;
  let reading: Reading | undefined;
  const leftovers: { state: StreamState; reader: StreamReader; looks: number }[] = [];
  let changedAt = now();
  let steadyLooks = 0;
  let looksWaited = 0;
  let lookedAt = now();
  let lookedAtBefore = lookedAt;
  /** Offset up to which NUL octets are the hole left by a writer that did not notice the cut. */
  let holeEnd: number | undefined;

  async function look(path: string | undefined): Promise<Look> {
    [lookedAtBefore, lookedAt] = [lookedAt, now()];
    const { size } = found;
    const changed = await refresh();
    if (!reading && changed && (found.size < size || found.size === 0))
      deps.onEmptied(found.path, lookedAtBefore);
    const rotated = path !== firstPath;
    const quiet = now() - changedAt >= deps.quietMs;
    await takeLeftovers();
    if (!reading && !claimed && !isReady(changed))
      return rotated && quiet && found.size === 0 ? finish() : 'idle';
    if (!reading) {
      const begun = await begin();
      if (begun !== 'idle') return begun;
    }
    if (reading && (changed || reading.reader.offset() !== found.size) && (await readOn(reading)))
      return 'more';
    return reading && rotated && quiet ? finish() : 'idle';
  }

  async function refresh(): Promise<boolean> {
    const { version } = found;
    found = describe(found.path, await handle.stat({ bigint: true }));
    if (version === found.version) {
      steadyLooks++;
      return false;
    }
    changedAt = now();
    steadyLooks = 0;
    return true;
  }

  /** A numbered file may be a copy in the making; the file it is made from, which is never numbered, must come first. */
  function isReady(changed: boolean): boolean {
    if (found.size === 0) return false;
    looksWaited++;
    const long = found.size >= HEAD_BYTES;
    if (!isNumbered(found.path)) return long || (!changed && steadyLooks >= deps.stableLooks);
    return steadyLooks >= deps.stableLooks + 2 || (long && looksWaited > LOOKS_FOR_COPY);
  }

  async function begin(): Promise<Look> {
    looksWaited = 0;
    const content = await plainContent(handle, found.size);
    const live = async () => plainContent(handle, Number((await handle.stat()).size));
    const seen = claimed
      ? { kind: 'grown' as const, state: claimed }
      : await known.claim({ sourceId: source.id, file: found, content, live, begin: true });
    claimed = undefined;
    if (!seen.state) return 'idle';
    const { state } = seen;
    if (seen.kind === 'copy') {
      if (found.size <= state.offset) addCopy(state, found.version);
      return closed();
    }
    noteHead(state, content.head);
    if (seen.kind === 'new') {
      const before = known.lastSeen(state);
      if (before !== undefined) deps.onEmptied(found.path, before);
      await deps.save();
    }
    const start = anchorStart(state.offset);
    const recent = await readAt(handle, start, state.offset - start);
    reading = { state, head: content.head, reader: createStreamReader(state, source, recent, deps.reader) };
    return 'idle';
  }

  /** True when it stopped although there is more. */
  async function readOn(current: Reading): Promise<boolean> {
    const { reader } = current;
    for (let blocks = 0; blocks < BLOCKS_A_LOOK; blocks++) {
      const at = reader.offset();
      const block = await readAt(handle, at, BLOCK);
      await refresh();
      // Smaller than what was read: cut after this block was read, which is therefore still the old content.
      const cut = found.size < at;
      if (!cut && !(await isSame(current, at))) return cutShort(current);
      await take(current, block, at);
      if (cut) return cutShort(current);
      if (block.length < BLOCK) {
        await reader.drain();
        return false;
      }
    }
    await reader.drain();
    return true;
  }

  /** Looked at after a block was read: if the octets before it are still there, the block belongs to them. */
  async function isSame({ head, reader }: Reading, at: number): Promise<boolean> {
    const recent = reader.recent();
    const [headNow, recentNow] = await Promise.all([
      readAt(handle, 0, head.length),
      readAt(handle, at - recent.length, recent.length),
    ]);
    return headNow.equals(head) && recentNow.equals(recent);
  }

  async function take(current: Reading, block: Buffer, at: number): Promise<void> {
    if (current.head.length < HEAD_BYTES && block.length > 0) {
      current.head = Buffer.concat([current.head, block.subarray(current.head.length - at)]).subarray(
        0,
        HEAD_BYTES,
      );
      noteHead(current.state, current.head);
    }
    const hole = holeEnd === at ? holeIn(block) : 0;
    if (hole > 0) {
      current.reader.skip(hole);
      holeEnd = at + hole;
    }
    if (block.length > hole) await current.reader.push(block.subarray(hole));
  }

  function holeIn(block: Buffer): number {
    const text = block.findIndex((octet) => octet !== 0);
    const length = text < 0 ? block.length : text;
    return source.encoding === 'utf-16le' ? length - (length % 2) : length;
  }

  /** What was read stays; what follows is a new stream, which begins once it can be recognised. */
  async function cutShort({ state, reader }: Reading): Promise<false> {
    await reader.drain();
    state.truncatedAt = now();
    known.release(state);
    reading = undefined;
    holeEnd = 0;
    steadyLooks = 0;
    deps.reader.log.info('file was cut short', {
      sourceId: source.id,
      path: found.path,
      streamId: state.id,
      offset: state.offset,
    });
    deps.onEmptied(found.path, lookedAtBefore);
    if (!(await deps.onCut(state)) && reader.pending() > 0) leftovers.push({ state, reader, looks: 0 });
    return false;
  }

  /** The beginning of a line that was cut off: taken as it is, once it is clear that no copy has the whole line. */
  async function takeLeftovers(): Promise<void> {
    for (const leftover of leftovers.splice(0)) {
      if (known.isOwned(leftover.state) || leftover.state.finished) continue;
      if (++leftover.looks > deps.stableLooks + LOOKS_FOR_COPY) await leftover.reader.flush();
      else leftovers.push(leftover);
    }
  }

  async function finish(): Promise<Look> {
    if (reading) {
      await reading.reader.flush();
      reading.state.finished = true;
    }
    return closed();
  }

  async function closed(): Promise<Look> {
    await close();
    return 'closed';
  }

  async function close(): Promise<void> {
    if (reading) known.release(reading.state);
    reading = undefined;
    await handle.close().catch(() => {});
  }

  return {
    async look(path) {
      const outcome = await look(path);
      if (path !== undefined) found = { ...found, path };
      return outcome;
    },
    quietFor: () => now() - changedAt,
    version: () => found.version,
    close,
  };
}

function noteHead(state: StreamState, head: Buffer): void {
  if (head.length > state.head.bytes) state.head = { bytes: head.length, sha256: sha256Of(head) };
}
