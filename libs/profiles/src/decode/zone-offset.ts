const HOUR = 3_600_000;

/** Vietnam has had one offset and no summer time since 1975; these zones need no look-up. */
const FIXED: ReadonlyMap<string, number> = new Map([
  ['Asia/Ho_Chi_Minh', 7 * HOUR],
  ['Asia/Saigon', 7 * HOUR],
  ['Asia/Bangkok', 7 * HOUR],
  ['UTC', 0],
  ['Etc/UTC', 0],
  ['GMT', 0],
]);

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const offsets = new Map<string, number>();
const MAX_CACHED = 5000;

/** UTC of a wall-clock time in `zone`, both in milliseconds. An unknown zone counts as Vietnam's. */
export function utcOfLocal(localMs: number, zone: string): number {
  const fixed = FIXED.get(zone);
  if (fixed !== undefined) return localMs - fixed;
  const guess = localMs - offsetAt(localMs, zone);
  return localMs - offsetAt(guess, zone);
}

/** Wall-clock time of an instant in `zone`, both in milliseconds. */
export function localOfUtc(utcMs: number, zone: string): number {
  return utcMs + (FIXED.get(zone) ?? offsetAt(utcMs, zone));
}

/** Zone rules change on quarter hours at the finest, so an offset is good for its quarter. */
function offsetAt(utcMs: number, zone: string): number {
  const quarter = Math.floor(utcMs / 900_000);
  const key = `${zone}|${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MAX_CACHED) offsets.clear();
  const offset = computeOffset(quarter * 900_000, zone);
  offsets.set(key, offset);
  return offset;
}

function computeOffset(utcMs: number, zone: string): number {
  const format = formatOf(zone);
  if (!format) return 7 * HOUR;
  const part = Object.fromEntries(
    format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    part.year ?? 1970,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
  return local - utcMs;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    format = undefined;
  }
  if (formats.size < 200) formats.set(zone, format);
  return format;
}
