import type { ProfileContext } from '../profile';
import { readSyslog, type SyslogRecord } from './syslog';

/** A record and the syslog header it came in, where there is one. */
export interface InnerRecord {
  body: string;
  header?: SyslogRecord;
}

const BSD_TIME = /^[*.]?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d/;
/** `2026-11-20T08:15:30+07:00 host app[1]: …`, as rsyslog writes files. */
const ISO_HEADER =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? [\w.:-]{1,255} [\w./-]{1,60}(?:\[\d{1,10}\])?: /;
const NO_CONTEXT: ProfileContext = { receivedAt: Date.UTC(2100, 0, 1), timezone: 'UTC' };

/** Takes the syslog header off a record of any kind, with and without PRI; a record that has none stays as it is. */
export function innerRecord(text: string, context?: ProfileContext): InnerRecord {
  if (context) return takeApart(text, context);
  // Recognising asks every profile about one text: the header is read once.
  if (last?.text !== text) last = { text, inner: takeApart(text, NO_CONTEXT) };
  return last.inner;
}

let last: { text: string; inner: Readonly<InnerRecord> } | undefined;

function takeApart(text: string, context: ProfileContext): InnerRecord {
  if (!hasHeader(text)) return { body: text };
  const header = readSyslog(text, context);
  return { body: header.message.trimStart(), header };
}

function hasHeader(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 60) return /^<\d{1,3}>/.test(text);
  if (first >= 48 && first <= 57) return text.charCodeAt(4) === 45 && ISO_HEADER.test(text);
  return (first === 42 || first === 46 || (first >= 65 && first <= 90)) && BSD_TIME.test(text);
}
