import type { AnomalyReason, Bilingual, Calendar } from '@khien/model';
import {
  expectedAt,
  historyDays,
  lagP95,
  median,
  type SourceHour,
  type SourcePattern,
} from './source-pattern';
import type { SourceRule } from './source-rule';

export interface HourInput {
  pattern: SourcePattern;
  /** Not yet closed. */
  hour: SourceHour;
  calendar: Calendar;
}

type Judged = Omit<AnomalyReason, 'history'>;
const say = (vi: string, en: string): Bilingual => ({ vi, en });
const counted = { vi: new Intl.NumberFormat('vi'), en: new Intl.NumberFormat('en') };
const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
const LONGEST_LAG = 2 * 7200;

/** Why the hour is unusual by this rule; undefined when it is not, or when too little is known to say. */
export function judgeHour(rule: SourceRule, input: HourInput): AnomalyReason | undefined {
  const history = historyDays(input.pattern, input.hour.hour);
  if (history < rule.minimumHistoryDays) return undefined;
  const judged = judge(rule, input);
  return judged && { ...judged, history };
}

function judge(rule: SourceRule, input: HourInput): Judged | undefined {
  switch (rule.detector) {
    case 'source_volume':
      return volume(rule, input);
    case 'source_parse_rate':
      return parseRate(rule, input);
    case 'source_clock':
      return clock(rule, input);
    case 'source_gap':
      return gap(rule, input);
    case 'source_lag':
      return lag(rule, input);
  }
}

type Of<D extends SourceRule['detector']> = Extract<SourceRule, { detector: D }>;

function volume(rule: Of<'source_volume'>, { pattern, hour, calendar }: HourInput): Judged | undefined {
  const expected = expectedAt(pattern, hour.hour, { calendar, days: rule.minimumHistoryDays });
  if (expected === undefined || expected < rule.minimumExpected) return undefined;
  const drop = 1 - hour.received / expected;
  if (drop < rule.dropAtLeast || drop >= rule.dropBelow) return undefined;
  const usual = Math.round(expected);
  return {
    observed: hour.received,
    expected: usual,
    unit: 'records',
    sentence: say(
      `Nhận ${counted.vi.format(hour.received)} bản ghi trong một giờ; giờ này trong tuần thường có ${counted.vi.format(usual)}, giảm ${percent(drop)}.`,
      `${counted.en.format(hour.received)} records in an hour; this hour of the week usually has ${counted.en.format(usual)}: ${percent(drop)} fewer.`,
    ),
  };
}

/** Hours before this one that have enough to compare with. */
function past({ pattern, hour }: HourInput, least: (one: SourceHour) => boolean): SourceHour[] {
  return pattern.hours.filter((one) => one.hour < hour.hour && least(one));
}

function parseRate(rule: Of<'source_parse_rate'>, input: HourInput): Judged | undefined {
  const { hour } = input;
  if (hour.finished < rule.minimumRecords) return undefined;
  const before = past(input, ({ finished }) => finished > 0);
  const usual = before.length === 0 ? 1 : median(before.map(({ parsed, finished }) => parsed / finished));
  const share = hour.parsed / hour.finished;
  if (usual - share < rule.dropAtLeast) return undefined;
  return {
    observed: Math.round(share * 1000) / 10,
    expected: Math.round(usual * 1000) / 10,
    unit: 'percent',
    sentence: say(
      `Chỉ đọc được ${percent(share)} bản ghi, thường là ${percent(usual)}; ${counted.vi.format(hour.finished - hour.parsed)} bản ghi trong một giờ vào hàng chờ xử lý lỗi.`,
      `Only ${percent(share)} of the records could be read, usually ${percent(usual)}; ${counted.en.format(hour.finished - hour.parsed)} of one hour became dead letters.`,
    ),
  };
}

function clock(rule: Of<'source_clock'>, input: HourInput): Judged | undefined {
  const { leastDelayMs, timed } = input.hour;
  if (leastDelayMs === undefined || timed < rule.minimumRecords) return undefined;
  const seconds = Math.round(leastDelayMs / 1000);
  const usual = usualClock(input);
  if (seconds <= -rule.aheadSeconds)
    return {
      observed: -seconds,
      expected: Math.round(usual ?? 0),
      unit: 'seconds',
      sentence: say(
        `Đồng hồ của thiết bị nhanh ${-seconds} giây so với máy thu.`,
        `The device's clock is ${-seconds} seconds ahead of the collector's.`,
      ),
    };
  // Even the quickest record of the hour was that late: a clock behind, or a shipper that holds records back; usual delays are not told.
  if (usual === undefined || seconds - usual < rule.behindSeconds || seconds < usual * 3) return undefined;
  return {
    observed: seconds,
    expected: Math.round(usual),
    unit: 'seconds',
    sentence: say(
      `Bản ghi nhanh nhất trong giờ cũng trễ ${seconds} giây (thường ${Math.round(usual)}): đồng hồ của thiết bị chậm, hoặc nguồn gửi dồn.`,
      `Even the quickest record of the hour was ${seconds} seconds late (usually ${Math.round(usual)}): the device's clock is behind, or records are held back.`,
    ),
  };
}

function usualClock(input: HourInput): number | undefined {
  const before = past(input, ({ leastDelayMs }) => leastDelayMs !== undefined);
  return before.length < 24
    ? undefined
    : Math.max(0, median(before.map(({ leastDelayMs = 0 }) => leastDelayMs / 1000)));
}

function gap(rule: Of<'source_gap'>, input: HourInput): Judged | undefined {
  const { seen, missing } = input.hour;
  if (missing < rule.minimumMissing) return undefined;
  const before = past(input, (one) => one.seen > 0);
  if (before.length === 0) return undefined;
  const usual = median(before.map((one) => one.missing / (one.seen + one.missing)));
  if (usual > rule.usualShare) return undefined;
  return {
    observed: missing,
    expected: 0,
    unit: 'records',
    sentence: say(
      `Thiếu ${missing} số thứ tự bên cạnh ${seen} số đã nhận trong một giờ; nguồn này thường không thiếu số nào.`,
      `${missing} sequence numbers are missing beside ${seen} received in an hour; this source usually misses none.`,
    ),
  };
}

function lag(rule: Of<'source_lag'>, input: HourInput): Judged | undefined {
  if (input.hour.timed < rule.minimumRecords) return undefined;
  const now = Math.min(lagP95(input.hour) ?? 0, LONGEST_LAG);
  const before = past(input, ({ timed }) => timed > 0).map((one) => Math.min(lagP95(one) ?? 0, LONGEST_LAG));
  const usual = before.length === 0 ? 0 : median(before);
  if (now < rule.p95Seconds || now < usual * rule.ratio) return undefined;
  return {
    observed: now,
    expected: usual,
    unit: 'seconds',
    sentence: say(
      `95 % sự kiện được lưu trong vòng ${now} giây sau khi xảy ra; thường là ${usual} giây.`,
      `95 % of the events were stored within ${now} seconds of happening; usually ${usual}.`,
    ),
  };
}
