import { canonicalIp } from '../decode/ip-address';
import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';

/** `Lê Hoa (le.hoa)`: the account is in brackets behind the name of the person. */
const person = (holder: 'user' | 'destination.user') => (draft: Draft, value: unknown) => {
  const found = /^(.{1,200}?) ?\(([^\s()]{1,100})\)$/.exec(String(value).trim());
  putUser(draft, holder, found?.[2] ?? value);
  if (found && !draft.has(`${holder}.full_name`)) draft.put(`${holder}.full_name`, found[1]);
};
const service = (draft: Draft, value: unknown): void => {
  if (/^\d{1,5}$/.test(String(value))) draft.put('destination.port', value);
  else if (!draft.has('network.protocol')) draft.put('network.protocol', String(value).toLowerCase());
};
const origin = (draft: Draft, value: unknown): void => {
  const text = String(value);
  if (canonicalIp(text) !== undefined) draft.put('observer.ip', [text]);
  else if (!draft.has('observer.hostname')) draft.put('observer.hostname', text);
};

/** Log Exporter's names and their places. What depends on the product is read in words.ts. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  src: (draft, value) => putAddress(draft, 'source', value),
  dst: (draft, value) => putAddress(draft, 'destination', value),
  s_port: 'source.port',
  service,
  service_id: (draft, value) => {
    if (!draft.has('network.protocol')) draft.put('network.protocol', String(value).toLowerCase());
  },
  proto: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  mac_source_address: 'source.mac',
  src_machine_name: 'source.domain',
  dst_machine_name: 'destination.domain',
  src_user_name: person('user'),
  user: person('user'),
  administrator: person('user'),
  dst_user_name: person('destination.user'),
  domain_name: 'user.domain',
  ifname: (draft, value) => draft.put('observer.ingress.interface.name', value),
  inzone: 'observer.ingress.zone',
  outzone: 'observer.egress.zone',
  origin,
  orig: origin,
  rule_name: 'rule.name',
  rule_uid: 'rule.uuid',
  rule: 'rule.id',
  layer_name: 'rule.ruleset',
  sent_bytes: 'source.bytes',
  client_outbound_bytes: 'source.bytes',
  received_bytes: 'destination.bytes',
  client_inbound_bytes: 'destination.bytes',
  bytes: 'network.bytes',
  packets: 'network.packets',
  resource: putUrl,
  method: 'http.request.method',
  user_agent: 'user_agent.original',
  appi_name: 'network.application',
  matched_category: 'rule.category',
  app_category: 'rule.category',
  file_name: 'file.name',
  file_size: 'file.size',
  file_md5: 'file.hash.md5',
  file_sha1: 'file.hash.sha1',
  file_sha256: 'file.hash.sha256',
  reason: 'event.reason',
  tcp_packet_out_of_state: 'event.reason',
  sequencenum: 'event.sequence',
  os_name: 'host.os.name',
  dns_query: 'dns.question.name',
  dns_type: 'dns.question.type',
  from: 'email.from.address',
  to: 'email.to.address',
  email_subject: 'email.subject',
};
