import type { ProfileContext } from '../profile';
import type { SyslogRecord } from './syslog';
import { readIso } from './timestamp';

const MAX_PARAMETERS = 200;
const ELEMENT = /\[([^\s=\]"]{1,64})/y;
const PARAMETER = /\s+([^\s=\]"]{1,64})="((?:[^"\\]|\\.)*)"/sy;

/** RFC 5424 from the field after VERSION on; undefined when the text is not of that form. */
export function readStructuredSyslog(
  text: string,
  from: number,
  context: ProfileContext,
): SyslogRecord | undefined {
  const fields: string[] = [];
  let at = from;
  while (fields.length < 5) {
    const space = text.indexOf(' ', at);
    if (space <= at) return undefined;
    fields.push(text.slice(at, space));
    at = space + 1;
  }
  const [stamp = '-', host, app, procid, msgid] = fields;
  const time = stamp === '-' ? undefined : readIso(stamp, 0, context);
  if (stamp !== '-' && !time) return undefined;
  const structured = readData(text, at);
  if (!structured) return undefined;
  const message = text
    .slice(structured.end)
    .replace(/^ /, '')
    .replace(/^\ufeff/, '');
  return {
    version: 1,
    ...(time && { time: { ms: time.ms, quality: time.quality } }),
    ...present({ host, app, procid, msgid }),
    ...(structured.data && { data: structured.data }),
    message,
  };
}

function present(fields: Record<string, string | undefined>): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== '-'),
  );
}

/** `-`, or elements `[id name="value" …]…` with `\"`, `\\` and `\]` escaped. */
function readData(text: string, from: number): { data?: Record<string, string>; end: number } | undefined {
  if (text.charAt(from) === '-') return { end: from + 1 };
  if (text.charAt(from) !== '[') return undefined;
  const data = new Map<string, string>();
  let at = from;
  while (text.charAt(at) === '[') {
    const end = readElement(text, at, data);
    if (end === undefined) return undefined;
    at = end;
  }
  return { data: Object.fromEntries(data), end: at };
}

function readElement(text: string, from: number, data: Map<string, string>): number | undefined {
  ELEMENT.lastIndex = from;
  const id = ELEMENT.exec(text)?.[1];
  if (id === undefined) return undefined;
  let at = ELEMENT.lastIndex;
  for (;;) {
    PARAMETER.lastIndex = at;
    const found = PARAMETER.exec(text);
    if (!found) break;
    at = PARAMETER.lastIndex;
    if (data.size < MAX_PARAMETERS)
      data.set(`${id}_${found[1]}`, (found[2] ?? '').replace(/\\(["\\\]])/g, '$1'));
  }
  return text.charAt(at) === ']' ? at + 1 : undefined;
}
