import { canonicalIp } from '../decode/ip-address';
import { readSyslog, type SyslogRecord } from '../decode/syslog';
import { readBsd, readIso, type Timestamp } from '../decode/timestamp';
import type { ProfileContext } from '../profile';

/** `%FACILITY-SUBFACILITY-SEVERITY-MNEMONIC: `; NX-OS and IOS XR write it too. */
export const MARK = /%([A-Z][A-Z0-9_]{0,40}(?:-[A-Z][A-Z0-9_]{0,40}){0,3})-([0-7])-([A-Z][A-Z0-9_]{1,80}): ?/;

const YEAR_FIRST = /(\d{4}) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: ([A-Z]{2,5}))?/;
const MONTH_FIRST =
  /[*.]?[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ([A-Z]{2,5}))?/;
/** Zones that IOS abbreviates, in hours from UTC; unknown ones count as the source's. */
const ZONES: ReadonlyMap<string | undefined, number> = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['ICT', 7],
  ['CET', 1],
  ['CEST', 2],
  ['EST', -5],
  ['EDT', -4],
  ['CDT', -5],
  ['MST', -7],
  ['PST', -8],
  ['PDT', -7],
  ['JST', 9],
  ['SGT', 8],
]);
const HOUR = 3_600_000;

export interface IosHeader {
  priority?: number | undefined;
  time?: Omit<Timestamp, 'end'> | undefined;
  host?: string | undefined;
  sequence?: number | undefined;
  syslog?: SyslogRecord;
}

/**
 * What stands before the mark: priority, sequence numbers, host, one or two times (a relay's before the device's own, which counts), in the
 * orders IOS, IOS XE and NX-OS write them.
 */
export function readHeader(header: string, context: ProfileContext): IosHeader {
  if (/^<\d{1,3}>1 /.test(header)) {
    const syslog = readSyslog(`${header.trimEnd().replace(/:$/, '')} `, context);
    if (syslog.version === 1)
      return { priority: syslog.priority, time: syslog.time, host: syslog.host, syslog };
  }
  const priority = /^<(\d{1,3})>/.exec(header);
  const rest = priority ? header.slice(priority[0].length) : header;
  const times = timesOf(rest, context);
  const named = wordsAround(rest, times);
  return {
    priority: priority && Number(priority[1]) <= 191 ? Number(priority[1]) : undefined,
    time: times.at(-1)?.stamp,
    ...named,
  };
}

interface Found {
  stamp: Omit<Timestamp, 'end'> | undefined;
  from: number;
  to: number;
}

function timesOf(text: string, context: ProfileContext): Found[] {
  const found: Found[] = [];
  let from = 0;
  while (found.length < 2) {
    const rest = text.slice(from);
    const one = yearFirst(rest, context) ?? monthFirst(rest, context) ?? isoFirst(rest, context);
    if (!one) break;
    found.push({ ...one, from: from + one.from, to: from + one.to });
    from += one.to;
  }
  return found;
}

function yearFirst(text: string, context: ProfileContext): Found | undefined {
  const at = YEAR_FIRST.exec(text);
  if (!at) return undefined;
  const [whole, year, month, day = '', time, zone] = at;
  const stamp = readLocal(`${month} ${day.padStart(2, '0')} ${year} ${time}`, zone, context);
  return { stamp, from: at.index, to: at.index + whole.length };
}

function monthFirst(text: string, context: ProfileContext): Found | undefined {
  const at = MONTH_FIRST.exec(text);
  if (!at) return undefined;
  const zone = at[1];
  const bare = zone === undefined ? at[0] : at[0].slice(0, -zone.length - 1);
  return { stamp: readLocal(bare, zone, context), from: at.index, to: at.index + at[0].length };
}

function readLocal(text: string, zone: string | undefined, context: ProfileContext): Found['stamp'] {
  const offset = ZONES.get(zone);
  if (offset === undefined) return readBsd(text, 0, context);
  const stamp = readBsd(text, 0, { ...context, timezone: 'UTC' });
  if (!stamp) return undefined;
  const quality = stamp.quality === 'inferred_zone' ? 'device' : stamp.quality;
  return { ms: stamp.ms - offset * HOUR, quality };
}

function isoFirst(text: string, context: ProfileContext): Found | undefined {
  const at = text.search(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d/);
  const stamp = at < 0 ? undefined : readIso(text, at, context);
  return stamp && { stamp, from: at, to: stamp.end };
}

/** Words outside the times: a number is the sequence, anything else the host; of two numbers the first may be a message counter. */
function wordsAround(text: string, times: readonly Found[]): { host?: string; sequence?: number } {
  let bare = text;
  for (const { from, to } of times.toReversed()) bare = `${bare.slice(0, from)} ${bare.slice(to)}`;
  const named: { host?: string; sequence?: number } = {};
  for (const word of bare.split(/[\s]+/).slice(0, 12)) {
    const clean = word.replace(/:+$/, '').replace(/^[:*.]+/, '');
    if (clean === '' || clean === '-') continue;
    if (/^\d{1,12}$/.test(clean)) named.sequence ??= Number(clean);
    else if (
      named.host === undefined &&
      (/^[A-Za-z0-9_][\w.()-]{0,252}$/.test(clean) || canonicalIp(clean) !== undefined)
    )
      named.host = clean;
  }
  return named;
}
