import type { ProfileContext, TimeQuality } from '../profile';
import { localOfUtc, utcOfLocal } from './zone-offset';

/** A timestamp read from text: the instant, how sure it is, and where the text goes on. */
export interface Timestamp {
  ms: number;
  quality: TimeQuality;
  end: number;
}
type Zone = Pick<ProfileContext, 'timezone'>;
type Receipt = Pick<ProfileContext, 'timezone' | 'receivedAt'>;

const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
const DAY = 86_400_000;

const MONTHS: ReadonlyMap<string, number> = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, at) => [
    name,
    at,
  ]),
);
const ISO =
  /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d\d(?::?\d\d)?(?!\d))?/y;
const CLF = /(\d\d?)\/([A-Za-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? ?([+-]\d{4}|Z)?/y;
const BSD =
  /[*.]?([A-Z][a-z]{2})\s{1,2}(\d\d?)(?:\s(\d{4}))?\s(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:\s(UTC|GMT|ICT|\+07))?(?=[\s:]|$)/y;

/** `2026-11-20T08:15:30.123+07:00`, `2026-11-20 08:15:30,123`: ISO 8601 with or without a zone. */
export function readIso(text: string, from: number, zone: Zone): Timestamp | undefined {
  ISO.lastIndex = from;
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const local = localMs([year, Number(month) - 1, day, hour, minute, second, fraction]);
  return stamped(local, offset, zone, ISO.lastIndex);
}

/** `20/Nov/2026:08:15:30 +0700`: the common log format of web servers. */
export function readClf(text: string, from: number, zone: Zone): Timestamp | undefined {
  CLF.lastIndex = from;
  const found = CLF.exec(text);
  if (!found) return undefined;
  const [, day, name, year, hour, minute, second, fraction, offset] = found;
  const month = MONTHS.get((name ?? '').toLowerCase());
  if (month === undefined) return undefined;
  return stamped(localMs([year, month, day, hour, minute, second, fraction]), offset, zone, CLF.lastIndex);
}

/**
 * `Nov 20 08:15:30`, `*Mar  1 18:46:11.123`, `Nov 20 2026 08:15:30 UTC`: RFC 3164 and what devices make of it.
 * Without a year it is the latest such date that is not more than two days after receipt, so that a record of 31 December received in January keeps its year.
 */
export function readBsd(text: string, from: number, receipt: Receipt): Timestamp | undefined {
  BSD.lastIndex = from;
  const found = BSD.exec(text);
  if (!found) return undefined;
  const end = BSD.lastIndex;
  const [, name, day, year, hour, minute, second, fraction, zoneName] = found;
  const month = MONTHS.get((name ?? '').toLowerCase());
  if (month === undefined) return undefined;
  const offset = zoneName && (zoneName === 'ICT' || zoneName === '+07' ? '+0700' : 'Z');
  const at = (inYear: number | string) => localMs([inYear, month, day, hour, minute, second, fraction]);
  if (year) return stamped(at(year), offset, receipt, end);
  const guessed = latestYear(at, receipt);
  const stamp = stamped(guessed, offset, receipt, end);
  return stamp && { ...stamp, quality: 'inferred_year' };
}

/** Milliseconds since the epoch, or seconds when the number is too small for milliseconds of this century. */
export function readEpoch(value: number): number | undefined {
  const ms =
    Math.abs(value) < 1e11 ? value * 1000 : value < 1e14 ? value : value / (value < 1e17 ? 1e3 : 1e6);
  return inRange(ms) ? Math.floor(ms) : undefined;
}

function latestYear(at: (year: number) => number | undefined, receipt: Receipt): number | undefined {
  const limit = localOfUtc(receipt.receivedAt, receipt.timezone) + 2 * DAY;
  const newest = new Date(limit).getUTCFullYear();
  // Eight years reach back over a century's skipped leap year for 29 February.
  for (let year = newest; year > newest - 9; year--) {
    const ms = at(year);
    if (ms !== undefined && ms <= limit) return ms;
  }
  return undefined;
}

type Digits = string | number | undefined;

/** Wall-clock milliseconds; undefined for a date that does not exist. Second 60 (a leap second) is the next minute's first. */
function localMs(
  parts: [Digits, number, Digits, Digits, Digits, Digits, string | undefined],
): number | undefined {
  const [year, month, day, hour, minute, second, fraction] = parts;
  const [d, h, m, s] = [Number(day), Number(hour), Number(minute), Number(second ?? 0)];
  if (month < 0 || month > 11 || d < 1 || d > 31 || h > 24 || m > 59 || s > 60) return undefined;
  const midnight = Date.UTC(Number(year), month, d);
  if (new Date(midnight).getUTCDate() !== d) return undefined;
  const ms = fraction ? Number(`${fraction}00`.slice(0, 3)) : 0;
  return midnight + h * 3_600_000 + m * 60_000 + s * 1000 + ms;
}

function stamped(
  local: number | undefined,
  offset: string | undefined,
  zone: Zone,
  end: number,
): Timestamp | undefined {
  if (local === undefined) return undefined;
  const ms = offset ? local - offsetMs(offset) : utcOfLocal(local, zone.timezone);
  return inRange(ms) ? { ms, quality: offset ? 'device' : 'inferred_zone', end } : undefined;
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const digits = offset.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000;
}

function inRange(ms: number): boolean {
  return ms >= EARLIEST && ms < LATEST;
}

let lastIso = { ms: 0, text: '1970-01-01T00:00:00.000Z' };

/** UTC with milliseconds, as events store it. Records of one instant follow one another, so the last answer is kept. */
export function isoOf(ms: number): string {
  if (lastIso.ms !== ms) lastIso = { ms, text: new Date(ms).toISOString() };
  return lastIso.text;
}
