import { innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { readTime } from '../decode/read-time';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import { sayProtection } from '../endpoint-protection/classify';
import { protectionLogsource } from '../endpoint-protection/logsource';
import { putFileName, putRecord, type RecordShape, recordFields } from '../endpoint-protection/put-record';
import { readVendorRecord, type VendorRecord } from '../endpoint-protection/vendor-record';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';

/** ESET PROTECT (and its forerunners) as JSON, CEF or LEEF. https://help.eset.com/protect_admin/en-US/events-exported-to-json-format.html */
export const eset = defineProfile({
  id: 'eset',
  version: 1,
  title: { vi: 'ESET PROTECT', en: 'ESET PROTECT' },
  layer: 'endpoint',
  logsource: protectionLogsource('eset'),
  recognise,
  toEvent,
});

const MAKER = /(?:CEF|LEEF):\s?\d(?:\.\d)?\|ESET/i;
const JSON_EVENT = /"event_type"\s{0,3}:\s{0,3}"[A-Za-z]{3,40}_Event"/;

function recognise(text: string): number {
  if (MAKER.test(text)) return 0.95;
  return JSON_EVENT.test(text) && text.includes('"source_uuid"')
    ? 0.95
    : JSON_EVENT.test(text) && text.includes('"occured"')
      ? 0.9
      : 0;
}

const url = (draft: Draft, value: unknown): void => {
  if (typeof value !== 'string' || value === '') return;
  if (/^[a-z]{3,5}:\/\/(?!\/)/i.test(value) && !value.startsWith('file:')) putUrl(draft, value);
  else {
    const path = value.replace(/^file:\/{2,3}/i, '');
    // Windows paths come with the slashes of an address.
    draft.put('file.path', /^[A-Za-z]:\//.test(path) ? path.replaceAll('/', '\\') : path);
    putFileName(draft);
  }
};
const account = (draft: Draft, value: unknown): void => putUser(draft, 'user', value);
const hash = (draft: Draft, value: unknown): void => {
  const length = typeof value === 'string' ? value.length : 0;
  const name = { 32: 'md5', 40: 'sha1', 64: 'sha256' }[length];
  if (name === undefined) draft.keep('hash', value);
  else draft.put(`file.hash.${name}`, String(value).toLowerCase());
};
const program = (draft: Draft, value: unknown): void => {
  if (typeof value !== 'string' || value === '') return;
  draft.put('process.executable', value);
  draft.put('process.name', value.slice(Math.max(value.lastIndexOf('\\'), value.lastIndexOf('/')) + 1));
};

/** Fields of the JSON form; the LEEF form has the same names. */
const FIELDS: Readonly<Record<string, Placing>> = {
  event_type: 'event.code',
  hostname: 'host.name',
  ipv4: 'host.ip',
  ipv6: 'host.ip',
  os_name: 'host.os.full',
  username: account,
  user: account,
  account,
  threat_name: 'threat.indicator.name',
  threat_type: 'threat.indicator.type',
  object_uri: url,
  hash,
  processname: program,
  process_name: program,
  application: program,
  source_address: (draft, value) => putAddress(draft, 'source', value),
  source_port: 'source.port',
  target_address: (draft, value) => putAddress(draft, 'destination', value),
  target_port: 'destination.port',
  protocol: (draft, value) => draft.put('network.transport', String(value).toLowerCase()),
  rule_name: 'rule.name',
  rulename: 'rule.name',
  rule_id: 'rule.id',
  detail: 'event.reason',
  circumstances: 'event.reason',
  event: 'event.reason',
  detection_uuid: 'event.id',
  eiconsolelink: 'rule.reference',
  severity: (draft, value) => draft.put('log.level', String(value).toLowerCase()),
};

function toEvent(text: string, context: ProfileContext): ParseResult {
  const draft = openDraft(context);
  draft.say({ dataset: 'eset' });
  const record = MAKER.test(text) ? readVendorRecord(text) : undefined;
  if (record) return fromRecord(draft, record, context);
  const at = text.indexOf('{');
  if (at < 0) return refuse('unrecognised', 'expected JSON, CEF or LEEF of ESET PROTECT');
  const object = readJsonObject(text.slice(at), context);
  if (!object.ok) return object;
  const fields = new Map(Object.entries(object.value));
  if (typeof fields.get('event_type') !== 'string') return refuse('unrecognised', 'expected event_type');
  const occured = fields.get('occured');
  // ESET PROTECT exports in UTC.
  draft.time(readTime(typeof occured === 'string' ? occured : undefined, context, 'UTC'));
  fill(draft, fields);
  if (at > 0) putHeader(draft, innerRecord(`${text.slice(0, at)}-`, context).header);
  return draft.done();
}

const KINDS: Readonly<Record<string, string>> = {
  Threat_Event: 'threat',
  FirewallAggregated_Event: 'firewall connection',
  Firewall_Event: 'firewall connection',
  HipsAggregated_Event: 'intrusion prevention',
  Hips_Event: 'intrusion prevention',
  EnterpriseInspectorAlert_Event: 'threat',
  EsetInspectAlert_Event: 'threat',
  ESETInspectAlert_Event: 'threat',
  BlockedFiles_Event: 'malware blocked file',
  FilteredWebsites_Event: 'web',
};

function fill(draft: Draft, fields: Map<string, unknown>): void {
  draft.put('observer.vendor', 'ESET');
  draft.put('observer.product', 'PROTECT');
  const type = String(fields.get('event_type'));
  const inspect = /inspect/i.test(type);
  draft.put('observer.type', inspect ? 'edr' : 'antivirus');
  const domain = fields.get('domain');
  const did = textOf(fields.get('action_taken')) ?? textOf(fields.get('action'));
  const handled = fields.get('threat_handled') ?? fields.get('handled');
  // An attack names who attacks in `event`; everywhere else that is a title.
  const name = `${Object.hasOwn(KINDS, type) ? KINDS[type] : type.replaceAll('_', ' ')} ${type === 'Audit_Event' ? `${did ?? ''} ${textOf(fields.get('detail')) ?? ''}` : (textOf(fields.get('event')) ?? '')}`;
  for (const field of ['domain', 'action_taken', 'action', 'threat_handled', 'handled', 'event_type'])
    fields.delete(field);
  draft.put('event.code', type);
  draft.place(fields, FIELDS);
  if (typeof domain === 'string' && domain !== '' && !/^Native/i.test(domain))
    draft.put('user.domain', domain);
  if (type !== 'Audit_Event') draft.keep('handled', handled);
  sayProtection(draft, {
    name,
    did: did ?? (inspect ? 'edr_alert' : type),
    result:
      textOf(fields.get('result')) ??
      (handled === undefined || type.startsWith('Firewall')
        ? undefined
        : handled === true || handled === 'true' || handled === '1' || handled === 1
          ? 'success'
          : 'failure'),
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const PROTECT: RecordShape = {
  fields: recordFields({
    ...FIELDS,
    deviceName: 'host.name',
    dvc: 'host.ip',
    dvchost: 'host.name',
    cat: 'rule.category',
    deviceExternalId: 'host.id',
    ESETProtectDeviceGroupName: 'rule.ruleset',
    threat: 'threat.indicator.name',
    threatName: 'threat.indicator.name',
    accountName: account,
    usrName: account,
    suser: account,
    objectUri: url,
    filePath: url,
    msg: 'event.reason',
    'Threat Name': 'threat.indicator.name',
  }),
  hosts: ['dvchost', 'deviceName', 'hostname', 'identHostName', 'shost'],
  times: ['rt', 'devTime', 'occured', 'end'],
  observer: 'antivirus',
  zone: 'UTC',
};
const INSPECT: RecordShape = { ...PROTECT, observer: 'edr' };

function fromRecord(draft: Draft, record: VendorRecord, context: ProfileContext): ParseResult {
  const { fields } = record;
  const event = /^[A-Za-z]+_Event$/.test(record.code) ? record.code : (fields.get('cat') ?? record.name);
  putRecord(draft, record, /inspect/i.test(event) ? INSPECT : PROTECT, context);
  const did =
    fields.get('act') ?? fields.get('action_taken') ?? fields.get('actionTaken') ?? fields.get('action');
  const handled = fields.get('threatHandled') ?? fields.get('Threat Handled') ?? fields.get('handled');
  sayProtection(draft, {
    name: `${event.replaceAll('_', ' ')} ${record.name} ${/audit/i.test(event) ? (did ?? '') : ''}`,
    did: did ?? record.code,
    result:
      fields.get('result') ??
      fields.get('outcome') ??
      (handled === undefined ? undefined : /^(?:1|true|yes)$/i.test(handled) ? 'success' : 'failure'),
  });
  return draft.done();
}
