import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';

const source = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const destination = (draft: Draft, value: unknown): void => putAddress(draft, 'destination', value);
const protocol = (draft: Draft, value: unknown): void =>
  draft.put('network.protocol', String(value).toLowerCase());
/** CEF: 0 is inbound, 1 outbound. */
const direction = (draft: Draft, value: unknown): void =>
  draft.put('network.direction', value === '0' ? 'inbound' : value === '1' ? 'outbound' : value);
const HASHES: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' };

/** A hash says by its length which one it is. */
export function putFileHash(draft: Draft, value: unknown): void {
  const name = typeof value === 'string' ? HASHES[value.length] : undefined;
  if (name === undefined) draft.keep('fileHash', value);
  else draft.put(`file.hash.${name}`, value);
}

/**
 * The dictionary of the Common Event Format and its places; labelled custom fields (`cs1Label=Rule Name`) by the labels that vendors agree on.
 * ArcSight, Common Event Format version 26.
 */
export const CEF_FIELDS: Readonly<Record<string, Placing>> = {
  src: source,
  sourceAddress: source,
  'Source IPv6 Address': source,
  spt: 'source.port',
  sourcePort: 'source.port',
  smac: 'source.mac',
  shost: 'source.domain',
  dst: destination,
  destinationAddress: destination,
  'Destination IPv6 Address': destination,
  dpt: 'destination.port',
  destinationPort: 'destination.port',
  dmac: 'destination.mac',
  dhost: 'destination.domain',
  suser: (draft, value) => putUser(draft, 'user', value),
  suid: 'user.id',
  sntdom: 'user.domain',
  duser: (draft, value) => putUser(draft, 'destination.user', value),
  duid: 'destination.user.id',
  dntdom: 'destination.user.domain',
  dvc: 'observer.ip',
  dvchost: ['observer.hostname', 'observer.name'],
  deviceExternalId: 'observer.serial_number',
  deviceInboundInterface: 'observer.ingress.interface.name',
  deviceOutboundInterface: 'observer.egress.interface.name',
  deviceDirection: direction,
  reason: 'event.reason',
  app: protocol,
  proto: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  transportProtocol: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  in: 'destination.bytes',
  out: 'source.bytes',
  request: putUrl,
  requestMethod: 'http.request.method',
  requestClientApplication: 'user_agent.original',
  requestContext: 'http.request.referrer',
  destinationServiceName: 'service.name',
  fname: 'file.name',
  filePath: 'file.path',
  fsize: 'file.size',
  fileHash: putFileHash,
  sproc: 'process.name',
  deviceProcessName: 'process.name',
  dproc: 'process.name',
  spid: 'process.pid',
  dvcpid: 'process.pid',
  msg: 'message',
  externalId: 'event.id',
  start: 'event.start',
  end: 'event.end',
  'Rule Name': 'rule.name',
  'Rule name': 'rule.name',
  Rule: 'rule.name',
  Policy: 'rule.name',
  'Policy Name': 'rule.name',
  'Virus Name': 'threat.indicator.name',
  'Malware Name': 'threat.indicator.name',
  'Threat Name': 'threat.indicator.name',
  ThreatName: 'threat.indicator.name',
  'Protection Name': 'rule.name',
  'Protection Type': 'rule.category',
};
