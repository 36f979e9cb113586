/** What a time column or member is: a moment, what a clock on the wall showed, or a number since 1970. */
export type TimeKind = 'instant' | 'local' | 'number';
export type EpochUnit = 's' | 'ms' | 'us';

export const SECOND = 1_000_000;
export const DAY = 86_400 * SECOND;

const MICROS: Record<EpochUnit, number> = { s: SECOND, ms: 1_000, us: 1 };
const WRITTEN =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?$/;

/** Microseconds since 1970; a time without zone counts as if it were UTC. `infinity` is later than everything, what is no time undefined. */
export function microsOf(text: string): number | undefined {
  if (text === 'infinity') return Number.MAX_SAFE_INTEGER;
  const found = WRITTEN.exec(text.trim());
  if (!found) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', , sign, hours, minutes] =
    found;
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset =
    sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60 : 60);
  return Number.isNaN(ms)
    ? undefined
    : ms * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6)) - offset * SECOND;
}

/** The same for a number since 1970 as digits. */
export function microsOfNumber(text: string, unit: EpochUnit): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text) * MICROS[unit];
  return Number.isFinite(value) ? Math.floor(value) : undefined;
}

export function numberOfMicros(micros: number, unit: EpochUnit): string {
  return String(Math.floor(micros / MICROS[unit]));
}

/** `2026-11-21T03:00:00.123456`, without a zone. */
export function textOfMicros(micros: number): string {
  const seconds = Math.floor(micros / SECOND);
  const fraction = String(micros - seconds * SECOND).padStart(6, '0');
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}.${fraction}`;
}

/** What a clock on the wall in `zone` shows at a moment, both in microseconds. */
export function onTheWall(micros: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(Math.floor(micros / 1_000)));
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall * 1_000 + (((micros % SECOND) + SECOND) % SECOND);
}
