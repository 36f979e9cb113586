import { derivedId } from '@khien/model';
import { type Content, holds } from './content';
import { createGate } from './gate';
import { type StreamState, sha256Of } from './stream-state';
import { type FoundFile, isRotatedName } from './watched-files';

/**
 * `grown`: the stream's content and perhaps more, and `new`: none that was known; the stream is the claimant's from here on.
 * `copy`: only octets that were read already, or are being read from another file. `later`: cannot be told at this moment.
 */
export type Claimed =
  | { kind: 'grown' | 'copy' | 'new'; state: StreamState }
  | { kind: 'later' | 'stranger'; state?: undefined };
type Kind = 'grown' | 'copy' | 'new' | 'later';
type Recognised =
  | { kind: 'grown'; state: StreamState }
  | { kind: 'copy'; state: StreamState }
  | { kind: 'new' }
  | { kind: 'later' };

export interface Claim {
  sourceId: string;
  file: FoundFile;
  content: Content;
  /** The content of the file at any later time. */
  live: () => Promise<Content>;
  /** Whether a stream nobody knows is begun, or the file is a `stranger`. */
  begin: boolean;
}

export interface KnownStreams {
  all(): readonly StreamState[];
  /** Which stream a file holds, and that nobody else reads it: one claim at a time. */
  claim(claim: Claim): Promise<Claimed>;
  /** Streams of this source whose first octets these are. */
  withHead(sourceId: string, head: Buffer): StreamState[];
  /** Streams that nobody reads now and that may have octets nobody read. */
  orphans(): StreamState[];
  /** Whether this version of a file is known to hold nothing new. */
  isCopy(sourceId: string, version: string): boolean;
  /** When another stream was last seen in this file, if there was one. */
  lastSeen(state: StreamState): number | undefined;
  /** Notes that the streams being read are still there. */
  touch(): void;
  isOwned(state: StreamState): boolean;
  release(state: StreamState): void;
}

const REMEMBER_MS = 7 * 24 * 3_600_000;
/** How long after a file was cut a shorter copy of it may turn up. */
const COPY_MS = 600_000;
const SETTLE_MS = 600_000;

/** Every stream remembered, and which of them a file holds. Streams not seen for seven days are forgotten. */
export function createKnownStreams(loaded: readonly StreamState[], now: () => number): KnownStreams {
  const oneAtATime = createGate(1);
  const startedAt = now();
  let states = [...loaded];
  const owned = new Map<StreamState, () => Promise<Content>>();

  function withHead(sourceId: string, head: Buffer): StreamState[] {
    const hashes = new Map<number, string>();
    const hashOf = (bytes: number): string => {
      const hash = hashes.get(bytes) ?? sha256Of(head.subarray(0, bytes));
      hashes.set(bytes, hash);
      return hash;
    };
    return states.filter(
      (state) =>
        state.sourceId === sourceId &&
        state.head.bytes > 0 &&
        state.head.bytes <= head.length &&
        state.head.sha256 === hashOf(state.head.bytes),
    );
  }

  /** After a start everything is remembered for a while: the files were there all along, only nobody looked. */
  function isRemembered(state: StreamState): boolean {
    return owned.has(state) || now() - startedAt < SETTLE_MS || now() - state.seenAt < REMEMBER_MS;
  }

  async function recognise({ sourceId, file, content }: Claim): Promise<Recognised> {
    const candidates = withHead(sourceId, content.head).sort((a, b) => lastAnchor(b) - lastAnchor(a));
    const same = candidates.filter((state) => isSameFile(state, file) && !owned.has(state));
    for (const state of same) if (await hasAllRead(content, state)) return { kind: 'grown', state };
    for (const state of candidates) {
      if (isSameFile(state, file) || !isRotatedName(state.path, file.path)) continue;
      const live = owned.get(state);
      const kind = live ? await besideLive(content, state, live) : await afterwards(content, state);
      if (kind === 'later') return { kind };
      if (kind !== 'new') return { kind, state };
    }
    return { kind: 'new' };
  }

  /** A copy is never longer than what it was made of, unless that has been cut since: then its reader must notice first. */
  async function besideLive(
    content: Content,
    state: StreamState,
    live: () => Promise<Content>,
  ): Promise<Kind> {
    const original = await live().catch(() => undefined);
    if (!original || !(await hasAllRead(original, state)) || !startsAlike(original, state)) return 'later';
    if (content.size > original.size) return 'new';
    const [mine, theirs] = await Promise.all([content.before(content.size), original.before(content.size)]);
    if (!mine || !theirs) return 'later';
    return theirs.equals(mine) ? 'copy' : 'new';
  }

  async function afterwards(content: Content, state: StreamState): Promise<Kind> {
    if (await hasAllRead(content, state)) return 'grown';
    const cutNow = state.truncatedAt !== undefined && now() - state.truncatedAt < COPY_MS;
    return cutNow && (await isPrefix(content, state)) ? 'copy' : 'new';
  }

  function create({ sourceId, file, content: { head } }: Claim): StreamState {
    const parts = [sourceId, file.dev, file.ino, file.bornAt, sha256Of(head)];
    let id = derivedId(...parts).slice(0, 24);
    // A known id means that this file had a life before this one: its offsets must not meet the old ones.
    for (let life = 1; states.some((state) => state.id === id); life++) {
      id = derivedId(...parts, String(now()), String(life)).slice(0, 24);
    }
    const state: StreamState = {
      id,
      sourceId,
      path: file.path,
      dev: file.dev,
      ino: file.ino,
      head: { bytes: head.length, sha256: sha256Of(head) },
      offset: 0,
      anchors: [],
      finished: false,
      copies: [],
      seenAt: now(),
    };
    states = [...states.filter(isRemembered), state];
    return state;
  }

  async function claim(wanted: Claim): Promise<Claimed> {
    const seen = await recognise(wanted);
    if (seen.kind === 'later') return { kind: 'later' };
    if (seen.kind === 'copy') return seen;
    if (seen.kind === 'new' && !wanted.begin) return { kind: 'stranger' };
    const state = seen.kind === 'grown' ? seen.state : create(wanted);
    const { dev, ino } = wanted.file;
    Object.assign(state, { dev, ino, finished: false, seenAt: now() });
    owned.set(state, wanted.live);
    return { kind: seen.kind, state };
  }

  return {
    all: () => states,
    claim: (wanted) => oneAtATime(() => claim(wanted)),
    withHead,
    orphans: () => states.filter((state) => !owned.has(state) && !state.finished),
    isCopy: (sourceId, version) =>
      states.some((state) => state.sourceId === sourceId && state.copies.includes(version)),
    lastSeen(state) {
      const others = states.filter(
        (one) => one !== state && one.sourceId === state.sourceId && isSameFile(one, state),
      );
      return others.length > 0 ? Math.max(...others.map(({ seenAt }) => seenAt)) : undefined;
    },
    touch() {
      for (const state of owned.keys()) state.seenAt = now();
    },
    isOwned: (state) => owned.has(state),
    release(state) {
      state.seenAt = now();
      owned.delete(state);
    },
  };
}

function isSameFile(state: StreamState, file: { dev: string; ino: string }): boolean {
  return state.dev === file.dev && state.ino === file.ino;
}

function startsAlike({ head }: Content, state: StreamState): boolean {
  return sha256Of(head.subarray(0, state.head.bytes)) === state.head.sha256;
}

async function hasAllRead(content: Content, state: StreamState): Promise<boolean> {
  const last = state.anchors.at(-1);
  if (content.size < state.offset) return false;
  return last === undefined || holds(content, last);
}

/** Shorter than what was read, and the same as far as the nearest anchor tells. */
async function isPrefix(content: Content, state: StreamState): Promise<boolean> {
  if (content.size >= lastAnchor(state)) return false;
  const nearest = state.anchors.findLast((anchor) => anchor.offset <= content.size);
  return nearest !== undefined && holds(content, nearest);
}

function lastAnchor(state: StreamState): number {
  return state.anchors.at(-1)?.offset ?? 0;
}
