import { z } from 'zod';
import { Day } from './chunk';
import { SystemDigest } from './system-facts';

const count = z.number().int().nonnegative();

/** Upper ends, in seconds, of the classes that delays are counted in; the last class has none. */
export const DELAY_CLASSES = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200] as const;

/** How the source itself did in one chunk: whether its clock, its order and its speed can be relied on. */
export const FeedDigest = z.strictObject({
  /** Events whose time the device stated. */
  timed: count,
  /** How many of them were stored within each class of seconds after they happened (DELAY_CLASSES, then the rest). */
  delays: z.array(count).length(DELAY_CLASSES.length + 1),
  /** Smallest distance between the device's clock and receipt, ms; below nought the device's clock is ahead. */
  leastDelayMs: z.number().int().optional(),
  /** Sequence numbers per counter (host, channel): first and last, and how many between them are missing. */
  counters: z
    .array(
      z.strictObject({
        key: z.string().max(300),
        first: z.number(),
        last: z.number(),
        seen: count,
        missing: count,
      }),
    )
    .max(50),
});
export type FeedDigest = z.infer<typeof FeedDigest>;

/**
 * What one chunk says about accounts, for the baselines, and about systems: inserted once per chunk, so that history is derived from it and never counted twice.
 * Read strictly in `seq` order per collector.
 */
export const ChunkDigest = z.strictObject({
  /** The chunk's id. */
  _id: z.string(),
  collectorId: z.string(),
  seq: z.number().int(),
  sourceId: z.string(),
  /** One entry per account and hour of event time. */
  entries: z.array(
    z.strictObject({
      account: z.string(),
      agencyId: z.string().optional(),
      systemId: z.string().optional(),
      /** Start of the hour of event time, milliseconds since the epoch. */
      hour: z.number().int(),
      events: z.number().int(),
      rows: z.number().int(),
      /** Distinct source addresses and datasets, each with the first event that shows it. */
      sources: z.array(z.strictObject({ value: z.string(), at: z.number().int(), id: z.string() })).max(50),
      datasets: z.array(z.strictObject({ value: z.string(), at: z.number().int(), id: z.string() })).max(50),
      /** First event of the entry that falls outside working time, if any. */
      offHours: z.strictObject({ at: z.number().int(), id: z.string(), count: z.number().int() }).optional(),
      first: z.strictObject({ at: z.number().int(), id: z.string() }),
    }),
  ),
  /** What the chunk says about systems, for live tests and the register. Missing in digests made before there were any. */
  systems: z.array(SystemDigest).optional(),
  /** Missing in digests made before sources were watched so. */
  feed: FeedDigest.optional(),
  partitionDay: Day,
});
export type ChunkDigest = z.infer<typeof ChunkDigest>;
