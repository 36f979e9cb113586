import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Octets at the start of a file that identify it. */
export const HEAD_BYTES = 1024;
const ANCHOR_BYTES = 1024;
const MAX_ANCHORS = 24;
const MAX_COPIES = 8;

/** Digest of up to 1,024 octets of the content right before `offset`: what proves that a file still has, or also has, what was read. */
export const Anchor = z.strictObject({ offset: z.number().int().nonnegative(), sha256: z.string() });
export type Anchor = z.infer<typeof Anchor>;

/**
 * What is remembered of one stream of octets, whichever file holds it at the moment.
 * `id` is decided once; `offset` is where the first line starts that is not on disk yet.
 */
export const StreamState = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  sourceId: z.string(),
  path: z.string(),
  dev: z.string(),
  ino: z.string(),
  head: z.strictObject({ bytes: z.number().int().nonnegative(), sha256: z.string() }),
  offset: z.number().int().nonnegative(),
  /** From old to new; dense near the end, sparse far from it. */
  anchors: z.array(Anchor),
  /** Read to the end after its rotation: nothing to look for. */
  finished: z.boolean(),
  /** Files known to hold only what was read (`dev:ino:size:mtime`). */
  copies: z.array(z.string()),
  /** Milliseconds since the epoch. */
  seenAt: z.number(),
  /** When its file was cut short under it, in milliseconds since the epoch. */
  truncatedAt: z.number().optional(),
});
export type StreamState = z.infer<typeof StreamState>;

/** First 16 octets of SHA-256, in hex. */
export function sha256Of(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex').slice(0, 32);
}

/** Where the octets that an anchor at `offset` covers begin. */
export function anchorStart(offset: number): number {
  return Math.max(0, offset - ANCHOR_BYTES);
}

/** Adds an anchor; when there are too many, the one goes that is closest to its neighbours for its distance from the end. */
export function addAnchor(state: StreamState, anchor: Anchor): void {
  const last = state.anchors.at(-1);
  if (last && anchor.offset <= last.offset) return;
  state.anchors.push(anchor);
  if (state.anchors.length <= MAX_ANCHORS) return;
  let drop = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < state.anchors.length - 1; at++) {
    const gap = offsetAt(state, at + 1) - offsetAt(state, at - 1);
    const weight = gap / (anchor.offset - offsetAt(state, at));
    if (weight >= least) continue;
    least = weight;
    drop = at;
  }
  state.anchors.splice(drop, 1);
}

export function addCopy(state: StreamState, version: string): void {
  if (!state.copies.includes(version)) state.copies = [...state.copies, version].slice(-MAX_COPIES);
}

function offsetAt(state: StreamState, index: number): number {
  return state.anchors[index]?.offset ?? 0;
}
