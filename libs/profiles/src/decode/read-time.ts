import type { ProfileContext } from '../profile';
import { instantOf } from './coerce';
import { readBsd, readClf, readIso, type Timestamp } from './timestamp';

const SLASHED = /^(\d{4})\/(\d\d)\/(\d\d)(?=[ T])/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4}) (\d{1,2}):(\d\d)(?::(\d\d))?$/;
const DAY_FIRST = /^(\d{1,2})[ -]?([A-Za-z]{3})[ -]?(\d{4})[ ,]+(\d\d:\d\d:\d\d)/;
const ZONE_AFTER = /\s(?:Z|UTC|GMT)$/;

/**
 * A time in any of the forms devices write: ISO 8601, epoch, `Nov 20 2026 08:15:30`, `2026/11/20 08:15:30`, `20Nov2026 08:15:30`,
 * `11/20/26 8:15` (month first, as the devices that write so mean it). `zone` replaces the source's for times that name none.
 */
export function readTime(
  text: string | undefined,
  context: ProfileContext,
  zone?: string,
): Omit<Timestamp, 'end'> | undefined {
  if (text === undefined) return undefined;
  const bare = text.trim();
  const place = { ...context, timezone: zone ?? (ZONE_AFTER.test(bare) ? 'UTC' : context.timezone) };
  return (
    instantOf(bare, place.timezone) ??
    readIso(bare.replace(SLASHED, '$1-$2-$3'), 0, place) ??
    readBsd(bare, 0, place) ??
    readClf(bare, 0, place) ??
    readDayFirst(bare, place) ??
    readAmerican(bare, place)
  );
}

function readDayFirst(text: string, place: ProfileContext): Timestamp | undefined {
  const found = DAY_FIRST.exec(text);
  if (!found) return undefined;
  const [, day = '', month = '', year, time] = found;
  const name = month.charAt(0).toUpperCase() + month.slice(1).toLowerCase();
  return readBsd(`${name} ${day.padStart(2, '0')} ${year} ${time}`, 0, place);
}

function readAmerican(text: string, place: ProfileContext): Timestamp | undefined {
  const found = AMERICAN.exec(text);
  if (!found) return undefined;
  const [, month = '', day = '', year = '', hour = '', minute, second = '00'] = found;
  const full = year.length === 2 ? `20${year}` : year;
  return readIso(
    `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}:${second}`,
    0,
    place,
  );
}
