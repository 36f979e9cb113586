import { readTime } from '../decode/read-time';
import type { ProfileContext, TimeQuality } from '../profile';

/** A message of ISE: what the head says, and its attributes. */
export interface IseRecord {
  /** `CISE_Failed_Attempts` without the beginning. */
  category?: string | undefined;
  time?: { ms: number; quality: TimeQuality } | undefined;
  sequence?: string | undefined;
  code?: string | undefined;
  level?: string | undefined;
  /** `Failed-Attempt`. */
  group?: string | undefined;
  text?: string | undefined;
  attributes: Map<string, string>;
  /** Where the record begins. */
  at: number;
}

const CATEGORY = /\bCISE_([A-Za-z_]{3,60}) (\d{10}) (\d{1,3}) (\d{1,3}) {1,2}/;
const SEGMENT = /(?:^|\s)(\d{10}) (\d{1,3}) (\d{1,3}) {1,2}/;
const HEAD =
  /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6} [+-]\d\d:?\d\d) (?:(\d{8,12}) )?(\d{4,6}) (DEBUG|INFO|NOTICE|WARN|ERROR|FATAL) ([\w-]{1,80}): ([^,]{0,500})/;
const ALARM = /(?:^|\s)(INFO|WARN|ERROR|CRITICAL|FATAL): ([A-Z][^:;=]{3,120}?) ?: (?=[A-Za-z][\w ]{0,40}=)/;
const MAX_ATTRIBUTES = 400;

/** Where an ISE record begins, and undefined when the text is none. */
export function findIse(text: string): number | undefined {
  const head = text.slice(0, 700);
  const found = CATEGORY.exec(head) ?? HEAD.exec(head) ?? SEGMENT_OF_MANY.exec(head) ?? ALARM.exec(head);
  return found ? found.index : undefined;
}

/** A later part of a long message begins with its number and goes on with attributes. */
const SEGMENT_OF_MANY = /(?:^|\s)\d{10} \d{1,3} [1-9]\d{0,2} {1,2}(?=\S{0,200}[=,])/;

export function readIse(text: string, context: ProfileContext): IseRecord | undefined {
  const at = findIse(text);
  if (at === undefined) return undefined;
  const record: IseRecord = { attributes: new Map(), at };
  const category = CATEGORY.exec(text) ?? undefined;
  const segment = category ?? SEGMENT.exec(text.slice(0, 700));
  record.category = category?.[1];
  let rest = segment ? text.slice(segment.index + segment[0].length) : text.slice(at);
  const head = HEAD.exec(rest.slice(0, 900));
  const alarm = head ? undefined : (ALARM.exec(rest.slice(0, 400)) ?? undefined);
  if (head) {
    const [whole, stamp, sequence, code, level, group, sentence] = head;
    Object.assign(record, {
      time: readTime(stamp?.replace(/ ([+-])/, '$1'), context),
      sequence,
      code,
      level,
      group,
      text: sentence?.trim(),
    });
    rest = rest.slice(head.index + whole.length);
  } else if (alarm) {
    Object.assign(record, { level: alarm[1], group: alarm[2], text: alarm[2] });
    rest = rest.slice(alarm.index + alarm[0].length);
  }
  readAttributes(rest, record.attributes);
  return record;
}

/** `Name=value, Name=value`; a piece without `=` belongs to the value before it. Inside endpoint attributes the comma is escaped; alarms have semicolons. */
function readAttributes(text: string, attributes: Map<string, string>): void {
  let last: string | undefined;
  for (const piece of text.split(separatorOf(text))) {
    if (attributes.size >= MAX_ATTRIBUTES) return;
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim();
    if (equals <= 0 || name.length > 80) {
      if (last !== undefined && piece.trim() !== '')
        attributes.set(last, `${attributes.get(last)}, ${piece.trim()}`.slice(0, 8192));
      continue;
    }
    last = putAttribute(attributes, name, piece.slice(equals + 1).trim());
  }
}

function separatorOf(text: string): RegExp {
  if (text.includes('\\,')) return /\\?, ?/;
  return !text.includes(', ') && text.includes('; ') ? /; ?/ : /, ?/;
}

/** Pairs inside `cisco-av-pair` have names of their own; what repeats is joined. */
function putAttribute(attributes: Map<string, string>, name: string, value: string): string {
  const inner = name === 'cisco-av-pair' ? value.indexOf('=') : -1;
  const key = inner > 0 ? `cisco-av-pair.${value.slice(0, inner)}` : name;
  const own = inner > 0 ? value.slice(inner + 1) : value;
  const known = attributes.get(key);
  if (known === undefined) attributes.set(key, own);
  else if (known.length < 4000) attributes.set(key, `${known}, ${own}`);
  return key;
}
