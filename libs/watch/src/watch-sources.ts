import {
  closeHour,
  expectedAt,
  foldChunk,
  hourToJudge,
  judgeHour,
  newPattern,
  patternIdOf,
  type SourcePattern,
  type SourceRule,
  sourceAlertRule,
} from '@khien/anomaly';
import type {
  AnomalyReason,
  Bilingual,
  Calendar,
  ChunkDigest,
  Day,
  LedgerRow,
  Source,
  Store,
  System,
} from '@khien/model';
import type { AlertRecorder, Evidence } from '@khien/record';
import { collectorsIn } from './collectors-in';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VIETNAM_OFFSET = 7 * HOUR;
const PAGE = 500;
/** Intake counts reach the store within seconds; a chunk may wait for a worker. */
const SETTLES_AFTER = 5 * MINUTE;
/** Intake counts are kept for two days: what is older is not learnt. */
const LOOK_BACK = 47 * HOUR;

interface Cursor {
  _id: string;
  version: number;
  seq: number;
}

export interface SourceWatchDeps {
  store: Store;
  sources: () => readonly Source[];
  systems: () => ReadonlyMap<string, System>;
  calendar: () => Calendar;
  rules: () => readonly SourceRule[];
  recorder: AlertRecorder;
  /** Sequence number up to which every chunk of the collector has its ledger row. */
  doneThrough: (collectorId: string) => Promise<number>;
  /** What cannot be seen while the source does badly, as a sentence; undefined when nothing rests on it. */
  rests?: (source: Source) => Bilingual | undefined;
  now: () => number;
}

/**
 * Learns what each source usually sends per hour of the Vietnamese week, and judges every hour that is over by the rules on sources (R27, R31):
 * volume, readability, clock, gaps in sequence numbers, lag. One alert per rule, source and Vietnamese day. Returns how many hours were judged.
 * Alerts are stored before the patterns, those before the cursors: after a crash the same hours are judged again, and change nothing twice.
 */
export async function watchSources(deps: SourceWatchDeps): Promise<number> {
  const { store, now } = deps;
  const end = now() - SETTLES_AFTER;
  const closes = end - (end % HOUR);
  const patterns = await openPatterns(deps, Math.max(0, closes - LOOK_BACK));
  // Between two hours there is nothing to do.
  if ([...patterns.values()].every(({ closedThrough }) => closedThrough >= closes)) return 0;
  const cursors = await foldChunks(deps, patterns, closes);
  const evidence: Evidence[] = [];
  let hours = 0;
  const from = Math.min(...[...patterns.values()].map(({ closedThrough }) => closedThrough), closes);
  for (let start = Math.max(from, closes - LOOK_BACK); start < closes; start += HOUR) {
    const received = await receivedIn(store, start);
    for (const [sourceId, pattern] of patterns) {
      if (pattern.closedThrough > start) continue;
      evidence.push(...judge(deps, pattern, { start, received: received.get(sourceId) ?? 0 }));
      hours++;
    }
  }
  if (evidence.length > 0) await deps.recorder.record(evidence);
  await store.put('state', [...patterns.values()]);
  if (cursors.length > 0) await store.put('state', cursors);
  return hours;
}

async function openPatterns(
  { store, sources }: SourceWatchDeps,
  since: number,
): Promise<Map<string, SourcePattern>> {
  const ids = sources().map(({ id }) => id);
  const stored = new Map<string, SourcePattern>();
  for (const one of await store.getMany<SourcePattern>('state', ids.map(patternIdOf)))
    stored.set(one.sourceId, one);
  return new Map(ids.map((id) => [id, stored.get(id) ?? newPattern(id, since)]));
}

/** Folds chunks that were sealed before `closes`, in sequence; those of the hour that runs wait, so that an hour is complete when it is judged. */
async function foldChunks(
  { store, doneThrough }: SourceWatchDeps,
  patterns: ReadonlyMap<string, SourcePattern>,
  closes: number,
): Promise<Cursor[]> {
  const cursors: Cursor[] = [];
  for (const collectorId of await collectorsIn(store, 'ledger')) {
    const _id = `source-watch:${collectorId}`;
    const cursor = (await store.get<Cursor>('state', _id)) ?? { _id, version: 1, seq: -1 };
    const done = await doneThrough(collectorId);
    for (let rows = await rowsAfter(cursor.seq); rows.length > 0; rows = await rowsAfter(cursor.seq)) {
      const young = rows.findIndex(({ sealedAt }) => sealedAt >= closes);
      const settled = young < 0 ? rows : rows.slice(0, young);
      const digests = await digestsOf(store, settled);
      for (const row of settled) foldRow(patterns, row, digests.get(row._id));
      cursor.seq = settled.at(-1)?.seq ?? cursor.seq;
      if (young >= 0) break;
    }
    cursors.push(cursor);

    async function rowsAfter(seq: number): Promise<LedgerRow[]> {
      const { docs } = await store.find<LedgerRow>('ledger', {
        filter: { collectorId, seq: { gt: seq, lte: done } },
        sort: [['seq', 'asc']],
        limit: PAGE,
      });
      return docs;
    }
  }
  return cursors;
}

function foldRow(
  patterns: ReadonlyMap<string, SourcePattern>,
  row: LedgerRow,
  digest: ChunkDigest | undefined,
): void {
  const pattern = patterns.get(row.sourceId);
  if (!pattern) return;
  const { collectorId, seq, sealedAt, stored, duplicate, deadLettered } = row;
  foldChunk(pattern, {
    collectorId,
    seq,
    sealedAt,
    finished: stored + duplicate + deadLettered,
    parsed: stored + duplicate,
    feed: digest?.feed,
  });
}

async function digestsOf(store: Store, rows: readonly LedgerRow[]): Promise<Map<string, ChunkDigest>> {
  const byDay = new Map<Day, string[]>();
  for (const { partitionDay, _id } of rows)
    byDay.set(partitionDay, [...(byDay.get(partitionDay) ?? []), _id]);
  const digests = new Map<string, ChunkDigest>();
  for (const [day, ids] of byDay)
    for (const digest of await store.getMany<ChunkDigest>('digests', ids, day))
      digests.set(digest._id, digest);
  return digests;
}

async function receivedIn(store: Store, start: number): Promise<Map<string, number>> {
  const received = new Map<string, number>();
  for (const collectorId of await collectorsIn(store, 'intake')) {
    const filter = { collectorId, minute: { gte: start, lt: start + HOUR } };
    for (const { value, sums } of await store.countBy('intake', { filter }, 'sourceId', ['received']))
      received.set(String(value), (received.get(String(value)) ?? 0) + (sums.received ?? 0));
  }
  return received;
}

/** Judges one hour by every rule, then learns it. */
function judge(
  { sources, systems, calendar, rules, rests }: SourceWatchDeps,
  pattern: SourcePattern,
  { start, received }: { start: number; received: number },
): Evidence[] {
  const hour = hourToJudge(pattern, start, received);
  const source = sources().find(({ id }) => id === pattern.sourceId);
  const found: Evidence[] = [];
  for (const rule of source ? rules() : []) {
    const reason = judgeHour(rule, { pattern, hour, calendar: calendar() });
    if (!source || !reason) continue;
    const system = systems().get(source.systemId);
    found.push(evidenceOf({ rule, source, system, start, reason: withRests(reason, rests?.(source)) }));
  }
  closeHour(pattern, hour, calendar());
  return found;
}

function withRests(reason: AnomalyReason, rests: Bilingual | undefined): AnomalyReason {
  if (!rests) return reason;
  const { vi, en } = reason.sentence;
  return { ...reason, sentence: { vi: `${vi} ${rests.vi}`, en: `${en} ${rests.en}` } };
}

function evidenceOf({
  rule,
  source,
  system,
  start,
  reason,
}: {
  rule: SourceRule;
  source: Source;
  system: System | undefined;
  start: number;
  reason: AnomalyReason;
}): Evidence {
  const day = start - ((start + VIETNAM_OFFSET) % DAY);
  return {
    evaluationId: `${rule.id}:${source.id}:${start}`,
    finding: {
      rule: sourceAlertRule(rule),
      entity: { kind: 'khien.source_id', value: source.id },
      window: { start: day, end: day + DAY },
      systemId: source.systemId,
      ...(system && {
        agencyId: system.agencyId,
        ...(system.level !== undefined && { systemLevel: system.level }),
      }),
      sourceId: source.id,
      count: 1,
      firstSeen: start,
      lastSeen: start + HOUR,
      evidence: [],
      reason,
    },
  };
}

/** What a source usually receives in the hour that runs; null before there are seven days of history. */
export async function usualThisHour(
  { store, calendar, now }: Pick<SourceWatchDeps, 'store' | 'calendar' | 'now'>,
  sourceId: string,
): Promise<number | null> {
  const pattern = await store.get<SourcePattern>('state', patternIdOf(sourceId));
  const at = now();
  return (pattern && expectedAt(pattern, at - (at % HOUR), { calendar: calendar() })) ?? null;
}
