import type { EventDraft } from '@khien/model';
import { readSyslog } from '../decode/syslog';
import { openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS, putEnds } from './fields';
import { findIse, readIse } from './read-record';
import { sayWords } from './words';

/** Cisco Identity Services Engine: RADIUS and TACACS+ admissions, accounting, administrators and alarms. */
export const ciscoIse = defineProfile({
  id: 'cisco-ise',
  version: 1,
  title: { vi: 'Kiểm soát truy cập mạng Cisco ISE', en: 'Cisco ISE network access control' },
  layer: 'network',
  logsource: logsourceOf,
  recognise: (text) =>
    text.includes('CISE_') ? (findIse(text) === undefined ? 0 : 0.95) : findIse(text) === undefined ? 0 : 0.7,
  toEvent,
});

/** An admission is a sign-in and a matter of the network: it names no category, so that the rules of both are tried. */
function logsourceOf(event: EventDraft): Logsource {
  const product = 'cisco';
  const service = 'ise';
  return event.event.category?.[0] === 'network'
    ? { category: 'nac', product, service }
    : { product, service };
}

const READ_APART: ReadonlySet<string> = new Set([
  'Calling-Station-ID',
  'Device IP Address',
  'AdminIPAddress',
  'DestinationIPAddress',
]);

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readIse(text, context);
  if (!record)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: CISE_Category number parts part …',
    );
  const draft = openDraft(context);
  draft.time(record.time);
  const header = text.slice(0, record.at);
  if (header.trim() !== '') putSyslog(draft, readSyslog(`${header.trimEnd()} `, context));
  draft.put('observer.vendor', 'Cisco');
  draft.put('observer.product', 'ISE');
  draft.put('event.dataset', 'cisco_ise');
  draft.put('event.code', record.code);
  draft.put('event.sequence', record.sequence);
  draft.put('log.level', record.level?.toLowerCase());
  draft.keep('category', record.category);
  draft.keep('group', record.group);
  draft.place(
    [...record.attributes].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  for (const name of READ_APART) keepUnplaced(draft, name, record.attributes.get(name));
  putEnds(draft, record.attributes);
  if (!draft.has('message')) draft.put('message', record.text);
  sayWords(draft, record);
  return draft.done();
}

/** Of several addresses one becomes the source: the others stay what they were. */
function keepUnplaced(draft: ReturnType<typeof openDraft>, name: string, value: string | undefined): void {
  if (value !== undefined) draft.keep(name, value);
}
