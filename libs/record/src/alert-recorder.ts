import { alertHitIdOf, foldHits } from '@khien/alerts';
import type { Alert, AlertHit, Logger, Store } from '@khien/model';
import { alertIdOfFinding, alertOf, type Evidence, type Finding } from './finding';

const KNOWN_LIMIT = 20_000;
const HIT_PAGE = 5000;
/** A fold may take this share of the time at most: the next one of the same batch waits twenty times as long as the last one took. */
const FOLD_SHARE = 20;

export interface AlertRecorder {
  /**
   * Records what was found. Idempotent per (alert, evaluation): doing it again after a crash changes nothing.
   * Resolves when alert and evidence are stored; returns how many alerts are concerned.
   */
  record(evidence: readonly Evidence[]): Promise<number>;
  /** Brings the alerts' counts and times level with their evidence rows. */
  refresh(alertIds: Iterable<string>): Promise<void>;
  /** Refreshes every alert that got evidence at or after `epochMs`: what a crash may have left stale. */
  refreshSince(epochMs: number): Promise<number>;
  /** Waits until everything recorded is folded. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface AlertRecorderDeps {
  store: Store;
  log: Logger;
  now: () => number;
  /** Evidence is folded into its alert at most this long after it came (longer for alerts with very much of it). */
  foldEveryMs?: number;
}

/** Alerts are insert-once documents; their evidence is insert-once rows; what the alert shows is the fold of the rows. */
export function createAlertRecorder({
  store,
  log,
  now,
  foldEveryMs = 300,
}: AlertRecorderDeps): AlertRecorder {
  const known = new Set<string>();
  const dirty = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let folding: Promise<unknown> = Promise.resolve();
  let pause = foldEveryMs;

  async function record(evidence: readonly Evidence[]): Promise<number> {
    if (evidence.length === 0) return 0;
    const merged = mergeByHit(evidence);
    const at = now();
    await store.insertManyOnce(
      'alert_hits',
      [...merged].map(([hitId, finding]) => hitOf(hitId, finding, at)),
    );
    const alerts = new Map([...merged.values()].map((finding) => [alertIdOfFinding(finding), finding]));
    const fresh = [...alerts].filter(([id]) => !known.has(id));
    if (fresh.length > 0) {
      await store.insertManyOnce(
        'alerts',
        fresh.map(([, finding]) => alertOf(finding, at)),
      );
    }
    if (known.size > KNOWN_LIMIT) known.clear();
    for (const alertId of alerts.keys()) {
      known.add(alertId);
      dirty.add(alertId);
    }
    schedule();
    return alerts.size;
  }

  function schedule(): void {
    if (timer || dirty.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      folding = foldDirty().finally(schedule);
    }, pause);
    timer.unref();
  }

  /** False when the store refused; what was not folded stays dirty. */
  async function foldDirty(): Promise<boolean> {
    const ids = [...dirty];
    dirty.clear();
    const started = performance.now();
    let folded = true;
    try {
      await refresh(ids);
    } catch (error) {
      folded = false;
      for (const id of ids) dirty.add(id);
      log.warn('alert fold failed, will be done again', { alerts: ids.length, err: error });
    }
    pause = Math.max(foldEveryMs, Math.min(30_000, (performance.now() - started) * FOLD_SHARE));
    return folded;
  }

  async function refresh(alertIds: Iterable<string>): Promise<void> {
    for (const id of alertIds) await refreshOne(id);
  }

  async function refreshOne(id: string): Promise<void> {
    for (;;) {
      // The alert before its rows: where another folds meanwhile, the version refuses what these rows do not know yet.
      const alert = await store.get<Alert>('alerts', id);
      if (!alert) return;
      const folded = foldHits(alert, await hitsOf(id));
      if (sameSummary(alert, folded)) return;
      if (await store.replaceIfVersion('alerts', { ...folded, updatedAt: now() }, alert.version)) return;
    }
  }

  async function hitsOf(alertId: string): Promise<AlertHit[]> {
    const hits: AlertHit[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.find<AlertHit>('alert_hits', {
        filter: { alertId },
        limit: HIT_PAGE,
        ...(cursor && { cursor }),
      });
      hits.push(...page.docs);
      cursor = page.next;
    } while (cursor);
    return hits;
  }

  async function refreshSince(epochMs: number): Promise<number> {
    const touched = await store.countBy(
      'alert_hits',
      { filter: { recordedAt: { gte: epochMs } } },
      'alertId',
    );
    await refresh(touched.map((row) => String(row.value)));
    return touched.length;
  }

  async function drain(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await folding;
    while (dirty.size > 0 && (await foldDirty()));
  }

  return { record, refresh, refreshSince, drain, close: drain };
}

/** One hit per alert and evaluation: findings of the same alert in the same chunk are one piece of evidence. */
function mergeByHit(evidence: readonly Evidence[]): Map<string, Finding> {
  const merged = new Map<string, Finding>();
  for (const { finding, evaluationId } of evidence) {
    const id = alertHitIdOf(alertIdOfFinding(finding), evaluationId);
    const before = merged.get(id);
    merged.set(id, before ? combine(before, finding) : finding);
  }
  return merged;
}

function combine(a: Finding, b: Finding): Finding {
  return {
    ...a,
    count: a.count + b.count,
    firstSeen: Math.min(a.firstSeen, b.firstSeen),
    lastSeen: Math.max(a.lastSeen, b.lastSeen),
    evidence: a.evidence.length < 20 ? [...a.evidence, ...b.evidence].slice(0, 20) : a.evidence,
    ...((b.reason ?? a.reason) && { reason: b.reason ?? a.reason }),
  } as Finding;
}

function hitOf(hitId: string, finding: Finding, now: number): AlertHit {
  return {
    _id: hitId,
    alertId: alertIdOfFinding(finding),
    count: finding.count,
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
    evidence: finding.evidence.slice(0, 20),
    ...(finding.sourceId !== undefined && { sourceId: finding.sourceId }),
    ...(finding.reason && { reason: finding.reason }),
    recordedAt: now,
  };
}

function sameSummary(a: Alert, b: Alert): boolean {
  return (
    a.count === b.count &&
    a.firstSeen === b.firstSeen &&
    a.lastSeen === b.lastSeen &&
    JSON.stringify([a.evidence, a.reason]) === JSON.stringify([b.evidence, b.reason])
  );
}
