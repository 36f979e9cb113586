import type { AnomalyReason, EvidenceRef } from '@khien/model';
import {
  type AccountBaseline,
  addToOpenHour,
  comparableVolumes,
  type DigestEntry,
  localDay,
  median,
  medianDeviation,
  networkOf,
  remember,
  volumeOf,
} from './baseline';
import type { AnomalyRule } from './rule';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Comparable hours needed before a volume is judged. */
const ENOUGH_HOURS = 5;

/** Something unusual an account did, with the reason a person can check. */
export interface AnomalyFinding {
  rule: AnomalyRule;
  account: string;
  /** Part of the alert's identity beside rule, account and window: the new source or dataset. */
  about?: string;
  window: { start: number; end: number };
  reason: AnomalyReason;
  evidence: EvidenceRef[];
  count: number;
  at: number;
}

export interface FoldInput {
  entry: DigestEntry;
  collectorId: string;
  seq: number;
  day: string;
}

/**
 * Judges one digest entry against the account's baseline, then folds it in. Mutates `baseline`; a `seq` already folded changes nothing and finds nothing.
 * Everything is decided in event time and sequence order, so the same digests always give the same findings.
 */
export function foldEntry(
  baseline: AccountBaseline,
  input: FoldInput,
  rules: readonly AnomalyRule[],
): AnomalyFinding[] {
  const { entry, collectorId, seq } = input;
  if ((baseline.through[collectorId] ?? -1) >= seq) return [];
  const findings: AnomalyFinding[] = [];
  const open = addToOpenHour(baseline, entry);
  for (const rule of rules) findings.push(...judge(rule, baseline, input, open));
  remember(baseline, entry);
  return findings;
}

/** Marks a whole chunk as folded into the baseline; call once after all of the chunk's entries for the account. */
export function markFolded(baseline: AccountBaseline, collectorId: string, seq: number): void {
  baseline.through[collectorId] = Math.max(baseline.through[collectorId] ?? -1, seq);
}

function judge(
  rule: AnomalyRule,
  baseline: AccountBaseline,
  input: FoldInput,
  open: { events: number; rows: number } | undefined,
): AnomalyFinding[] {
  if (baseline.activeDays < rule.minimumHistoryDays) return [];
  switch (rule.detector) {
    case 'account_volume':
      return open ? volume(rule, baseline, input, volumeOf(open)) : [];
    case 'first_source':
      return firstSeen(
        rule,
        baseline,
        input,
        baseline.sources,
        input.entry.sources.map((item) => ({ ...item, value: networkOf(item.value) })),
      );
    case 'first_dataset':
      return firstSeen(rule, baseline, input, baseline.datasets, input.entry.datasets);
    case 'off_hours':
      return offHours(rule, baseline, input);
  }
}

function volume(
  rule: Extract<AnomalyRule, { detector: 'account_volume' }>,
  baseline: AccountBaseline,
  { entry, day }: FoldInput,
  observed: number,
): AnomalyFinding[] {
  const history = comparableVolumes(baseline, entry.hour, ENOUGH_HOURS);
  if (history.length < ENOUGH_HOURS || observed < rule.floor) return [];
  const expected = median(history);
  // MAD of a constant history is 0; one is the smallest spread a count can have.
  const spread = Math.max(1, 1.4826 * medianDeviation(history, expected));
  if (observed < expected + rule.z * spread || observed < rule.ratio * Math.max(1, expected)) return [];
  const unit = entry.rows > 0 ? 'rows' : 'events';
  const unitVi = entry.rows > 0 ? 'bản ghi' : 'lượt';
  return [
    {
      rule,
      account: baseline.account,
      window: { start: entry.hour, end: entry.hour + HOUR },
      count: entry.events,
      at: entry.first.at,
      evidence: [{ day, id: entry.first.id }],
      reason: {
        observed,
        expected,
        history: history.length,
        unit,
        sentence: {
          vi: `Trong một giờ, tài khoản đã lấy ${vi(observed)} ${unitVi}; thông thường vào giờ này khoảng ${vi(expected)} (trung vị của ${history.length} giờ tương tự trước đây).`,
          en: `In one hour the account took ${en(observed)} ${unit}; usual for this hour is about ${en(expected)} (median of ${history.length} comparable past hours).`,
        },
      },
    },
  ];
}

function firstSeen(
  rule: Extract<AnomalyRule, { detector: 'first_source' | 'first_dataset' }>,
  baseline: AccountBaseline,
  { entry, day }: FoldInput,
  known: { value: string }[],
  seen: { value: string; at: number; id: string }[],
): AnomalyFinding[] {
  if (baseline.events < rule.minimumEvents || known.length === 0 || known.length > rule.maximumKnown)
    return [];
  const fresh = seen.filter(
    (item, index) =>
      !known.some((k) => k.value === item.value) && seen.findIndex((s) => s.value === item.value) === index,
  );
  const nounVi = rule.detector === 'first_source' ? 'địa chỉ' : 'bộ dữ liệu';
  const nounEn = rule.detector === 'first_source' ? 'address' : 'dataset';
  return fresh.map((item) => ({
    rule,
    account: baseline.account,
    about: item.value,
    window: { start: entry.hour - (entry.hour % DAY), end: entry.hour - (entry.hour % DAY) + DAY },
    count: 1,
    at: item.at,
    evidence: [{ day, id: item.id }],
    reason: {
      observed: 1,
      expected: 0,
      history: baseline.activeDays,
      unit: nounEn,
      sentence: {
        vi: `Lần đầu tài khoản dùng ${nounVi} ${item.value}; trong ${baseline.activeDays} ngày hoạt động trước đây chỉ thấy ${known.length} ${nounVi} khác.`,
        en: `First time the account uses ${nounEn} ${item.value}; its ${baseline.activeDays} earlier active days show ${known.length} other(s) only.`,
      },
    },
  }));
}

function offHours(
  rule: Extract<AnomalyRule, { detector: 'off_hours' }>,
  baseline: AccountBaseline,
  { entry, day }: FoldInput,
): AnomalyFinding[] {
  const off = entry.offHours;
  if (!off || off.count < rule.floor) return [];
  const share = baseline.offHoursDays / baseline.activeDays;
  if (share > rule.maximumShare) return [];
  const start = localDay(entry.hour) * DAY - 7 * HOUR;
  return [
    {
      rule,
      account: baseline.account,
      window: { start, end: start + DAY },
      count: off.count,
      at: off.at,
      evidence: [{ day, id: off.id }],
      reason: {
        observed: off.count,
        expected: 0,
        history: baseline.activeDays,
        unit: 'events',
        sentence: {
          vi: `${vi(off.count)} lượt truy cập ngoài giờ làm việc trong một giờ; trước đây tài khoản chỉ làm ngoài giờ ${baseline.offHoursDays} trên ${baseline.activeDays} ngày.`,
          en: `${en(off.count)} accesses out of working hours within one hour; before, the account did so on ${baseline.offHoursDays} of ${baseline.activeDays} days.`,
        },
      },
    },
  ];
}

const vi = (value: number): string => value.toLocaleString('vi-VN', { maximumFractionDigits: 1 });
const en = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
