import { canonicalIp } from '../decode/ip-address';
import { transportOf } from '../decode/transport';
import type { Draft } from '../draft/open-draft';
import { addHashes } from './hashes';
import { putFile, putRegistry } from './paths';
import { textOf, type WindowsRecord } from './record';

/**
 * Where a datum goes. `true`: Sigma's names for Windows lead there too (config/pipelines/ecs-windows.yml), so it need not be kept
 * under its own name; otherwise it stays under `vendor.winlog_event_data_<name>`, where those rules look.
 */
type Placer = (draft: Draft, value: string, record: WindowsRecord) => boolean | undefined;

const field =
  (path: string): Placer =>
  (draft, value) => {
    if (!draft.has(path)) draft.put(path, value);
    return true;
  };
/** Both under the event's field and under the datum's own name. */
const also =
  (path: string): Placer =>
  (draft, value) => {
    if (!draft.has(path)) draft.put(path, value);
    return false;
  };
const program =
  (holder: 'process' | 'process.parent'): Placer =>
  (draft, value) => {
    if (draft.has(`${holder}.executable`)) return false;
    draft.put(`${holder}.executable`, value);
    if (!draft.has(`${holder}.name`)) draft.put(`${holder}.name`, baseName(value));
    return true;
  };
const number =
  (path: string): Placer =>
  (draft, value) => {
    if (draft.has(path)) return false;
    const id = Number(value);
    if (Number.isSafeInteger(id) && id >= 0) draft.put(path, id);
    return true;
  };
const address =
  (end: 'source' | 'destination'): Placer =>
  (draft, value) => {
    if (draft.has(`${end}.ip`)) return false;
    const ip = canonicalIp(value);
    if (ip !== undefined) draft.put(`${end}.ip`, ip);
    else return withPort(draft, end, value);
    return true;
  };
const port =
  (end: 'source' | 'destination'): Placer =>
  (draft, value) => {
    const one = Number(value);
    if (one > 0 && one <= 65_535 && !draft.has(`${end}.port`)) draft.put(`${end}.port`, one);
    return true;
  };

const COMMON: Readonly<Record<string, Placer>> = {
  Image: program('process'),
  SourceImage: program('process'),
  NewProcessName: program('process'),
  ProcessName: program('process'),
  CallerProcessName: program('process'),
  ParentImage: program('process.parent'),
  ParentProcessName: program('process.parent'),
  CommandLine: field('process.command_line'),
  ParentCommandLine: field('process.parent.command_line'),
  CurrentDirectory: field('process.working_directory'),
  ProcessGuid: field('process.entity_id'),
  SourceProcessGUID: also('process.entity_id'),
  SourceProcessGuid: also('process.entity_id'),
  ParentProcessGuid: field('process.parent.entity_id'),
  ProcessId: number('process.pid'),
  SourceProcessId: number('process.pid'),
  NewProcessId: number('process.pid'),
  CallerProcessId: number('process.pid'),
  ParentProcessId: number('process.parent.pid'),
  Hashes: addHashes,
  Hash: addHashes,
  ImageLoaded: putFile,
  TargetFilename: putFile,
  TargetObject: putRegistry,
  Details: field('registry.data.strings'),
  PipeName: also('file.name'),
  SourceIp: address('source'),
  SourceAddress: also('source.ip'),
  IpAddress: address('source'),
  ClientAddress: clientAddress,
  CallingStationID: callingStation,
  DestinationIp: address('destination'),
  DestAddress: also('destination.ip'),
  AuthenticationServer: server,
  SourcePort: port('source'),
  IpPort: port('source'),
  DestinationPort: port('destination'),
  DestPort: portToo('destination'),
  SourceHostname: field('source.domain'),
  DestinationHostname: field('destination.domain'),
  Protocol: (draft, value) => {
    draft.put('network.transport', transportOf(value));
    return !/^\d/.test(value);
  },
  Initiated: (draft, value) => {
    draft.put('network.direction', value === 'true' ? 'egress' : 'ingress');
    return false;
  },
  Direction: direction,
  Application: (draft, value) => {
    program('process')(draft, value.toLowerCase() === 'system' ? 'System' : value, NOBODY);
    return false;
  },
  QueryName: field('dns.question.name'),
  QueryResults: resolved,
  QueryStatus: (draft, value) => {
    draft.put('dns.response_code', DNS_STATUS.get(value) ?? value);
    return false;
  },
  WorkstationName: field('source.domain'),
  Workstation: also('source.domain'),
  ClientName: also('source.domain'),
  ServiceName: field('service.name'),
  HostApplication: field('process.command_line'),
  ObjectName: objectName,
  ShareName: also('file.name'),
  KeyFilePath: also('file.path'),
  NetworkPolicyName: also('rule.name'),
  ThreatName: also('threat.indicator.name'),
  ThreatID: also('rule.id'),
  UserAgent: also('user_agent.original'),
};
/** Names that mean something else in one event. */
const SPECIAL: Readonly<Record<string, Readonly<Record<string, Placer>>>> = {
  4688: { ProcessId: number('process.parent.pid') },
};
const NOBODY: WindowsRecord = { times: [], data: new Map(), fields: [], rest: [] };

/** Places the event's data, and keeps under their own names those that other names of Sigma do not reach. */
export function placeData(draft: Draft, record: WindowsRecord, taken: ReadonlySet<string>): void {
  const special = Object.hasOwn(SPECIAL, record.code ?? '') ? SPECIAL[record.code ?? ''] : undefined;
  for (const [name, value] of record.data) {
    if (taken.has(name)) continue;
    const text = textOf(value)?.trim();
    if (text === undefined) {
      draft.keep(`winlog.event_data.${name}`, value);
      continue;
    }
    if (text === '-' || text === '') continue;
    const placer = special?.[name] ?? (Object.hasOwn(COMMON, name) ? COMMON[name] : undefined);
    if (placer?.(draft, text, record) !== true) draft.keep(`winlog.event_data.${name}`, value);
  }
}

function portToo(end: 'source' | 'destination'): Placer {
  const put = port(end);
  return (draft, value, record) => {
    put(draft, value, record);
    return false;
  };
}

/** `192.0.2.4`, `192.0.2.4:41760`, `LOCAL`. */
function clientAddress(draft: Draft, value: string): boolean {
  const ip = canonicalIp(value);
  if (ip === undefined) withPort(draft, 'source', value);
  else draft.put('source.ip', ip);
  return false;
}

function withPort(draft: Draft, end: 'source' | 'destination', value: string): boolean {
  const colon = value.lastIndexOf(':');
  const ip = colon > 0 ? canonicalIp(value.slice(0, colon).replace(/^\[|\]$/g, '')) : undefined;
  if (ip === undefined) return false;
  draft.put(`${end}.ip`, ip);
  draft.put(`${end}.port`, value.slice(colon + 1));
  return true;
}

/** NPS: what asked, an address (VPN) or a MAC (wireless). */
function callingStation(draft: Draft, value: string): boolean {
  const ip = canonicalIp(value);
  if (ip !== undefined) draft.put('source.ip', ip);
  else draft.put('source.mac', value);
  return false;
}

function server(draft: Draft, value: string): boolean {
  const ip = canonicalIp(value);
  if (ip !== undefined) draft.put('destination.ip', ip);
  else draft.put('destination.domain', value);
  return false;
}

/** %%14592 is inbound, %%14593 outbound. */
function direction(draft: Draft, value: string): boolean {
  const word = value.toLowerCase();
  if (value === '%%14592' || word === 'inbound') draft.put('network.direction', 'ingress');
  else if (value === '%%14593' || word === 'outbound') draft.put('network.direction', 'egress');
  return false;
}

const DNS_STATUS: ReadonlyMap<string, string> = new Map([
  ['0', 'NOERROR'],
  ['9001', 'FORMERR'],
  ['9002', 'SERVFAIL'],
  ['9003', 'NXDOMAIN'],
  ['9004', 'NOTIMP'],
  ['9005', 'REFUSED'],
  ['9501', 'NOERROR'],
]);

/** `type:  5 a.example;::ffff:192.0.2.7;192.0.2.8;` */
function resolved(draft: Draft, value: string): boolean {
  const addresses = value
    .split(';')
    .map((one) => canonicalIp(one.trim()))
    .filter((one) => one !== undefined);
  if (addresses.length > 0) draft.put('dns.resolved_ip', addresses);
  return false;
}

function objectName(draft: Draft, value: string, record: WindowsRecord): boolean {
  const kind = textOf(record.data.get('ObjectType'))?.toLowerCase();
  if (kind === 'key' || value.startsWith('\\REGISTRY\\')) putRegistry(draft, value);
  else if (kind === 'file') putFile(draft, value);
  return false;
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}
