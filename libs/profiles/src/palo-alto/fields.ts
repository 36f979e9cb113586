import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

const source = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const destination = (draft: Draft, value: unknown): void => putAddress(draft, 'destination', value);

/** `name@domain` is how a directory writes a person here; the name is before the sign. What a proxy forwarded is no user. */
const person = (holder: 'user' | 'destination.user') => (draft: Draft, value: unknown) => {
  if (typeof value !== 'string' || value.startsWith('x-fwd-for')) return draft.keep('SourceUser', value);
  const at = value.lastIndexOf('@');
  if (at <= 0 || value.includes('\\')) return putUser(draft, holder, value);
  if (draft.has(`${holder}.name`)) return;
  draft.put(`${holder}.name`, value.slice(0, at));
  draft.put(`${holder}.domain`, value.slice(at + 1));
};
/** A country's code or name; private networks come as a range of addresses. */
const place = (end: 'source' | 'destination') => (draft: Draft, value: unknown) => {
  if (typeof value !== 'string' || /^[\d:]/.test(value)) draft.keep(`${end}_location`, value);
  else draft.put(`${end}.geo.${/^[A-Z]{2}$/.test(value) ? 'country_iso_code' : 'name'}`, value);
};

/** PAN-OS names and their places. What depends on the type of record is read in words.ts. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  DeviceSN: 'observer.serial_number',
  LogSourceID: 'observer.serial_number',
  DeviceName: ['observer.name', 'observer.hostname'],
  LogSourceName: ['observer.name', 'observer.hostname'],
  CloudHostname: ['observer.name', 'observer.hostname'],
  SourceAddress: source,
  SourceIP: source,
  PublicIPv4: source,
  PublicIPv6: source,
  SourceIPv6: source,
  Host: source,
  DestinationAddress: destination,
  DestinationIP: destination,
  DNSResolverIP: destination,
  SourcePort: 'source.port',
  DestinationPort: 'destination.port',
  SourceDeviceMac: 'source.mac',
  SourceUser: person('user'),
  SourceUserName: person('user'),
  AuthenticatedUserName: person('user'),
  Admin: person('user'),
  SourceUserDomain: 'user.domain',
  DestinationUser: person('destination.user'),
  DestinationUserDomain: 'destination.user.domain',
  SourceLocation: place('source'),
  DestinationLocation: place('destination'),
  Application: 'network.application',
  Protocol: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  Bytes: 'network.bytes',
  BytesSent: 'source.bytes',
  BytesReceived: 'destination.bytes',
  PacketsTotal: 'network.packets',
  PacketsSent: 'source.packets',
  PacketsReceived: 'destination.packets',
  FromZone: 'observer.ingress.zone',
  ToZone: 'observer.egress.zone',
  InboundInterface: 'observer.ingress.interface.name',
  OutboundInterface: 'observer.egress.interface.name',
  RuleUUID: 'rule.uuid',
  SessionEndReason: 'event.reason',
  SequenceNo: 'event.sequence',
  ThreatCategory: 'rule.category',
  UserAgent: 'user_agent.original',
  HTTPMethod: (draft, value) => {
    if (value !== 'unknown') draft.put('http.request.method', String(value).toUpperCase());
  },
  Referer: 'http.request.referrer',
  ContentType: 'http.response.mime_type',
  FileName: 'file.name',
  FileHash: (draft, value) => {
    const name = { 32: 'md5', 40: 'sha1', 64: 'sha256' }[String(value).length];
    if (name === undefined) draft.keep('FileHash', value);
    else draft.put(`file.hash.${name}`, value);
  },
  EmailSender: 'email.from.address',
  EmailRecipient: 'email.to.address',
  EmailSubject: 'email.subject',
  TLSVersion: 'tls.version',
  TLSEncryptionAlgorithm: 'tls.cipher',
  RecordType: (draft, value) => draft.put('dns.question.type', String(value).toUpperCase()),
  DNSResponse: 'dns.resolved_ip',
  EventDescription: 'message',
  Description: 'message',
  AuthenticationDescription: 'message',
  QuarantineReason: 'event.reason',
  ConnectionError: 'event.reason',
  VendorSeverity: (draft, value) => draft.put('log.level', String(value).toLowerCase()),
  EndpointOSType: 'host.os.name',
  EndpointOSVersion: 'host.os.version',
  HostID: 'host.id',
};
