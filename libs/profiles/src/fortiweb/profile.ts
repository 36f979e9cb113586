import type { EventDraft } from '@khien/model';
import { readCef } from '../decode/cef';
import { readPairs } from '../decode/pairs';
import { readTime } from '../decode/read-time';
import { readIso } from '../decode/timestamp';
import { openDraft } from '../draft/open-draft';
import { putBefore } from '../draft/put-before';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS, putService } from './fields';
import { sayWords } from './words';

/** FortiWeb and FortiWeb Cloud: attacks, traffic and events of the device, as key=value or CEF. https://docs.fortinet.com/document/fortiweb/7.6.0/log-message-reference */
export const fortiweb = defineProfile({
  id: 'fortiweb',
  version: 1,
  title: { vi: 'Tường lửa ứng dụng web FortiWeb', en: 'FortiWeb web application firewall' },
  layer: 'application',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const CEF = /\|Fortinet\|FortiWeb[^|]{0,30}\|/i;
const DEVICE = /(?:^|[\s,>])(?:device_id|dev_?id)="?FV/;
/** Names that no other product of the maker writes. */
const OWN = [
  ' main_type=',
  ' http_retcode=',
  ' http_session_id=',
  ' ep_id=',
  ' signature_subclass=',
  ' backend_service=',
];
const START = /(?:^|[\s>])(?:cat|date|time|date_time|log_?id|device_id|v\d{3}xxxx|itime)=["\d\w]/;

function recognise(text: string): number {
  if (CEF.test(text)) return 0.96;
  if (!/(?:^|[\s,>])log_id=/.test(text)) return 0;
  return DEVICE.test(text) || OWN.filter((name) => text.includes(name)).length > 1 ? 0.96 : 0;
}

function logsourceOf(event: EventDraft): Logsource {
  const product = 'fortiweb';
  if (event.event.dataset === 'fortiweb.attack') return { category: 'waf', product };
  return event.event.dataset === 'fortiweb.traffic' ? { category: 'webserver', product } : { product };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = readRecord(text);
  if (!record || record.fields.size < 4)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: key=value with log_id= and type=, or CEF of FortiWeb',
    );
  const { fields } = record;
  const kind = fields.get('type') ?? fields.get('cat') ?? 'event';
  const draft = openDraft(context);
  draft.time(readStamp(fields, context));
  draft.put('observer.vendor', 'Fortinet');
  draft.put('observer.product', 'FortiWeb');
  draft.put('observer.version', record.version);
  draft.put('event.dataset', `fortiweb.${kind}`);
  draft.place(
    [...fields].filter(([name]) => !READ_APART.has(name)),
    FIELDS,
  );
  putService(draft, fields.get('service'));
  sayWords(draft, fields, kind);
  putBefore(draft, text.slice(0, record.at), context);
  return draft.done();
}

const READ_APART: ReadonlySet<string> = new Set(
  'date time date_time timezone timezone_dayst itime action service severity_level threat_level pri main_type sub_type subtype'.split(
    ' ',
  ),
);

interface FortiWebRecord {
  fields: ReadonlyMap<string, string>;
  at: number;
  version?: string;
}

function readRecord(text: string): FortiWebRecord | undefined {
  if (CEF.test(text)) {
    const cef = readCef(text);
    return cef && { fields: namesOfOwn(cef.extension), at: cef.at, version: cef.productVersion };
  }
  const start = START.exec(text);
  if (!start) return undefined;
  const at = start.index + (/[\s>]/.test(text.charAt(start.index)) ? 1 : 0);
  const body = text.slice(at);
  const fields = readPairs(body, /^\w+="?[^",\s]*"?,\w+=/.test(body) ? ',' : ' ');
  return fields.has('log_id') || fields.has('logid') ? { fields, at } : undefined;
}

const CEF_NAMES: Readonly<Record<string, string>> = {
  act: 'action',
  src: 'src',
  spt: 'src_port',
  dst: 'dst',
  dpt: 'dst_port',
  proto: 'proto',
  requestMethod: 'http_method',
  request: 'http_url',
  dhost: 'http_host',
  requestClientApplication: 'http_agent',
  suser: 'user_name',
  dvchost: 'devname',
  deviceExternalId: 'device_id',
};

/** CEF of FortiWeb has its own names behind `FTNTFWB`; those of CEF are put back to them. */
function namesOfOwn(extension: ReadonlyMap<string, string>): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of extension) {
    const own = name.replace(/^(?:FTNTF?WB?|FortinetFortiWeb)/i, '');
    const key = Object.hasOwn(CEF_NAMES, own) ? (CEF_NAMES[own] ?? own) : own;
    if (!fields.has(key)) fields.set(key, value);
  }
  return fields;
}

const OFFSET = /\(?GMT([+-])(\d{1,2}):?(\d\d)?\)?/;

/** `date` and `time` with `timezone="(GMT+7:00)…"`; the cloud writes one `date_time`. */
function readStamp(fields: ReadonlyMap<string, string>, context: ProfileContext) {
  const whole = fields.get('date_time');
  if (whole !== undefined) return readTime(whole, context);
  const [date, time] = [fields.get('date'), fields.get('time')];
  if (date === undefined || time === undefined) return undefined;
  const offset = OFFSET.exec(fields.get('timezone') ?? '');
  const zone = offset ? `${offset[1]}${(offset[2] ?? '').padStart(2, '0')}:${offset[3] ?? '00'}` : '';
  return readIso(`${date}T${time}${zone}`, 0, context);
}
