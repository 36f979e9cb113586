import { createHash } from 'node:crypto';
import type { Day, EvidenceUse, SystemDay, SystemTelemetry, TechnicalLayer } from '@khien/model';
import { addDays, dayDiff } from '../working-days/day-arithmetic';

/** The days of a window folded into one. */
export interface TelemetryWindow {
  /** First and last day of the window that has data. */
  from: Day;
  to: Day;
  events: number;
  byLayer: Partial<Record<TechnicalLayer, number>>;
  signIns: SystemDay['signIns'];
  lockouts: number;
  /** Longest of the days' runs of failures without a lock-out. */
  failureRun: number;
  /** Idle accounts that came back; the last such moment, epoch ms. */
  idleUsed: { count: number; last?: number };
  accounts: number;
  datasets: number;
  /** 0 when no record had a device time. */
  maxSkewMs: number;
  backups: { success: number; failure: number; lastSuccess?: Day; lastFailure?: Day };
}

export interface TelemetryView {
  sources: SystemTelemetry['sources'];
  retention: SystemTelemetry['retention'];
  unacknowledged: number;
  /** The days of the last `days` days folded, counted from the day of the judgement; undefined when there are none. */
  window(days: number): TelemetryWindow | undefined;
  newestDay: Day | undefined;
  /** Days from the first day with data to the day of the judgement. */
  observedDays: number;
  /** Newest data older than `FRESH_DAYS`: nothing of it may turn a control green. */
  stale: boolean;
  /** The use a test makes of it: what was asked, and the hash of what came back. */
  use(input: {
    test: string;
    query: string;
    found: unknown;
    window?: TelemetryWindow | undefined;
  }): EvidenceUse;
}

/** Days after which what Khiên saw no longer says how things stand today. */
export const FRESH_DAYS = 3;

/** Telemetry of one system as seen on a day; each window is folded once. */
export function viewTelemetry(
  telemetry: SystemTelemetry,
  { on, now }: { on: Day; now: number },
): TelemetryView {
  const days = telemetry.days.filter(({ day }) => day <= on);
  const newestDay = extreme(days, (one, other) => one > other);
  const oldestDay = extreme(days, (one, other) => one < other);
  const stale = newestDay === undefined || !(dayDiff(newestDay, on) <= FRESH_DAYS);
  const folded = new Map<number, TelemetryWindow | undefined>();
  return {
    sources: telemetry.sources,
    retention: telemetry.retention,
    unacknowledged: telemetry.unacknowledged,
    newestDay,
    observedDays: oldestDay === undefined ? 0 : dayDiff(oldestDay, on) + 1,
    stale,
    window(length) {
      if (!folded.has(length)) folded.set(length, foldSince(days, addDays(on, -length)));
      return folded.get(length);
    },
    use: ({ test, query, found, window }) => ({
      id: `telemetry:${test}`,
      collectedAt: now,
      ...(window ? { effectiveFrom: window.from, effectiveTo: window.to } : {}),
      fresh: !stale,
      query: `${query} systemId=${telemetry.systemId}${window ? ` day=${window.from}..${window.to}` : ''}`,
      resultHash: createHash('sha256').update(JSON.stringify(found)).digest('hex'),
    }),
  };
}

function extreme(days: readonly SystemDay[], better: (one: Day, other: Day) => boolean): Day | undefined {
  let best: Day | undefined;
  for (const { day } of days) if (best === undefined || better(day, best)) best = day;
  return best;
}

function foldSince(days: readonly SystemDay[], after: Day): TelemetryWindow | undefined {
  const seen = days.filter(({ day }) => day > after);
  const [first] = seen;
  if (!first) return undefined;
  const window: TelemetryWindow = {
    from: first.day,
    to: first.day,
    events: 0,
    byLayer: {},
    signIns: { success: 0, failure: 0, mfa: 0, privileged: 0, privilegedMfa: 0 },
    lockouts: 0,
    failureRun: 0,
    idleUsed: { count: 0 },
    accounts: 0,
    datasets: 0,
    maxSkewMs: 0,
    backups: { success: 0, failure: 0 },
  };
  for (const day of seen) addDay(window, day);
  return window;
}

function addDay(window: TelemetryWindow, each: SystemDay): void {
  const { day, signIns, backups } = each;
  window.from = day < window.from ? day : window.from;
  window.to = day > window.to ? day : window.to;
  window.events += each.events;
  for (const [layer, count] of Object.entries(each.byLayer) as [TechnicalLayer, number][])
    window.byLayer[layer] = (window.byLayer[layer] ?? 0) + count;
  for (const key of ['success', 'failure', 'mfa', 'privileged', 'privilegedMfa'] as const)
    window.signIns[key] += signIns[key];
  window.lockouts += each.lockouts;
  window.failureRun = Math.max(window.failureRun, each.failureRun);
  window.accounts = Math.max(window.accounts, each.accounts);
  window.datasets += each.datasets.length;
  window.maxSkewMs = Math.max(window.maxSkewMs, each.maxSkewMs);
  for (const { last } of each.idleUsed) {
    window.idleUsed.count += 1;
    window.idleUsed.last = Math.max(window.idleUsed.last ?? last, last);
  }
  addBackups(window.backups, day, backups);
}

function addBackups(
  sum: TelemetryWindow['backups'],
  day: Day,
  { success, failure }: SystemDay['backups'],
): void {
  sum.success += success;
  sum.failure += failure;
  if (success > 0 && (sum.lastSuccess ?? '') < day) sum.lastSuccess = day;
  if (failure > 0 && (sum.lastFailure ?? '') < day) sum.lastFailure = day;
}
