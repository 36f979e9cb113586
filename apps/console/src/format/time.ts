/** Viet Nam has one zone without summer time, so wall-clock arithmetic is a fixed offset. */
export const ZONE = 'Asia/Ho_Chi_Minh';
export const ZONE_OFFSET_MS = 7 * 3_600_000;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export interface WallClock {
  /** dd/MM/yyyy */
  date: string;
  /** HH:mm:ss */
  time: string;
}

/** What the clock on a wall in Viet Nam shows at `instant` (milliseconds since the epoch). */
export function wallClock(instant: number): WallClock {
  const found = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${found.day}/${found.month}/${found.year}`,
    time: `${found.hour}:${found.minute}:${found.second}`,
  };
}

/** dd/MM/yyyy HH:mm:ss in Viet Nam. */
export function dateTime(instant: number): string {
  const { date, time } = wallClock(instant);
  return `${date} ${time}`;
}

/** A stretch of time as short as it can be said: whole days, hours of one day, or from one moment to another. */
export function span(from: number, to: number): string {
  const [start, end] = [wallClock(from), wallClock(to)];
  if (start.time === '00:00:00' && end.time === '00:00:00' && to > from) {
    const last = wallClock(to - 1).date;
    return last === start.date ? start.date : `${start.date} – ${last}`;
  }
  if (start.date === end.date) return `${start.date} ${start.time} – ${end.time}`;
  return `${start.date} ${start.time} – ${end.date} ${end.time}`;
}

/** A moment to the millisecond, from an ISO instant; what does not parse is shown as it stands. */
export function exactTime(iso: string): string {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return iso;
  return `${dateTime(instant)}.${String(((instant % 1000) + 1000) % 1000).padStart(3, '0')}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** "2 phút trước" / "2 minutes ago". */
export function ago(instant: number, now: number, language: string): string {
  const elapsed = Math.max(0, now - instant);
  const [unit, size] = STEPS.find(([, ms]) => elapsed >= ms) ?? (['second', 1_000] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(
    -Math.floor(elapsed / size),
    unit,
  );
}

export type Range = '1h' | '8h' | '24h' | '7d' | '30d';
export const RANGES: Range[] = ['1h', '8h', '24h', '7d', '30d'];
const RANGE_MS: Record<Range, number> = {
  '1h': 3_600_000,
  '8h': 8 * 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};

export function rangeMs(range: Range): number {
  return RANGE_MS[range];
}
