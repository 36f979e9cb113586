import { z } from 'zod';
import { RawRecord } from './raw-record';

export const MAX_CHUNK_RECORDS = 500;
export const MAX_CHUNK_BYTES = 256 * 1024;

/** A calendar day in UTC, `YYYY-MM-DD`: the partition events are stored in and dropped with. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type Day = z.infer<typeof Day>;

/**
 * The unit of work: records of one source, sealed together in one journal frame.
 * `seq` is the frame's number in its collector's journal, without gaps, so a consumer knows when it has seen everything before.
 * `partitionDay` is fixed at sealing: a retry after midnight must meet the same event collection.
 */
export const Chunk = z.strictObject({
  chunkId: z.string().regex(/^[a-z0-9-]{1,40}\.\d{12}$/),
  collectorId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  seq: z.number().int().nonnegative(),
  sourceId: z.string().min(1).max(100),
  partitionDay: Day,
  /** Milliseconds since the epoch. */
  sealedAt: z.number().int().nonnegative(),
  /** The sender may send these positions again later (idempotency keys), so yesterday's partition is looked at too. */
  repeatable: z.boolean().optional(),
  records: z.array(RawRecord).min(1).max(MAX_CHUNK_RECORDS),
});
export type Chunk = z.infer<typeof Chunk>;

/** `collectorId.000000000042`: sorts like `seq` within a collector. */
export function chunkIdOf(collectorId: string, seq: number): string {
  return `${collectorId}.${String(seq).padStart(12, '0')}`;
}

/** The UTC day of an instant given in milliseconds since the epoch. */
export function dayOf(epochMs: number): Day {
  return new Date(epochMs).toISOString().slice(0, 10);
}
