import { z } from 'zod';
import { Day } from './chunk';
import { TechnicalLayer } from './evidence';

const count = z.number().int().nonnegative();
/** A value seen, with the first and last moment (event time, epoch ms) and one event that shows it. */
export const Seen = z.strictObject({
  value: z.string(),
  first: z.number().int(),
  last: z.number().int(),
  count,
  eventId: z.string(),
});
export type Seen = z.infer<typeof Seen>;

/** What events say about a system: the same shape for one chunk and for a day. Lists are bounded; a full list keeps what came first. */
const facts = {
  events: count,
  /** Events by technical layer (R16), from what kind of thing spoke. */
  byLayer: z.record(TechnicalLayer, count),
  signIns: z.strictObject({
    success: count,
    failure: count,
    mfa: count,
    privileged: count,
    privilegedMfa: count,
  }),
  lockouts: count,
  /** Public source addresses that reached the system (exposure to the Internet): events, and the first addresses. */
  publicSources: count,
  publicSeen: z.array(Seen).max(20),
  dataClasses: z.array(Seen).max(20),
  datasets: z.array(Seen).max(200),
  /** Who connected: organisations and subsystems on the bus. */
  consumers: z.array(Seen).max(200),
  /** Largest distance between a device's clock and receipt, ms, over records with a device time. */
  maxSkewMs: z.number().nonnegative(),
  malwareFindings: count,
  backups: z.strictObject({ success: count, failure: count }),
  /** Distinct accounts as eight hexadecimal digits of a digest, enough to count them. */
  accountMarks: z.array(z.string()).max(2000),
};

/** Failed sign-ins of one account in a row that nothing has ended yet. */
export const FailureRun = z.strictObject({
  account: z.string(),
  count,
  first: z.number().int(),
  last: z.number().int(),
});
export type FailureRun = z.infer<typeof FailureRun>;

/** One chunk about one system and Vietnamese day. System id `-`: of no registered system. */
export const SystemDigest = z.strictObject({
  systemId: z.string(),
  day: Day,
  ...facts,
  runs: z.array(FailureRun).max(50),
  /** Longest run that only time ended. */
  lapsedRun: count,
  /** Accounts whose earlier run a success or a lock-out in this chunk ended. */
  ended: z.array(z.string()).max(200),
  /** Names heard, to be held against the register when folding: `host:x`, `domain:x`, `consumer:x`. */
  names: z.array(Seen).max(200),
});
export type SystemDigest = z.infer<typeof SystemDigest>;

/**
 * What one day of events says about one system: the fold of the chunk digests, so that live tests never scan events.
 * `_id` `<systemId>|<day>`; system id `-` holds what belongs to no registered system.
 */
export const SystemDay = z.strictObject({
  _id: z.string(),
  systemId: z.string(),
  day: Day,
  ...facts,
  /** Distinct accounts (a floor when very many). */
  accounts: count,
  /** Longest run of failures of one account, each within ten minutes of the one before, that no lock-out or success ended: evidence against the lock-out control. */
  failureRun: count,
  openRuns: z.array(FailureRun).max(200),
  /** Accounts used after more than 45 days without a sign of life. */
  idleUsed: z.array(Seen).max(50),
  /** Names heard that no card of the register holds: `host:x`, `domain:x`, `consumer:x`. */
  unknown: z.array(Seen).max(200),
  /** Last chunk folded in, per collector: folding twice changes nothing. */
  through: z.record(z.string(), z.number().int()),
});
export type SystemDay = z.infer<typeof SystemDay>;

/** What Khiên sees of a system now: what live tests and layers are judged on, beside people's evidence. */
export interface SystemTelemetry {
  systemId: string;
  /** Sources of the system with their state. */
  sources: Array<{
    sourceId: string;
    layer?: TechnicalLayer | undefined;
    state: 'alive' | 'silent' | 'never';
    lastRecordAt?: number | undefined;
  }>;
  /** Newest first, at most the last 400 days that have one. */
  days: readonly SystemDay[];
  /** Days of events the store really holds for the system, and days the settings promise. */
  retention: { heldDays: number; promisedDays: number; oldestDay?: string | undefined };
  /** Alerts of severity high and above that nobody took within the layer's limit. */
  unacknowledged: number;
  openCriticalAlerts: number;
}
