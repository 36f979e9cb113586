import { peel } from '../decode/peel';
import { readTime } from '../decode/read-time';
import type { SyslogRecord } from '../decode/syslog';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { putUser } from '../draft/put-user';
import { sayProtection } from '../endpoint-protection/classify';
import { protectionLogsource } from '../endpoint-protection/logsource';
import { putFileName, putRecord, type RecordShape, recordFields } from '../endpoint-protection/put-record';
import { readVendorRecord, type VendorRecord } from '../endpoint-protection/vendor-record';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readDescription, withoutNote } from './description';

/** Kaspersky Security Center and Endpoint Security: syslog with `event@23668`, CEF, LEEF, or the description of an event alone. */
export const kaspersky = defineProfile({
  id: 'kaspersky',
  version: 1,
  title: { vi: 'Kaspersky Security Center', en: 'Kaspersky Security Center' },
  layer: 'endpoint',
  logsource: protectionLogsource('kaspersky'),
  recognise,
  toEvent,
});

const MAKER = /(?:CEF|LEEF):\s?\d(?:\.\d)?\|Kaspersky/i;
const STRUCTURED = '[event@23668 ';
const ALONE = /^(?:Event type|Result description): .{0,400}(?:\\r\\n|\r?\n)/s;
const SECOND =
  /(?:\\r\\n|\n)(?:Result description|Type|Name|User|Object|Component|Error|Application|Release date|Database release date)[\w\\ ]{0,40}: /;

function recognise(text: string): number {
  if (MAKER.test(text) || text.includes(STRUCTURED)) return 0.95;
  return ALONE.test(text) && SECOND.test(text) ? 0.85 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const draft = openDraft(context);
  draft.say({ dataset: 'kaspersky' });
  const record = MAKER.test(text) ? readVendorRecord(text) : undefined;
  if (record) return fromRecord(draft, record, context);
  const peeled = peel(text, context);
  const data = peeled.header?.data;
  const structured = Object.entries(data ?? {}).some(([name]) => name.startsWith('event@23668'));
  if (!structured && !ALONE.test(text))
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected CEF, LEEF, [event@23668 …] or « Event type: … »',
    );
  draft.put('observer.vendor', 'Kaspersky');
  const fields = new Map(
    Object.entries(data ?? {}).map(([name, value]) => [name.replace(/^event@23668_/, ''), value]),
  );
  if (structured) putStructured(draft, fields, peeled.header?.app);
  else draft.put('observer.product', 'Kaspersky Endpoint Security');
  draft.put('observer.type', 'antivirus');
  const body = structured ? peeled.body : text.trim();
  draft.put('message', body);
  const about = putDescription(draft, body);
  sayAll(draft, `${fields.get('et') ?? ''} ${fields.get('etdn') ?? ''}`, about);
  putHeader(draft, withoutData(peeled.header));
  return draft.done();
}

/** The structured data has been placed already. */
function withoutData(header: SyslogRecord | undefined): SyslogRecord | undefined {
  if (!header) return undefined;
  const { data: _placed, ...rest } = header;
  return rest;
}

/** `et` type, `etdn` its name, `hdn` and `hip` the machine, `tdn` the task, `gn` the group, `p1`… by type. */
function putStructured(draft: Draft, fields: Map<string, string>, app: string | undefined): void {
  draft.put('observer.product', app?.split('|')[0] ?? 'Kaspersky Security Center');
  draft.put('observer.version', app?.split('|')[1]);
  draft.put('event.code', fields.get('et'));
  draft.put('rule.name', fields.get('etdn'));
  draft.put('host.name', fields.get('hdn'));
  draft.put('host.ip', fields.get('hip'));
  for (const [name, value] of fields)
    if (!['et', 'etdn', 'hdn', 'hip'].includes(name)) draft.keep(name, value);
}

const PLACES: Readonly<Record<string, Placing>> = {
  User: (draft, value) => putUser(draft, 'user', withoutNote(String(value))),
  'User\\Name': (draft, value) => putUser(draft, 'user', withoutNote(String(value))),
  'Event type': 'rule.name',
  'Result\\Name': 'threat.indicator.name',
  Name: 'threat.indicator.name',
  Object: 'file.path',
  'Object\\Path': 'file.directory',
  SHA256: (draft, value) => draft.put('file.hash.sha256', String(value).toLowerCase()),
  MD5: (draft, value) => draft.put('file.hash.md5', String(value).toLowerCase()),
  Reason: 'event.reason',
  Error: 'error.message',
  Component: 'rule.category',
};
const FILE = /[\\/][^\\/]{1,255}$/;

function putDescription(draft: Draft, body: string): Map<string, string> {
  const about = readDescription(body);
  const places: Record<string, Placing> = { ...PLACES };
  const kind = about.get('Type') ?? about.get('Result\\Type') ?? '';
  // A name is a threat's only beside its type; of a web page it is an address.
  if (kind === '' || /web page|task/i.test(kind)) delete places.Name;
  if (!FILE.test(about.get('Object') ?? '')) delete places.Object;
  draft.place(about, places);
  const path = about.get('Object\\Path');
  const name = about.get('Object\\Name') ?? about.get('Object name');
  if (path !== undefined && name !== undefined)
    draft.put('file.path', `${path.replace(/[\\/]$/, '')}\\${name}`);
  if (draft.has('file.path')) putFileName(draft);
  return about;
}

/** `GNRL_EV_OBJECT_NOTCURED` says more than its description where that is empty. */
function sayAll(draft: Draft, name: string, about: ReadonlyMap<string, string>): void {
  const did =
    about.get('Result description') ?? about.get('Result\\Description') ?? about.get('Action') ?? didOf(name);
  const title = `${name} ${about.get('Event type') ?? ''} ${about.get('Type') ?? about.get('Result\\Type') ?? ''}`;
  if (!draft.has('event.reason')) draft.put('event.reason', about.get('Event type'));
  sayProtection(draft, { name: title.replaceAll('_', ' '), did });
}

function didOf(name: string): string | undefined {
  if (/NOT_?CURED|NOT_?DELETED|not disinfected/i.test(name)) return 'not_cleaned';
  return /CURED|DELETED|QUARANTINED|BLOCKED|DENIED/i.exec(name)?.[0].toLowerCase();
}

const SHAPE: RecordShape = {
  fields: recordFields({
    dst: (one, value) => one.put('host.ip', value),
    dhost: 'host.name',
    dstHost: 'host.name',
    GroupName: 'rule.ruleset',
    group: 'rule.ruleset',
    VirusName: 'threat.indicator.name',
    duser: (one, value) => putUser(one, 'user', withoutNote(String(value))),
    ProductName: 'service.name',
    ProductVersion: 'service.version',
    TaskName: 'rule.category',
    src: (one, value) => putAddress(one, 'source', value),
  }),
  hosts: ['dhost', 'dstHost', 'dvchost'],
  times: ['rt', 'devTime', 'end', 'start'],
  observer: 'antivirus',
};

function fromRecord(draft: Draft, record: VendorRecord, context: ProfileContext): ParseResult {
  const { fields } = record;
  const about = readDescription(fields.get('msg') ?? '');
  const machine = fields.get('dst') ?? fields.get('dstIP');
  putRecord(draft, record, SHAPE, context);
  // An attack names both ends; of anything else the address is the machine’s own.
  if (draft.has('source.ip')) putAddress(draft, 'destination', machine);
  draft.put('rule.name', record.name);
  putDescription(draft, fields.get('msg') ?? '');
  draft.time(readTime(fields.get('occurred'), context));
  sayAll(draft, `${record.code} ${record.name}`, about);
  return draft.done();
}
