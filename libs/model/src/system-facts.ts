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

/**
 * What one day of events says about one system: the fold of the chunk digests, so that live tests never scan events.
 * `_id` `<systemId>|<day>`; system id `-` holds what belongs to no registered system.
 */
export const SystemDay = z.strictObject({
  _id: z.string(),
  systemId: z.string(),
  day: Day,
  events: count,
  /** Events by technical layer (R16), from the kind of source. */
  byLayer: z.record(TechnicalLayer, count),
  signIns: z.strictObject({
    success: count,
    failure: count,
    mfa: count,
    privileged: count,
    privilegedMfa: count,
  }),
  lockouts: count,
  /** Longest run of failures of one account within ten minutes without a lock-out: evidence against the lock-out control. */
  failureRun: count,
  /** Accounts used after more than 45 days without a sign of life. */
  idleUsed: z.array(Seen).max(50),
  /** Public source addresses that reached the system (exposure to the Internet). */
  publicSources: count,
  publicSeen: z.array(Seen).max(20),
  dataClasses: z.array(Seen).max(20),
  datasets: z.array(Seen).max(200),
  /** Who connected: organisations, subsystems, other systems. */
  consumers: z.array(Seen).max(200),
  /** Host names and domains heard that no card of the register holds. */
  unknown: z.array(Seen).max(200),
  accounts: count,
  /** Largest clock skew between device and receipt, ms, over records with a device time. */
  maxSkewMs: z.number().nonnegative(),
  malwareFindings: count,
  backups: z.strictObject({ success: count, failure: count }),
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
