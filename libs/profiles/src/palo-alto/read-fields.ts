import { readCef } from '../decode/cef';
import { readDelimited } from '../decode/delimited';
import { readLeef } from '../decode/leef';
import { readJsonObject } from '../decode/read-json';
import { columnsOf } from './columns';

/** A PAN-OS record under the names of its JSON form, however it was written. */
export interface PanRecord {
  fields: Map<string, unknown>;
  form: 'csv' | 'json' | 'cef' | 'leef';
  /** Where the record begins: what stands before is the transport's header. */
  at: number;
  version?: string | undefined;
}

/** Version, time of receipt, serial number, type: `1,2026/11/20 08:15:30,0123,TRAFFIC,`. */
export const CSV_START =
  /(?:^|[\s:])\d{0,6},\d{1,4}\/\d{1,2}\/\d{1,4} \d{1,2}:\d\d(?::\d\d)?,[^,]{0,40},[A-Z][A-Z-]{2,20},/;

export function readPanRecord(text: string): PanRecord | undefined {
  if (text.includes('|Palo Alto Networks|')) return text.includes('LEEF:') ? fromLeef(text) : fromCef(text);
  const brace = text.indexOf('{');
  if (brace >= 0 && text.includes('"LogType"')) return fromJson(text, brace);
  return fromCsv(text);
}

function fromCsv(text: string): PanRecord | undefined {
  const found = CSV_START.exec(text);
  if (!found) return undefined;
  const at = found.index + (/[\s:]/.test(found[0].charAt(0)) ? 1 : 0);
  const values = readDelimited(text.slice(at).replaceAll('\\"', '"'));
  const columns = columnsOf(values);
  const fields = new Map<string, unknown>();
  values.forEach((value, position) => {
    const name = columns[position] ?? `column_${position + 1}`;
    if (name !== '_' && value !== '' && !fields.has(name)) fields.set(name, value);
    if (position > 15 && HIGH_RESOLUTION.test(value)) fields.set('TimeGeneratedHighResolution', value);
  });
  return { fields, form: 'csv', at };
}

const HIGH_RESOLUTION = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:Z|[+-]\d\d:\d\d)$/;

function fromJson(text: string, at: number): PanRecord | undefined {
  const read = readJsonObject(text.slice(at), {});
  return read.ok ? { fields: new Map(Object.entries(read.value)), form: 'json', at } : undefined;
}

/** Names of CEF, and of the labels that PAN-OS gives its custom fields, for its own. */
const CEF_NAMES: Readonly<Record<string, string>> = {
  src: 'SourceAddress',
  spt: 'SourcePort',
  dst: 'DestinationAddress',
  dpt: 'DestinationPort',
  sourceTranslatedAddress: 'NATSource',
  sourceTranslatedPort: 'NATSourcePort',
  destinationTranslatedAddress: 'NATDestination',
  destinationTranslatedPort: 'NATDestinationPort',
  suser: 'SourceUser',
  sntdom: 'SourceUserDomain',
  duser: 'DestinationUser',
  dntdom: 'DestinationUserDomain',
  shost: 'EndpointDeviceName',
  dvchost: 'DeviceName',
  deviceExternalId: 'DeviceSN',
  DeviceSN: 'DeviceSN',
  deviceInboundInterface: 'InboundInterface',
  deviceOutboundInterface: 'OutboundInterface',
  act: 'Action',
  app: 'Application',
  proto: 'Protocol',
  out: 'BytesSent',
  in: 'BytesReceived',
  request: 'URL',
  requestMethod: 'HTTPMethod',
  requestClientApplication: 'UserAgent',
  requestContext: 'ContentType',
  filePath: 'FileName',
  fname: 'FileName',
  fileHash: 'FileHash',
  fileType: 'FileType',
  externalId: 'SequenceNo',
  msg: 'EventDescription',
  start: 'TimeGenerated',
  rt: 'TimeReceived',
  cnt: 'RepeatCount',
  Rule: 'Rule',
  'Virtual System': 'VirtualLocation',
  'Source Zone': 'FromZone',
  'Destination Zone': 'ToZone',
  'URL Category': 'URLCategory',
  'Elapsed time in seconds': 'SessionDuration',
  reason: 'SessionEndReason',
};

function fromCef(text: string): PanRecord | undefined {
  const record = readCef(text);
  if (!record) return undefined;
  const fields = new Map<string, unknown>();
  // One form has the type in the signature and the subtype in the name, the other the reverse.
  const typeFirst = /^[A-Z]{2}/.test(record.signature);
  fields.set('LogType', typeFirst ? record.signature : record.name);
  fields.set('Subtype', typeFirst ? record.name : record.signature);
  for (const [name, value] of record.extension) {
    const own = name.startsWith('PanOS') ? name.slice(5) : name;
    const key = (Object.hasOwn(CEF_NAMES, own) ? CEF_NAMES[own] : undefined) ?? own;
    if (value !== '' && !fields.has(key)) fields.set(key, value);
  }
  if (fields.get('LogType') === 'THREAT' && !fields.has('ThreatID'))
    fields.set('ThreatID', record.extension.get('cat'));
  return { fields, form: 'cef', at: record.at, version: typeFirst ? undefined : record.productVersion };
}

const LEEF_NAMES: Readonly<Record<string, string>> = {
  cat: 'LogType',
  Type: 'LogType',
  ReceiveTime: 'TimeReceived',
  SerialNumber: 'DeviceSN',
  devTime: 'TimeGenerated',
  src: 'SourceAddress',
  srcPort: 'SourcePort',
  dst: 'DestinationAddress',
  dstPort: 'DestinationPort',
  srcPostNAT: 'NATSource',
  dstPostNAT: 'NATDestination',
  RuleName: 'Rule',
  usrName: 'SourceUser',
  VirtualSystem: 'VirtualLocation',
  SourceZone: 'FromZone',
  DestinationZone: 'ToZone',
  IngressInterface: 'InboundInterface',
  EgressInterface: 'OutboundInterface',
  proto: 'Protocol',
  action: 'Action',
  totalBytes: 'Bytes',
  srcBytes: 'BytesSent',
  dstBytes: 'BytesReceived',
  totalPackets: 'PacketsTotal',
  srcPackets: 'PacketsSent',
  dstPackets: 'PacketsReceived',
  ElapsedTime: 'SessionDuration',
  sequence: 'SequenceNo',
  Miscellaneous: 'URL',
  Severity: 'VendorSeverity',
  Direction: 'DirectionOfAttack',
  RequestMethod: 'HTTPMethod',
  msg: 'EventDescription',
};

function fromLeef(text: string): PanRecord | undefined {
  const record = readLeef(text);
  if (!record) return undefined;
  const fields = new Map<string, unknown>();
  for (const [name, value] of record.attributes) {
    const key = (Object.hasOwn(LEEF_NAMES, name) ? LEEF_NAMES[name] : undefined) ?? name;
    if (value !== '' && !fields.has(key)) fields.set(key, value);
  }
  if (!fields.has('EventName')) fields.set('EventName', record.eventId);
  return { fields, form: 'leef', at: record.at, version: record.productVersion };
}
