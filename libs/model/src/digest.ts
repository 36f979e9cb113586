import { z } from 'zod';
import { Day } from './chunk';
import { SystemDigest } from './system-facts';

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
  partitionDay: Day,
});
export type ChunkDigest = z.infer<typeof ChunkDigest>;
