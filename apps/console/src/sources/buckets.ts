import type { MinuteRow } from '../api/views-sources';

const MINUTE = 60_000;
/** Bar widths in minutes that a person can read a clock by. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];
const SERIES = ['received', 'stored', 'duplicate', 'deadLettered', 'shed'] as const;

export interface Buckets {
  /** Minutes per bar. */
  width: number;
  /** Every bar of the period, empty ones too. */
  bars: MinuteRow[];
  /** Height of the axis: a round number no bar exceeds. */
  top: number;
}

/** Minutes summed into at most `most` bars over [from, to); nothing inside the period is left out, nothing outside counted. */
export function bucketMinutes(minutes: readonly MinuteRow[], from: number, to: number, most = 120): Buckets {
  const span = Math.max(1, Math.ceil((to - from) / MINUTE));
  const width = WIDTHS.find((candidate) => span / candidate <= most) ?? Math.ceil(span / most);
  const size = width * MINUTE;
  const first = Math.floor(from / size) * size;
  const bars: MinuteRow[] = [];
  for (let at = first; at < to; at += size) {
    bars.push({ minute: at, received: 0, stored: 0, duplicate: 0, deadLettered: 0, shed: 0 });
  }
  for (const row of minutes) {
    const bar = bars[Math.floor((row.minute - first) / size)];
    if (bar) for (const name of SERIES) bar[name] += row[name];
  }
  return { width, bars, top: roundUp(Math.max(0, ...bars.map(heightOf))) };
}

/** What the stacked bar reaches. */
export function heightOf(bar: MinuteRow): number {
  return Math.max(bar.received + bar.shed, bar.stored + bar.duplicate + bar.deadLettered + bar.shed);
}

/** A round number, no less than the value. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
