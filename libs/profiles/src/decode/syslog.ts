import type { ProfileContext } from '../profile';
import { readStructuredSyslog } from './syslog-5424';
import { readBsd, readIso, type Timestamp } from './timestamp';

/** A syslog record taken apart. `time` is absent when the record names none that can be read. */
export interface SyslogRecord {
  /** Facility × 8 + severity; absent when the record has no `<PRI>`. */
  priority?: number;
  /** 1 for RFC 5424. */
  version?: number;
  time?: Omit<Timestamp, 'end'>;
  host?: string;
  app?: string;
  procid?: string;
  msgid?: string;
  /** Structured data, flat: `<element>_<parameter>`. */
  data?: Record<string, string>;
  /** Sequence number that Cisco devices write before the time. */
  sequence?: number;
  message: string;
}

const PRI = /<(\d{1,3})>/y;
const CISCO = /(?:(\d{1,12}): )?(?:([A-Za-z0-9][\w.-]{0,252}): )?(?=[*.]?[A-Z][a-z]{2}\s{1,2}\d)/y;
const TAG = /([%A-Za-z0-9_./()@+-]{1,100})(?:\[([^\]\s]{0,64})\])?: ?/y;
const TAG_WITH_PID = /([A-Za-z0-9_./()@+-]{1,100})\[([^\]\s]{0,64})\] /y;
const HOST = /([A-Za-z0-9._:[\]%-]{1,255}) /y;

/** Reads RFC 5424, RFC 3164 and what devices make of it: no PRI, no host, a year, an ISO time, Cisco's sequence and `*Mar`. Every text gives a record. */
export function readSyslog(text: string, context: ProfileContext): SyslogRecord {
  const { priority, end } = readPriority(text);
  if (text.charCodeAt(end) === 49 && text.charCodeAt(end + 1) === 32) {
    const structured = readStructuredSyslog(text, end + 2, context);
    if (structured) return priority === undefined ? structured : { ...structured, priority };
  }
  const record = readBsdRecord(text, end, context);
  if (priority !== undefined) record.priority = priority;
  return record;
}

function readPriority(text: string): { priority?: number; end: number } {
  PRI.lastIndex = 0;
  const found = PRI.exec(text);
  const priority = Number(found?.[1]);
  return found && priority <= 191 ? { priority, end: PRI.lastIndex } : { end: 0 };
}

function readBsdRecord(text: string, from: number, context: ProfileContext): SyslogRecord {
  const record: SyslogRecord = { message: '' };
  let at = readCiscoPrefix(text, from, record);
  const time = readBsd(text, at, context) ?? readIso(text, at, context);
  if (time) {
    record.time = { ms: time.ms, quality: time.quality };
    at = afterTime(text, time.end);
  } else at = from;
  at = time ? readHost(text, at, record) : at;
  at = readTag(text, at, record);
  record.message = text.slice(at);
  return record;
}

function readCiscoPrefix(text: string, from: number, record: SyslogRecord): number {
  CISCO.lastIndex = from;
  const found = CISCO.exec(text);
  if (!found) return from;
  if (found[1]) record.sequence = Number(found[1]);
  if (found[2]) record.host = found[2];
  return CISCO.lastIndex;
}

function afterTime(text: string, from: number): number {
  let at = from;
  if (text.charCodeAt(at) === 58) at++;
  while (text.charCodeAt(at) === 32) at++;
  return at;
}

/** The word after the time is the host, unless it already is the tag (`sshd[12]:`) or a Cisco mnemonic (`%SYS-5-…:`). */
function readHost(text: string, from: number, record: SyslogRecord): number {
  if (record.host !== undefined) return from;
  TAG.lastIndex = from;
  const tag = TAG.exec(text);
  if (tag && !/^[0-9a-f]*:/i.test(text.slice(TAG.lastIndex))) return from;
  TAG_WITH_PID.lastIndex = from;
  if (TAG_WITH_PID.test(text)) return from;
  HOST.lastIndex = from;
  const host = HOST.exec(text)?.[1];
  if (host === undefined) return from;
  record.host = host;
  return HOST.lastIndex;
}

function readTag(text: string, from: number, record: SyslogRecord): number {
  for (const pattern of [TAG, TAG_WITH_PID]) {
    pattern.lastIndex = from;
    const tag = pattern.exec(text);
    if (!tag?.[1]) continue;
    record.app = tag[1];
    if (tag[2]) record.procid = tag[2];
    return pattern.lastIndex;
  }
  return from;
}
