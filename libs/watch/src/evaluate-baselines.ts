import {
  type AccountBaseline,
  type AnomalyFinding,
  type AnomalyRule,
  alertRuleOf,
  budgetId,
  type DailyBudget,
  foldEntry,
  markFolded,
  newBaseline,
  spend,
} from '@khien/anomaly';
import {
  type ChunkDigest,
  type Day,
  dayOf,
  type LedgerRow,
  type Logger,
  type Store,
  type System,
} from '@khien/model';
import { type AlertRecorder, alertIdOfFinding, type Evidence, type Finding } from '@khien/record';
import { collectorsIn } from './collectors-in';
import { createSystemDayBook, type IdleUse } from './system-day-book';

const PAGE = 500;
const CACHE_LIMIT = 20_000;
/** TCVN 14423:2026 disables accounts without a sign of life for 45 days (config/legal/tcvn-14423.yml, std.account.inactive). */
const IDLE_MS = 45 * 86_400_000;

interface Cursor {
  _id: string;
  version: number;
  seq: number;
}

export interface BaselineEvaluatorDeps {
  store: Store;
  rules: () => readonly AnomalyRule[];
  systems: () => ReadonlyMap<string, System>;
  /** Whether a name that events hold (`host:x`, `domain:x`, `consumer:x`) is on a card of the register. */
  registered: (name: string) => boolean;
  recorder: AlertRecorder;
  /** Sequence number up to which every chunk of the collector has its ledger row; the collector knows, because numbers may be skipped after damage. */
  doneThrough: (collectorId: string) => Promise<number>;
  log: Logger;
}

export interface BaselineEvaluator {
  /** Folds in what the workers finished since the last call; returns how many chunks. Run by one process at a time. */
  evaluate(): Promise<number>;
}

/**
 * Learns what accounts usually do and finds what they usually do not. Chunks are taken strictly in sequence per collector, up to the last one
 * before which all are finished, so that history is complete when something is judged against it, and the answer does not depend on which worker was faster.
 * Beside them it folds what the chunks say of systems into a document per system and day.
 * Alerts are stored before the days of systems, those before the baselines, the baselines before the cursor: after a crash the same chunks are folded again, and change nothing twice.
 */
export function createBaselineEvaluator({
  store,
  rules,
  systems,
  registered,
  recorder,
  doneThrough,
  log,
}: BaselineEvaluatorDeps): BaselineEvaluator {
  const cache = new Map<string, AccountBaseline>();
  const systemDays = createSystemDayBook({ store, registered });

  async function evaluate(): Promise<number> {
    let chunks = 0;
    for (const collector of await collectorsIn(store, 'ledger')) chunks += await evaluateCollector(collector);
    return chunks;
  }

  async function evaluateCollector(collectorId: string): Promise<number> {
    const cursorId = `baselines:${collectorId}`;
    const cursor = (await store.get<Cursor>('state', cursorId)) ?? { _id: cursorId, version: 1, seq: -1 };
    const done = await doneThrough(collectorId);
    let chunks = 0;
    for (;;) {
      const { docs: rows } = await store.find<LedgerRow>('ledger', {
        filter: { collectorId, seq: { gt: cursor.seq, lte: done } },
        sort: [['seq', 'asc']],
        limit: PAGE,
      });
      if (rows.length === 0) return chunks;
      await foldRows(rows).catch((error: unknown) => {
        // They have been folded into in memory, but what was found is not stored: the next time starts from what is.
        cache.clear();
        systemDays.forget();
        throw error;
      });
      cursor.seq = rows.at(-1)?.seq ?? cursor.seq;
      await store.put('state', [cursor]);
      chunks += rows.length;
    }
  }

  async function foldRows(rows: LedgerRow[]): Promise<void> {
    const touched = new Map<string, AccountBaseline>();
    const findings: Array<{ found: AnomalyFinding; digest: ChunkDigest }> = [];
    for (const digest of await digestsOf(rows)) {
      const ofChunk = new Set<AccountBaseline>();
      const idle: IdleUse[] = [];
      for (const entry of digest.entries) {
        const baseline = touched.get(entry.account) ?? (await load(entry.account, entry.hour));
        if (entry.systemId !== undefined && entry.first.at - baseline.lastAt > IDLE_MS)
          idle.push({ systemId: entry.systemId, account: entry.account, ...entry.first });
        touched.set(entry.account, baseline);
        ofChunk.add(baseline);
        const { collectorId, seq, partitionDay: day } = digest;
        for (const found of foldEntry(baseline, { entry, collectorId, seq, day }, rules()))
          findings.push({ found, digest });
      }
      for (const baseline of ofChunk) markFolded(baseline, digest.collectorId, digest.seq);
      await systemDays.fold(digest, idle);
    }
    await recorder.record(await withinBudget(findings));
    await systemDays.save();
    if (touched.size > 0) await store.put('baselines', [...touched.values()]);
  }

  async function digestsOf(rows: LedgerRow[]): Promise<ChunkDigest[]> {
    const byDay = new Map<Day, string[]>();
    for (const row of rows) byDay.set(row.partitionDay, [...(byDay.get(row.partitionDay) ?? []), row._id]);
    const digests: ChunkDigest[] = [];
    for (const [day, ids] of byDay) digests.push(...(await store.getMany<ChunkDigest>('digests', ids, day)));
    return digests.sort((a, b) => a.seq - b.seq);
  }

  async function load(account: string, at: number): Promise<AccountBaseline> {
    const cached = cache.get(account);
    if (cached) return cached;
    const baseline = (await store.get<AccountBaseline>('baselines', account)) ?? newBaseline(account, at);
    if (cache.size > CACHE_LIMIT) cache.clear();
    cache.set(account, baseline);
    return baseline;
  }

  /** Drops what is over a rule's daily budget, and counts it: an analyst sees «n more», never a flood. */
  async function withinBudget(
    findings: Array<{ found: AnomalyFinding; digest: ChunkDigest }>,
  ): Promise<Evidence[]> {
    const budgets = new Map<string, DailyBudget>();
    const evidence: Evidence[] = [];
    for (const { found, digest } of findings) {
      const finding = findingOf(found, digest);
      const id = budgetId(found.rule.id, dayOf(found.at));
      const budget = budgets.get(id) ??
        (await store.get<DailyBudget>('state', id)) ?? { _id: id, version: 1, ids: [], suppressed: 0 };
      budgets.set(id, budget);
      if (spend(budget, alertIdOfFinding(finding), found.rule.dailyBudget))
        evidence.push({ finding, evaluationId: digest._id });
      else
        log.warn('anomaly over its daily budget', { ruleId: found.rule.id, suppressed: budget.suppressed });
    }
    if (budgets.size > 0) await store.put('state', [...budgets.values()]);
    return evidence;
  }

  function findingOf(found: AnomalyFinding, digest: ChunkDigest): Finding {
    const entry = digest.entries.find((candidate) => candidate.account === found.account);
    const system = entry?.systemId === undefined ? undefined : systems().get(entry.systemId);
    return {
      rule: alertRuleOf(found.rule),
      entity: {
        kind: 'user.name',
        value: found.about === undefined ? found.account : `${found.account} → ${found.about}`,
      },
      window: found.window,
      ...(system && {
        systemId: system.id,
        ...(system.level !== undefined && { systemLevel: system.level }),
      }),
      // Whose data was taken triages it: the system's agency, not the one whose account took it.
      ...agencyOf(system, entry),
      sourceId: digest.sourceId,
      count: found.count,
      firstSeen: found.at,
      lastSeen: found.at,
      evidence: found.evidence,
      reason: found.reason,
    };
  }

  return { evaluate };
}

function agencyOf(
  system: System | undefined,
  entry: { agencyId?: string | undefined } | undefined,
): { agencyId?: string } {
  const agencyId = system?.agencyId ?? entry?.agencyId;
  return agencyId === undefined ? {} : { agencyId };
}
