import { CEF_FIELDS } from '../cef/fields';
import { readTime } from '../decode/read-time';
import type { Draft, Placing } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { putSeverity } from '../draft/put-severity';
import { LEEF_FIELDS } from '../leef/fields';
import type { ProfileContext } from '../profile';
import type { VendorRecord } from './vendor-record';

/** What a product's records look like. Made once: it is asked for every record. */
export interface RecordShape {
  /** From `recordFields`. */
  fields: Readonly<Record<string, Placing>>;
  /** Fields that hold the name of the machine, best first. */
  hosts: readonly string[];
  times: readonly string[];
  /** `antivirus`, `edr`, `dlp`, … as rules for such products name them. */
  observer: string;
  /** Zone of times that name none, where the product has one of its own. */
  zone?: string;
}

const COMMON: Readonly<Record<string, Placing>> = { ...LEEF_FIELDS, ...CEF_FIELDS };
/** What CEF and LEEF call by the same words, and a product's own words before both. */
export function recordFields(own: Readonly<Record<string, Placing>>): Readonly<Record<string, Placing>> {
  return { ...COMMON, ...own };
}

const HOST_NAME = /^[^\s/\\]{1,255}$/;

/** Time, maker, machine and every field that has a place. The words of the event are the caller's. */
export function putRecord(
  draft: Draft,
  record: VendorRecord,
  shape: RecordShape,
  context: ProfileContext,
): void {
  const { fields } = record;
  for (const name of shape.times)
    if (draft.time(timeOf(fields.get(name), context, fields.get('dtz') ?? fields.get('tz') ?? shape.zone)))
      break;
  putBefore(draft, record.before, context);
  draft.put('observer.vendor', record.vendor);
  draft.put('observer.product', record.product);
  draft.put('observer.version', record.version);
  draft.put('observer.type', shape.observer);
  draft.put('event.code', record.code);
  draft.put(
    'host.name',
    shape.hosts.map((name) => fields.get(name)).find((name) => name !== undefined && HOST_NAME.test(name)),
  );
  draft.place(fields, shape.fields);
  if (!draft.has('message')) draft.put('message', record.name);
  if (draft.has('file.path') && !draft.has('file.name')) putFileName(draft);
  putSeverity(draft, record.severity);
}

const OFFSET = / ?(?:GMT|UTC)([+-])(\d\d):?00$/;

/** Also `Nov 20 2026 08:15:30 GMT+07:00`. A zone of the time itself counts before one beside it. */
function timeOf(text: string | undefined, context: ProfileContext, zone: string | undefined) {
  const offset = text === undefined ? null : OFFSET.exec(text);
  if (text === undefined || !offset) return readTime(text, context, zone);
  // The names of this family of zones count westward.
  const named = `Etc/GMT${offset[1] === '+' ? '-' : '+'}${Number(offset[2])}`;
  const time = readTime(text.replace(OFFSET, ''), context, Number(offset[2]) === 0 ? 'UTC' : named);
  return time && { ...time, quality: 'device' as const };
}

/** Name and extension of `file.path`, with either kind of slash. */
export function putFileName(draft: Draft): void {
  const path = String(draft.get('file.path') ?? '');
  const name = path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
  if (name === '') return;
  if (!draft.has('file.name')) draft.put('file.name', name);
  const dot = name.lastIndexOf('.');
  if (dot > 0 && name.length - dot <= 12) draft.put('file.extension', name.slice(dot + 1).toLowerCase());
}
