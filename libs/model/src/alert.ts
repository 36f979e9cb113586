import { z } from 'zod';
import { Day } from './chunk';

const count = z.number().int().nonnegative();

export const Severity = z.enum(['informational', 'low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

/** Text for people: Vietnamese first. */
export const Bilingual = z.strictObject({ vi: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;

export const AlertKind = z.enum(['detection', 'correlation', 'anomaly', 'compliance', 'health']);
export type AlertKind = z.infer<typeof AlertKind>;

/** Where an event that bears an alert out can be read. */
export const EvidenceRef = z.strictObject({ day: Day, id: z.string() });
export type EvidenceRef = z.infer<typeof EvidenceRef>;

/** A reason a person can check. */
export const AnomalyReason = z.strictObject({
  observed: z.number(),
  expected: z.number(),
  history: z.number(),
  unit: z.string(),
  sentence: Bilingual,
});
export type AnomalyReason = z.infer<typeof AnomalyReason>;

/** Rule as it stood when it fired. Author and licence travel with the alert (Detection Rule License 1.1 asks for the author). */
export const AlertRule = z.strictObject({
  id: z.string(),
  kind: AlertKind,
  title: Bilingual,
  level: Severity,
  author: z.string().optional(),
  license: z.string().optional(),
  tags: z.array(z.string()),
  /** What it means and what to check first. */
  triage: Bilingual.optional(),
  /** Article, R-number or ATT&CK technique. */
  citations: z.array(z.string()),
});
export type AlertRule = z.infer<typeof AlertRule>;

/**
 * Evidence that one chunk (or one evaluation) gives for one alert: inserted once, never changed.
 * An alert's counts are the fold of these, never incremented.
 */
export const AlertHit = z.strictObject({
  /** derivedId(alertId, chunkId or evaluation id) */
  _id: z.string(),
  alertId: z.string(),
  count,
  firstSeen: count,
  lastSeen: count,
  evidence: z.array(EvidenceRef).max(20),
  sourceId: z.string().optional(),
  reason: AnomalyReason.optional(),
  recordedAt: count,
});
export type AlertHit = z.infer<typeof AlertHit>;

export const CloseReason = z.enum([
  'true_positive',
  'benign_true_positive',
  'false_positive',
  'duplicate',
  'insufficient_data',
]);
export type CloseReason = z.infer<typeof CloseReason>;
export const AlertStatus = z.enum(['new', 'acknowledged', 'closed']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/** The fold of an alert's activity: nobody writes it by hand. `seq` is the last activity's number (0: none yet). */
export const AlertWorkflow = z.strictObject({
  status: AlertStatus,
  assignee: z.string().optional(),
  closeReason: CloseReason.optional(),
  changedAt: count.optional(),
  seq: count,
});
export type AlertWorkflow = z.infer<typeof AlertWorkflow>;

/** `_id` = derivedId(rule id, entity, window start): the same behaviour seen again is the same alert. */
export const Alert = z.strictObject({
  _id: z.string(),
  rule: AlertRule,
  severity: Severity,
  /** severity × the system's level, 0..100, higher first. */
  priority: z.number(),
  entity: z.strictObject({ kind: z.string(), value: z.string() }),
  window: z.strictObject({ start: count, end: count }),
  systemId: z.string().optional(),
  systemLevel: z.number().int().optional(),
  agencyId: z.string().optional(),
  sourceId: z.string().optional(),
  /** Fold of the hits. */
  count,
  firstSeen: count,
  lastSeen: count,
  evidence: z.array(EvidenceRef).max(20),
  reason: AnomalyReason.optional(),
  createdAt: count,
  updatedAt: count,
  workflow: AlertWorkflow,
  version: count,
});
export type Alert = z.infer<typeof Alert>;
