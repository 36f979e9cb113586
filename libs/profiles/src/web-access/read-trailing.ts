import type { EventDraft } from '@khien/model';
import { canonicalIp } from '../decode/ip-address';
import { vendorKey } from '../decode/vendor';
import { readQuoted } from './scan-access-line';
import { unescapeField } from './unescape';

/** What servers are configured to add behind the combined format. */
export interface Trailing {
  /** Addresses of an X-Forwarded-For field, the client's first. */
  forwarded: string[];
  /** Request time in nanoseconds. */
  duration?: number;
  vendor?: NonNullable<EventDraft['vendor']>;
}

const MAX_FIELDS = 24;
const SECONDS = /^\d{1,7}\.\d{1,9}$/;
const NAMED = /^([A-Za-z_][\w-]{0,40})[=:](.*)$/s;
const DURATION_NAMES: ReadonlySet<string> = new Set(['rt', 'request_time']);

/** Reads quoted fields, `name=value` and bare words: seconds become the duration, address lists the forwarding chain, the rest `vendor`. */
export function readTrailing(rest: string): Trailing {
  const trailing: Trailing = { forwarded: [] };
  const vendor: NonNullable<EventDraft['vendor']> = {};
  let kept = 0;
  fieldsOf(rest).forEach((field, at) => {
    if (readKnown(field, trailing)) return;
    const named = NAMED.exec(field);
    const [name, value] = named ? [vendorKey(named[1] ?? ''), named[2] ?? ''] : [`extra_${at + 1}`, field];
    vendor[name] = unescapeField(value.replace(/^"(.*)"$/s, '$1'));
    kept++;
  });
  if (kept > 0) trailing.vendor = vendor;
  return trailing;
}

function readKnown(field: string, trailing: Trailing): boolean {
  if (field === '' || field === '-') return true;
  const named = NAMED.exec(field);
  const seconds = named && DURATION_NAMES.has(named[1] ?? '') ? (named[2] ?? '') : field;
  if (trailing.duration === undefined && SECONDS.test(seconds)) {
    trailing.duration = Math.round(Number(seconds) * 1e6) * 1e3;
    return true;
  }
  if (trailing.forwarded.length > 0) return false;
  const addresses = field.split(',').map((part) => canonicalIp(part.trim()));
  if (addresses.length > 32 || addresses.includes(undefined)) return false;
  trailing.forwarded = addresses.filter((address) => address !== undefined);
  return true;
}

function fieldsOf(rest: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at < rest.length && fields.length < MAX_FIELDS) {
    if (rest.charCodeAt(at) === 32) {
      at++;
      continue;
    }
    const quoted = readQuoted(rest, at);
    if (quoted) {
      fields.push(quoted.text);
      at = quoted.end;
      continue;
    }
    const space = rest.indexOf(' ', at);
    const end = space < 0 ? rest.length : space;
    fields.push(rest.slice(at, end));
    at = end;
  }
  return fields;
}
