import { z } from 'zod';
import { Day } from './chunk';

const count = z.number().int().nonnegative();

/**
 * What became of one chunk, written once after everything else of it is stored. The equation of every chunk:
 * `in = stored + duplicate + deadLettered`.
 */
export const LedgerRow = z.strictObject({
  /** The chunk's id. */
  _id: z.string(),
  collectorId: z.string(),
  seq: count,
  sourceId: z.string(),
  partitionDay: Day,
  in: count,
  stored: count,
  /** Records whose event another chunk had already stored. */
  duplicate: count,
  deadLettered: count,
  /** Pieces of personal data replaced by pseudonyms. */
  masked: count,
  /** Alerts this chunk gave evidence for. */
  alerts: count,
  sealedAt: count,
  processedAt: count,
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/**
 * What the collector took in, per source, minute and journal segment: derived from the journal's frames, so it can always be counted again.
 * Over all rows of a source: `received = Σ ledger.in`; `shed` was refused or lost before the journal and is never silent.
 */
export const IntakeRow = z.strictObject({
  /** `sourceId|minute|collectorId|segment` */
  _id: z.string(),
  sourceId: z.string(),
  collectorId: z.string(),
  segment: count,
  /** Start of the minute, milliseconds since the epoch. */
  minute: count,
  received: count,
  bytes: count,
  shed: count,
  shedReason: z.string().optional(),
});
export type IntakeRow = z.infer<typeof IntakeRow>;

/**
 * One source's books of one UTC day, folded from intake and ledger rows so that those may be deleted: `received`, `bytes` and `shed`
 * under the day the records came in, the rest under the `partitionDay` of their chunks.
 */
export const AccountDay = z.strictObject({
  /** `sourceId|day` */
  _id: z.string(),
  sourceId: z.string(),
  day: Day,
  received: count,
  bytes: count,
  shed: count,
  chunks: count,
  in: count,
  stored: count,
  duplicate: count,
  deadLettered: count,
  masked: count,
  /** Start of the last minute of the day that received something, milliseconds since the epoch. */
  lastMinute: count.optional(),
  /** Counts the folds. */
  version: count,
});
export type AccountDay = z.infer<typeof AccountDay>;

export const DeadLetterReason = z.enum([
  'not_utf8',
  'contains_nul',
  'oversized',
  'truncated',
  'empty',
  'unrecognised',
  'bad_field',
  'too_deep',
  'unknown_source',
  'poison',
]);
export type DeadLetterReason = z.infer<typeof DeadLetterReason>;

/** A record that could not become an event, kept sealed (it may hold personal data) with its reason, and replayable. */
export const DeadLetter = z.strictObject({
  /** The id its event would have had. */
  _id: z.string(),
  sourceId: z.string(),
  chunkId: z.string(),
  position: z.string(),
  partitionDay: Day,
  reason: DeadLetterReason,
  /** One line for a person: what was expected where. Never the payload. */
  detail: z.string(),
  /** Profile id and version that refused it. */
  parser: z.string(),
  bytes: count,
  sha256: z.string(),
  /** The raw record sealed with the data key, base64. */
  sealed: z.string(),
  receivedAt: count,
  at: count,
  state: z.enum(['open', 'replayed', 'replay_failed']),
  version: count,
});
export type DeadLetter = z.infer<typeof DeadLetter>;
