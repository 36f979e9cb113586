import type { EventDraft } from '@khien/model';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import { sayProtection, treatmentOf } from '../endpoint-protection/classify';
import { protectionLogsource } from '../endpoint-protection/logsource';
import { putRecord, recordFields } from '../endpoint-protection/put-record';
import { readVendorRecord, type VendorRecord } from '../endpoint-protection/vendor-record';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { channelOf, dataClassOf, knownKind, productKind } from './products';

/** EDR, anti-malware and DLP products that speak CEF or LEEF and have no profile of their own. */
export const edrDlp = defineProfile({
  id: 'edr-dlp',
  version: 1,
  title: {
    vi: 'EDR, DLP, phần mềm diệt mã độc qua CEF, LEEF',
    en: 'EDR, DLP and anti-malware over CEF or LEEF',
  },
  layer: 'endpoint',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

const FORM = /(?:CEF|LEEF):\s?\d(?:\.\d)?\|/;

/** Above the generic profiles, below those of a maker. */
function recognise(text: string): number {
  if (!FORM.test(text)) return 0;
  const record = readVendorRecord(text);
  return record && knownKind(record.vendor, record.product) ? 0.75 : 0;
}

const account = (draft: Draft, value: unknown): void => putUser(draft, 'user', value);
const recipients = (draft: Draft, value: unknown): void =>
  draft.put(
    'email.to.address',
    String(value)
      .split(/[;,]\s?/)
      .filter((one) => one.includes('@')),
  );
const sender = (draft: Draft, value: unknown): void => {
  draft.put('email.sender.address', value);
  draft.put('email.from.address', [value]);
};

const FIELDS: Readonly<Record<string, Placing>> = {
  suser: account,
  duser: account,
  usrName: account,
  User: account,
  'User Name': account,
  cmdLine: 'process.command_line',
  CommandLine: 'process.command_line',
  'Command Line': 'process.command_line',
  ParentImageFileName: 'process.parent.name',
  'Parent Process': 'process.parent.name',
  Sender: sender,
  Recipients: recipients,
  Recipient: recipients,
  'Recipient(s)': recipients,
  Subject: 'email.subject',
  'Message Subject': 'email.subject',
  'Policy Name': 'rule.name',
  Policy: 'rule.name',
  'Policy name': 'rule.name',
  policy: 'rule.name',
  'Rule Name': 'rule.name',
  Destination: (draft, value) =>
    String(value).includes('.') ? putUrl(draft, value) : draft.keep('Destination', value),
  'File Name': 'file.name',
  FileName: 'file.name',
  Attachment: 'file.name',
  BitdefenderGZMalwareName: 'threat.indicator.name',
  BitdefenderGZComputerFQDN: 'host.name',
  BitdefenderGZMalwareHash: 'file.hash.sha256',
  malwareName: 'threat.indicator.name',
  threatName: 'threat.indicator.name',
  Technique: 'threat.technique.name',
  Tactic: 'rule.category',
};

const SHAPE = {
  fields: recordFields(FIELDS),
  hosts: ['dvchost', 'shost', 'dhost', 'identHostName', 'devName', 'hostname', 'resource'],
  times: ['rt', 'end', 'start', 'devTime'],
};
const SHAPES = {
  dlp: { ...SHAPE, observer: 'dlp' },
  edr: { ...SHAPE, observer: 'edr' },
  antivirus: { ...SHAPE, observer: 'antivirus' },
};

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = FORM.test(text) ? readVendorRecord(text) : undefined;
  const kind = record && productKind(record.vendor, record.product);
  if (!record || !kind)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected CEF or LEEF of an EDR, DLP or anti-malware product',
    );
  const draft = openDraft(context);
  draft.say({ dataset: kind });
  putRecord(draft, record, SHAPES[kind], context);
  if (!draft.has('rule.name')) draft.put('rule.name', record.name);
  if (draft.has('file.name') && !draft.has('file.extension')) putExtension(draft);
  if (kind === 'dlp') return dlpEvent(draft, record);
  const { fields } = record;
  sayProtection(draft, {
    name: `${record.code.replaceAll('_', ' ')} ${record.name} ${fields.get('cat') ?? ''}`,
    did: fields.get('act') ?? fields.get('action') ?? record.name,
    result: fields.get('outcome'),
  });
  return draft.done();
}

function putExtension(draft: Draft): void {
  const name = String(draft.get('file.name'));
  const dot = name.lastIndexOf('.');
  if (dot > 0 && name.length - dot <= 12) draft.put('file.extension', name.slice(dot + 1).toLowerCase());
}

/** What left, by which way, whether it was stopped, and of which class the policy says it is. */
function dlpEvent(draft: Draft, { code, name, fields }: VendorRecord): ParseResult {
  const of = (...names: string[]): string => names.map((one) => fields.get(one) ?? '').join(' ');
  const where = of(
    'Channel',
    'channel',
    'deviceFacility',
    'cat',
    'app',
    'destinationServiceName',
    'Destination',
    'Device Type',
  );
  const channel = channelOf(where) ?? channelOf(`${name} ${code}`);
  const did = fields.get('act') ?? fields.get('action') ?? fields.get('Action') ?? fields.get('outcome');
  const stopped = ['stopped', 'removed'].includes(treatmentOf(did) ?? '');
  draft.say({
    kind: 'alert',
    category:
      channel === 'email_send' ? ['email', 'file'] : channel === 'web_upload' ? ['web', 'file'] : ['file'],
    type: ['access', stopped ? 'denied' : 'allowed'],
    action: channel ?? 'dlp_incident',
    outcome: stopped ? 'failure' : 'success',
  });
  if (channel === 'email_send') draft.put('email.direction', 'outbound');
  const dataClass = dataClassOf(
    `${String(draft.get('rule.name') ?? '')} ${name} ${of('Classification', 'Label', 'Category', 'Data Class', 'cat', 'Policy Name', 'Policy', 'policy', 'Rule Name')}`,
  );
  const result = draft.done();
  // No source may fill this field by its name: here the class is read from what the policy is called.
  if (result.ok && dataClass !== undefined)
    result.event.access = { ...result.event.access, data_class: dataClass };
  return result;
}

const BY_PRODUCT = protectionLogsource('endpoint');

function logsourceOf(event: EventDraft): Logsource[] {
  const product = (event.observer?.product ?? 'endpoint').toLowerCase();
  return BY_PRODUCT(event).map((logsource) => ({ ...logsource, product }));
}
