import type { EventDraft } from '@khien/model';
import { readTime } from '../decode/read-time';
import { type Draft, openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS } from './fields';
import { CSV_START, type PanRecord, readPanRecord } from './read-fields';
import { sayWords, type TextOf } from './words';

/** Palo Alto Networks firewalls, Panorama and Prisma Access: all log types as CSV, JSON, CEF and LEEF. */
export const paloAlto = defineProfile({
  id: 'palo-alto',
  version: 1,
  title: { vi: 'Tường lửa Palo Alto, Prisma Access', en: 'Palo Alto firewall, Prisma Access' },
  layer: 'network',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

function recognise(text: string): number {
  if (/\|Palo Alto Networks\|(?:LF|PAN-?OS|Prisma|Panorama|NGFW)/i.test(text)) return 0.95;
  if (text.includes('"LogType"') && /"(?:DeviceSN|LogSourceID|ConfigVersion)"/.test(text)) return 0.95;
  return CSV_START.test(text.slice(0, 400)) ? 0.95 : 0;
}

/** Sign-ins and changes belong to several families of rules: they name no category, so that all are tried. */
function logsourceOf(event: EventDraft): Logsource {
  const product = 'paloalto';
  const [first] = event.event.category ?? [];
  const category = first === undefined || !Object.hasOwn(CATEGORIES, first) ? undefined : CATEGORIES[first];
  if (event.dns) return { category: 'dns', product };
  return category === undefined ? { product } : { category, product };
}

const CATEGORIES: Readonly<Record<string, string>> = {
  network: 'firewall',
  web: 'proxy',
  malware: 'antivirus',
  intrusion_detection: 'ids',
};

/** Fields that words.ts and readTimes place by the type of the record. */
const READ_APART: ReadonlySet<string> = new Set(
  'LogType Action TimeGenerated TimeGeneratedHighResolution EventTime Rule URL ThreatID SessionDuration EndpointDeviceName dtz'.split(
    ' ',
  ),
);

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readPanRecord(text);
  const type = record?.fields.get('LogType');
  if (!record || typeof type !== 'string' || type === '')
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: PAN-OS CSV, JSON, CEF or LEEF with a log type',
    );
  const { fields } = record;
  const textOf: TextOf = (name) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };
  const draft = openDraft(context);
  readTimes(draft, textOf, context);
  draft.put('observer.vendor', 'Palo Alto Networks');
  draft.put('observer.product', 'PAN-OS');
  draft.put('observer.version', record.version);
  draft.put('event.dataset', `palo_alto.${type.toLowerCase()}`);
  draft.keep('type', type);
  draft.place(
    [...fields].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  sayWords(draft, textOf);
  putHost(draft, record, textOf);
  putBefore(draft, text.slice(0, record.at), context);
  return draft.done();
}

function readTimes(draft: Draft, text: TextOf, context: ProfileContext): void {
  const zone = text('dtz') || undefined;
  // The fine time of the CEF form has no zone and no fraction: the other says more.
  for (const name of ['TimeGeneratedHighResolution', 'TimeGenerated', 'EventTime', 'TimeReceived', 'LogTime'])
    if (
      !(name === 'TimeGeneratedHighResolution' && !text(name).includes('T')) &&
      draft.time(readTime(text(name), context, zone))
    )
      return;
}

/**
 * The machine the record is about: the one that was checked or connected; for the firewall's own events the firewall. CEF has a field for the
 * host that reports (`dvchost`), and that is the host there.
 */
function putHost(draft: Draft, { form }: PanRecord, text: TextOf): void {
  if (draft.has('host.name')) return;
  const machine = text('EndpointDeviceName') || text('SourceDeviceHost');
  const device = text('DeviceName') || text('LogSourceName') || text('CloudHostname');
  const own = new Set(['SYSTEM', 'CONFIG', 'AUTH', 'AUTHENTICATION']).has(text('LogType'));
  const named = own ? device : form === 'cef' ? device || machine : machine;
  draft.put('host.name', named);
  if (machine !== '' && machine !== named) draft.keep('SourceDeviceHost', machine);
  if (machine !== '' && !own) draft.put('source.domain', machine);
}
