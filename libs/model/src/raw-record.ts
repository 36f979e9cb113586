import { z } from 'zod';

/** Longest record kept, in octets. Longer ones are cut here by the receiver and flagged `truncated`. */
export const MAX_RECORD_BYTES = 64 * 1024;

/**
 * One record exactly as a source gave it: the evidence. Nothing is interpreted here.
 * `raw` is the text when the octets are valid UTF-8; otherwise their base64, with `encoding: 'base64'`.
 */
export const RawRecord = z.strictObject({
  /** Natural position in the source: `file:<fingerprint>:<byte offset>`, `http:<idempotency key>:<index>`, or the journal's own. Event ids derive from it. */
  position: z.string().min(1).max(512),
  /** When the collector had it, milliseconds since the epoch. */
  receivedAt: z.number().int().nonnegative(),
  raw: z.string(),
  encoding: z.literal('base64').optional(),
  /** Network address of the sender, where there is one. */
  peer: z.string().max(128).optional(),
  truncated: z.boolean().optional(),
});
export type RawRecord = z.infer<typeof RawRecord>;

/** A record on its way into the journal, which gives a position to those whose source has none (syslog). */
export type IncomingRecord = Omit<RawRecord, 'position'> & { position?: string };
