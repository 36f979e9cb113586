import { createHash } from 'node:crypto';
import type { Logger } from '@khien/model';
import { z } from 'zod';
import { positionFile } from '../position-file';

const Saved = z.strictObject({
  version: z.literal(1),
  cursor: z.number().optional(),
  mark: z.string().optional(),
  seen: z.array(z.tuple([z.string(), z.number().nullable()])),
});

/**
 * What is remembered of a source that is asked: how far it was read, and which records of the overlap the journal has already.
 * Times are microseconds since 1970 as the source's own clock face says them.
 */
export interface PullMemory {
  cursor(): number | undefined;
  /** Where an interface with a cursor of its own goes on. */
  mark(): string | undefined;
  has(position: string): boolean;
  /** Forgotten once the time is before the floor; what has no time, when there are too many. */
  add(position: string, time: number | undefined): void;
  /** On disk when it resolves; rejects when it cannot be. Forgets what lies before `floor`. */
  save(to: {
    cursor?: number | undefined;
    mark?: string | undefined;
    floor?: number | undefined;
  }): Promise<void>;
}

const MAX_SEEN = 200_000;

/** A file that cannot be understood is put aside with an ERROR; then the source is read as if for the first time, and stored once nevertheless. */
export async function openPullMemory(
  file: string,
  { log, now }: { log: Logger; now: () => number },
): Promise<PullMemory> {
  const lost = 'position of a source is unreadable: reading as at first';
  const kept = positionFile({ file, shape: Saved, lost, log, now });
  const saved = await kept.read();
  const seen = new Map(saved?.seen);
  let cursor = saved?.cursor;
  let mark = saved?.mark;

  function forget(floor: number | undefined): void {
    if (floor !== undefined)
      for (const [key, time] of seen) if (time !== null && time < floor) seen.delete(key);
    for (const key of seen.keys()) {
      if (seen.size <= MAX_SEEN) return;
      seen.delete(key);
    }
  }

  return {
    cursor: () => cursor,
    mark: () => mark,
    has: (position) => seen.has(keyOf(position)),
    add: (position, time) => void seen.set(keyOf(position), time ?? null),
    async save(to) {
      forget(to.floor);
      cursor = to.cursor ?? cursor;
      mark = to.mark ?? mark;
      await kept.replace({ version: 1, cursor, mark, seen: [...seen] } satisfies z.input<typeof Saved>);
    },
  };
}

/** 96 bits: enough for what is compared within one source. */
function keyOf(position: string): string {
  return createHash('sha256').update(position).digest('base64url').slice(0, 16);
}
