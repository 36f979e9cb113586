import { alertIdOf, priorityOf } from '@khien/alerts';
import type { Alert, AlertRule, AnomalyReason, EvidenceRef } from '@khien/model';

/** Something a rule found in one chunk, or one scheduled evaluation: what becomes (evidence for) an alert. */
export interface Finding {
  rule: AlertRule;
  entity: Alert['entity'];
  /** Milliseconds since the epoch; the start is part of the alert's identity. */
  window: { start: number; end: number };
  systemId?: string;
  systemLevel?: number;
  agencyId?: string;
  sourceId?: string;
  count: number;
  firstSeen: number;
  lastSeen: number;
  evidence: EvidenceRef[];
  reason?: AnomalyReason;
}

/** A finding with what it was found in: a chunk, a correlation group of a chunk, a scheduled evaluation. Recorded once per alert and evaluation. */
export interface Evidence {
  finding: Finding;
  evaluationId: string;
}

export function alertIdOfFinding(finding: Finding): string {
  return alertIdOf(finding.rule.id, finding.entity, finding.window.start);
}

/** The alert as its first finding makes it; later evidence is folded in from the hits. */
export function alertOf(finding: Finding, now: number): Alert {
  const { rule, entity, window, count, firstSeen, lastSeen, evidence } = finding;
  return {
    _id: alertIdOfFinding(finding),
    rule,
    severity: rule.level,
    priority: priorityOf(rule.level, finding.systemLevel),
    entity,
    window,
    ...(finding.systemId !== undefined && { systemId: finding.systemId }),
    ...(finding.systemLevel !== undefined && { systemLevel: finding.systemLevel }),
    ...(finding.agencyId !== undefined && { agencyId: finding.agencyId }),
    ...(finding.sourceId !== undefined && { sourceId: finding.sourceId }),
    count,
    firstSeen,
    lastSeen,
    evidence: evidence.slice(0, 20),
    ...(finding.reason && { reason: finding.reason }),
    createdAt: now,
    updatedAt: now,
    workflow: { status: 'new', seq: 0 },
    version: 1,
  };
}
