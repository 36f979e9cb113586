import type { FailureRun, Seen, SystemDay, SystemDigest } from '@khien/model';
import { merge } from './seen';
import { emptyFacts, RUN_GAP_MS } from './system-digests';

export const systemDayIdOf = (systemId: string, day: string): string => `${systemId}|${day}`;

export function newSystemDay(systemId: string, day: string): SystemDay {
  return {
    _id: systemDayIdOf(systemId, day),
    systemId,
    day,
    ...emptyFacts(),
    accounts: 0,
    failureRun: 0,
    openRuns: [],
    idleUsed: [],
    unknown: [],
    through: {},
  };
}

/** Where a digest stands in its collector's sequence. */
export interface Place {
  collectorId: string;
  seq: number;
}

/** Whether the chunk was folded into this day before. */
export const isFolded = (day: SystemDay, { collectorId, seq }: Place): boolean =>
  (day.through[collectorId] ?? -1) >= seq;

/**
 * Folds one chunk's digest into its day; mutates `day`. `registered` says whether a name (`host:x` …) is on a card.
 * Call once per chunk and day, in sequence, then `markDayFolded`.
 */
export function foldSystemDigest(
  day: SystemDay,
  digest: SystemDigest,
  registered: (name: string) => boolean,
): void {
  day.events += digest.events;
  for (const layer of ['network', 'application', 'database', 'endpoint'] as const)
    day.byLayer[layer] += digest.byLayer[layer];
  for (const key of ['success', 'failure', 'mfa', 'privileged', 'privilegedMfa'] as const)
    day.signIns[key] += digest.signIns[key];
  day.lockouts += digest.lockouts;
  day.publicSources += digest.publicSources;
  day.malwareFindings += digest.malwareFindings;
  day.backups.success += digest.backups.success;
  day.backups.failure += digest.backups.failure;
  day.maxSkewMs = Math.max(day.maxSkewMs, digest.maxSkewMs);
  addAll(day.publicSeen, digest.publicSeen, 20);
  addAll(day.dataClasses, digest.dataClasses, 20);
  addAll(day.datasets, digest.datasets, 200);
  addAll(day.consumers, digest.consumers, 200);
  addAll(
    day.unknown,
    digest.names.filter(({ value }) => !registered(value)),
    200,
  );
  const marks = new Set(day.accountMarks);
  for (const mark of digest.accountMarks) if (marks.size < 2000) marks.add(mark);
  day.accountMarks = [...marks];
  day.accounts = marks.size;
  foldRuns(day, digest);
}

export function markDayFolded(day: SystemDay, { collectorId, seq }: Place): void {
  day.through[collectorId] = seq;
}

const addAll = (list: Seen[], more: readonly Seen[], limit: number): void => {
  for (const seen of more) merge(list, seen, limit);
};

/** A run may go on in the next chunk; a success or a lock-out there ends it. */
function foldRuns(day: SystemDay, { runs, ended, lapsedRun }: SystemDigest): void {
  const open = new Map(day.openRuns.map((run) => [run.account, run]));
  for (const account of ended) open.delete(account);
  day.failureRun = Math.max(day.failureRun, lapsedRun);
  for (const run of runs) {
    const joined = join(open.get(run.account), run);
    open.set(run.account, joined);
    day.failureRun = Math.max(day.failureRun, joined.count);
  }
  day.openRuns = [...open.values()].sort((a, b) => b.last - a.last).slice(0, 200);
}

function join(before: FailureRun | undefined, run: FailureRun): FailureRun {
  if (!before || run.first - before.last > RUN_GAP_MS) return { ...run };
  return {
    ...run,
    count: before.count + run.count,
    first: Math.min(before.first, run.first),
    last: Math.max(before.last, run.last),
  };
}
