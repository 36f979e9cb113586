import { readCef } from '../decode/cef';
import { readLeef } from '../decode/leef';
import { readJsonObject } from '../decode/read-json';

/** A Check Point record under Log Exporter's names, however it was written. */
export interface CheckPointRecord {
  fields: Map<string, unknown>;
  /** Where the record begins: what stands before is the transport's header. */
  at: number;
}

const MAX_FIELDS = 400;
const CEF_NAMES: Readonly<Record<string, string>> = {
  act: 'action',
  spt: 's_port',
  dpt: 'service',
  rt: 'time',
  suser: 'src_user_name',
  duser: 'user',
  shost: 'src_machine_name',
  dhost: 'dst_machine_name',
  sntdom: 'domain_name',
  'Rule Name': 'rule_name',
  'Protection Name': 'protection_name',
  'Protection Type': 'protection_type',
  'Application Name': 'appi_name',
  'Matched Category': 'matched_category',
  'Threat Prevention Rule Name': 'smartdefense_rule',
  request: 'resource',
  requestMethod: 'method',
  requestClientApplication: 'client_name',
  cp_severity: 'severity',
  fname: 'file_name',
  fileHash: 'file_md5',
  msg: 'attack',
  originsicname: 'origin_sic_name',
  in: 'received_bytes',
  out: 'sent_bytes',
  app: 'service_id',
  outcome: 'auth_status',
  reason: 'reason',
  sourceTranslatedAddress: 'xlatesrc',
  destinationTranslatedAddress: 'xlatedst',
};
const LEEF_NAMES: Readonly<Record<string, string>> = {
  devTime: 'time',
  srcPort: 's_port',
  dstPort: 'service',
  usrName: 'user',
  url: 'resource',
  policy: 'rule_name',
  sev: 'severity',
  act: 'action',
};

export function readCheckPoint(text: string): CheckPointRecord | undefined {
  if (text.includes('Check Point|')) return text.includes('LEEF:') ? fromLeef(text) : fromCef(text);
  if (TABLE.test(text)) return fromTable(text);
  const brace = text.indexOf('{');
  if (brace >= 0 && text.includes('"origin') && !text.includes('":"; ')) {
    const read = readJsonObject(text.slice(brace), {});
    if (read.ok) return { fields: new Map(Object.entries(read.value)), at: brace };
  }
  return fromPairs(text);
}

/** Some exporters leave the maker out, and some relays take `CEF:` for a tag and drop it. */
function fromCef(text: string): CheckPointRecord | undefined {
  const whole = text.replace('|| Check Point|', '|Check Point|').replace('||Check Point|', '|Check Point|');
  const bare = /(?:^|\s)\d\|Check Point\|/.exec(whole);
  const cut = bare && !whole.includes('CEF:') ? bare.index + (/\s/.test(bare[0].charAt(0)) ? 1 : 0) : -1;
  const record = readCef(cut < 0 ? whole : `CEF:${whole.slice(cut)}`);
  if (!record) return undefined;
  const fields = renamed(record.extension, CEF_NAMES);
  if (!fields.has('product')) fields.set('product', record.product);
  if (!fields.has('severity')) fields.set('severity', record.severity);
  return { fields, at: cut < 0 ? record.at : cut };
}

function fromLeef(text: string): CheckPointRecord | undefined {
  const record = readLeef(text);
  if (!record) return undefined;
  const fields = renamed(record.attributes, LEEF_NAMES);
  if (!fields.has('product')) fields.set('product', record.product);
  if (!fields.has('action')) fields.set('action', record.eventId);
  return { fields, at: record.at };
}

function renamed(
  pairs: ReadonlyMap<string, string>,
  names: Readonly<Record<string, string>>,
): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of pairs) {
    const key = (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
    if (value !== '' && !fields.has(key)) fields.set(key, value);
  }
  return fields;
}

/** `name:"value"; `, `name="value" ` and `name=value|`, as Log Exporter writes for syslog, RFC 5424 and Splunk. */
const PAIR = /([A-Za-z_][\w.-]{0,80})(?::|=)"((?:[^"\\]|\\.)*)"|(?:^|\|)([A-Za-z_][\w.-]{0,80})=([^|]*)/gs;

function fromPairs(text: string): CheckPointRecord | undefined {
  const fields = new Map<string, unknown>();
  let at: number | undefined;
  for (const found of text.matchAll(PAIR)) {
    if (fields.size >= MAX_FIELDS) break;
    at ??= found.index;
    const [, name = found[3] ?? '', quoted, , bare] = found;
    const value = (quoted ?? bare ?? '').replace(/\\(["\\\]=])/g, '$1');
    if (value !== '' && !fields.has(name)) fields.set(name, value);
  }
  return at === undefined ? undefined : { fields, at: startOfElement(text, at) };
}

/** The bracket (and its name) belongs to the record, not to the header. */
function startOfElement(text: string, at: number): number {
  const open = text.lastIndexOf('[', at);
  return open >= 0 && at - open < 40 ? open : at;
}

/** The table SmartView Tracker exported: number, date, time, interface, origin, … all in quotes. */
export const TABLE = /^\s{0,3}"\d{1,12}" "\d{1,2}[A-Z][a-z]{2}\d{4}" "\d{1,2}:\d\d:\d\d" /;
const COLUMNS =
  'num date time_of_day ifname origin type action service s_port src dst proto rule rule_name current_rule user info product'.split(
    ' ',
  );

function fromTable(text: string): CheckPointRecord {
  const fields = new Map<string, unknown>();
  let position = 0;
  for (const [, value = ''] of text.matchAll(/"([^"]*)"/g)) {
    const name = COLUMNS[position++] ?? `column_${position}`;
    if (value !== '') fields.set(name, value);
  }
  fields.set('time', `${fields.get('date')} ${String(fields.get('time_of_day')).padStart(8, '0')}`);
  for (const [, name = '', value = ''] of String(fields.get('info') ?? '').matchAll(
    /([A-Za-z][\w ]{0,60}): ([^;]{0,500})(?:; |$)/g,
  ))
    if (!fields.has(name)) fields.set(name, value);
  return { fields, at: 0 };
}
