import type { Alert, AlertHit, EvidenceRef } from '@khien/model';

const MAX_EVIDENCE = 20;
const HALF = MAX_EVIDENCE / 2;

/**
 * The alert as its hits say: `count`, `firstSeen`, `lastSeen`, `evidence` and `reason` are the fold of all hits ever recorded for it.
 * Order does not matter and a hit given twice counts once, so folding again after a crash gives the same alert.
 * Evidence is at most 20: the 10 earliest and the 10 latest, because how it began and how it stands is what a person reads first.
 * Leaves identity, rule, workflow, times of writing and version alone.
 */
export function foldHits(alert: Alert, hits: readonly AlertHit[]): Alert {
  const own = new Map<string, AlertHit>();
  for (const hit of hits) if (hit.alertId === alert._id) own.set(hit._id, hit);
  const ordered = [...own.values()].sort(byFirstSeen);
  const { reason: _stale, ...rest } = alert;
  const reason = latestReason(ordered);
  return {
    ...rest,
    count: ordered.reduce((sum, hit) => sum + hit.count, 0),
    firstSeen: ordered[0]?.firstSeen ?? alert.window.start,
    lastSeen: ordered.reduce((last, hit) => Math.max(last, hit.lastSeen), alert.window.start),
    evidence: earliestAndLatest(ordered),
    ...(reason && { reason }),
  };
}

function byFirstSeen(a: AlertHit, b: AlertHit): number {
  return a.firstSeen - b.firstSeen || byText(a._id, b._id);
}

function byLastSeen(a: AlertHit, b: AlertHit): number {
  return a.lastSeen - b.lastSeen || byText(a._id, b._id);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The reason of the hit that reaches furthest: the figures a person checks are those of the last look. */
function latestReason(hits: readonly AlertHit[]): Alert['reason'] {
  return hits
    .filter((hit) => hit.reason)
    .sort(byLastSeen)
    .at(-1)?.reason;
}

function earliestAndLatest(ordered: readonly AlertHit[]): EvidenceRef[] {
  const all = distinct(ordered.flatMap((hit) => hit.evidence));
  if (all.length <= MAX_EVIDENCE) return all;
  const latest = distinct([...ordered].sort(byLastSeen).flatMap((hit) => hit.evidence)).slice(-HALF);
  const kept = new Set(latest.map(refKey));
  const earliest = all.filter((ref) => !kept.has(refKey(ref))).slice(0, HALF);
  return [...earliest, ...latest];
}

function distinct(refs: readonly EvidenceRef[]): EvidenceRef[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

function refKey(ref: EvidenceRef): string {
  return `${ref.day}/${ref.id}`;
}
