export type TimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/**
 * One part of a timestamp, in UTC (the specification leaves time zones out). `week` is the ISO 8601 week, 1-53.
 * Accepts ISO text (without a zone: UTC), epoch seconds and epoch milliseconds. Null when it is no timestamp.
 */
export function timePart(value: unknown, unit: TimeUnit): number | null {
  const time = toEpochMs(value);
  if (time === null) return null;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  switch (unit) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
  }
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

function toEpochMs(value: unknown): number | null {
  if (value instanceof Date) return value.getTime();
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) {
    const number = Number(text);
    // 1e11 seconds is the year 5138, 1e11 milliseconds is 1973: no log holds either.
    return Math.abs(number) < 1e11 ? number * 1000 : number;
  }
  const parts = ISO.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = parts;
  const zoneText = /^z$/i.test(zone)
    ? 'Z'
    : zone.includes(':')
      ? zone
      : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const ms = `${fraction}00`.slice(0, 3);
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}${zoneText}`);
  return Number.isNaN(time) ? null : time;
}

function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime());
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday.getTime() - newYear) / 86_400_000 + 1) / 7);
}
