import { type Draft, openDraft } from '../draft/open-draft';
import { sayProtection } from '../endpoint-protection/classify';
import { protectionLogsource } from '../endpoint-protection/logsource';
import { putFileName, putRecord, type RecordShape, recordFields } from '../endpoint-protection/put-record';
import { readVendorRecord, type VendorRecord } from '../endpoint-protection/vendor-record';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { FIELDS } from './fields';

/** Trend Micro endpoint products: Apex One through Apex Central, Deep Security and Cloud One Workload Security, Vision One; CEF or LEEF. */
export const trendMicro = defineProfile({
  id: 'trend-micro',
  version: 1,
  title: { vi: 'Trend Micro (Apex One, Deep Security)', en: 'Trend Micro (Apex One, Deep Security)' },
  layer: 'endpoint',
  logsource: protectionLogsource('trendmicro'),
  recognise: (text) => (MAKER.test(text) && readVendorRecord(text) ? 0.95 : 0),
  toEvent,
});

const MAKER =
  /(?:CEF|LEEF):\s?\d(?:\.\d)?\|Trend ?Micro\|(?:Apex|Deep Security|Control Manager|OfficeScan|Cloud One|Vision One|Workload|Endpoint|Standard Endpoint|Server & Workload)/i;
/** Codes of Deep Security's own events by their range. https://help.deepsecurity.trendmicro.com */
const MODULES: ReadonlyArray<readonly [from: number, to: number, name: string]> = [
  [10, 12, 'integrity'],
  [20, 21, 'firewall'],
  [30, 30, 'integrity'],
  [100, 199, 'firewall'],
  [200, 299, 'intrusion prevention'],
  [300, 399, 'intrusion prevention'],
  [500, 899, 'intrusion prevention'],
  [4_000_000, 4_999_999, 'malware'],
  [5_000_000, 5_999_999, 'web reputation'],
  [6_001_100, 6_001_999, 'application control'],
  [2_000_000, 2_999_999, 'integrity'],
  [3_000_000, 3_999_999, 'log inspection'],
  [1_000_000, 1_999_999, 'intrusion prevention'],
];

const APEX: RecordShape = {
  fields: recordFields(FIELDS),
  // Apex Central writes of another machine, Deep Security from the machine itself.
  hosts: ['dhost', 'TMCMLogDetectedHost', 'shost', 'deviceName'],
  times: ['rt', 'devTime', 'end', 'start'],
  observer: 'antivirus',
};
const DEEP: RecordShape = { ...APEX, hosts: ['dvchost', 'shost'] };

function toEvent(text: string, context: ProfileContext): ParseResult {
  const record = MAKER.test(text) ? readVendorRecord(text) : undefined;
  if (!record)
    return refuse(
      context.truncated ? 'truncated' : 'unrecognised',
      'expected: CEF:0|Trend Micro|product|version|id|name|severity|',
    );
  const draft = openDraft(context);
  draft.say({ dataset: 'trend-micro' });
  const deep = /deep security|cloud one|workload/i.test(record.product);
  const { fields } = record;
  putRecord(draft, record, deep ? DEEP : APEX, context);
  if (fields.has('dvchost') && !deep) draft.put('observer.hostname', fields.get('dvchost'));
  if (!draft.has('rule.name')) draft.put('rule.name', record.name);
  putEnds(draft, record, deep);
  putNames(draft, record, deep);
  const did = fields.get('act');
  sayProtection(draft, { name: titleOf(record, deep), did: doneOf(record, did) });
  keepAction(draft, did || (record.code.includes(':') ? undefined : record.name));
  return draft.done();
}

/** The vendor's word stays the action unless rules have one for it. */
function keepAction(draft: Draft, did: string | undefined): void {
  if (did === undefined || did === '') return;
  const said = draft.get('event.action');
  if (typeof said !== 'string' || !/^(?:agent_|tamper_|protection_|device_connected)/.test(said))
    draft.say({ action: did });
}

function titleOf({ code, name }: VendorRecord, deep: boolean): string {
  const number = /^\d{1,8}$/.test(code) ? Number(code) : Number.NaN;
  const module = deep ? MODULES.find(([from, to]) => number >= from && number <= to)?.[2] : undefined;
  return `${module ?? ''} ${/^\d+$/.test(code) ? '' : code} ${name}`;
}

/** The result stands in the action, in a label of its own, or behind the colon of the id (`AV:File cleaned`). */
function doneOf({ code, fields }: VendorRecord, did: string | undefined): string | undefined {
  const named = did !== undefined && !/^\d+$/.test(did) ? did : undefined;
  return (
    named ??
    fields.get('ActionResult') ??
    fields.get('VLF_FirstActionResult') ??
    (code.includes(':') ? code.slice(code.indexOf(':') + 1) : undefined)
  );
}

/** Where only the machine's own address is known it is no end of a connection. */
function putEnds(draft: Draft, { fields }: VendorRecord, deep: boolean): void {
  const own = fields.get('dst');
  if (deep || own === undefined || fields.has('src')) return;
  if (!draft.has('host.ip')) draft.put('host.ip', own);
}

/** A virus is what Apex Central's event is called after; the file of one is split into folder and name. */
function putNames(draft: Draft, { code, name, fields }: VendorRecord, deep: boolean): void {
  const virus = deep ? /^4\d{6}$/.test(code) : /^(?:AV|PML|SPY):/i.test(code);
  if (virus && !draft.has('threat.indicator.name')) draft.put('threat.indicator.name', name);
  const folder = fields.get('filePath');
  const file = fields.get('fname');
  if (folder !== undefined && file !== undefined && /[\\/]$/.test(folder))
    draft.put('file.path', `${folder.replace(/[\\/]+$/, '\\')}${file}`.replace(/\\([^\\]+)\\\1$/, '\\$1'));
  else if (file !== undefined && folder === undefined && /[\\/]/.test(file)) draft.put('file.path', file);
  if (!draft.has('file.path')) return;
  const path = String(draft.get('file.path'));
  draft.put('file.name', path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1));
  putFileName(draft);
}
