import { transportOf } from '../decode/transport';
import { verdictOf } from '../decode/verdict';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';

const NAME = /(?:^|, )([A-Za-z_][A-Za-z0-9_]{1,60}): /g;
const MAX_FIELDS = 200;
/** What stands for a user where there is none. */
const NOBODY: ReadonlySet<unknown> = new Set([
  'Not Found',
  'No Authentication Required',
  'Unknown',
  'Failed Authentication',
  'Special Identities',
]);

const FIELDS: Readonly<Record<string, Placing>> = {
  SrcIP: (draft, value) => putAddress(draft, 'source', value),
  DstIP: (draft, value) => putAddress(draft, 'destination', value),
  SrcPort: 'source.port',
  DstPort: 'destination.port',
  Protocol: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  ApplicationProtocol: (draft, value) => draft.put('network.protocol', String(value).toLowerCase()),
  WebApplication: 'network.application',
  IngressInterface: 'observer.ingress.interface.name',
  EgressInterface: 'observer.egress.interface.name',
  IngressZone: 'observer.ingress.zone',
  EgressZone: 'observer.egress.zone',
  User: (draft, value) => {
    if (NOBODY.has(value)) draft.keep('User', value);
    else putUser(draft, 'user', value);
  },
  AccessControlRuleName: 'rule.name',
  ACPolicy: 'rule.ruleset',
  AccessControlRuleReason: 'event.reason',
  InitiatorBytes: 'source.bytes',
  ResponderBytes: 'destination.bytes',
  InitiatorPackets: 'source.packets',
  ResponderPackets: 'destination.packets',
  FirstPacketSecond: 'event.start',
  URL: putUrl,
  URLCategory: 'rule.category',
  ReferencedHost: 'url.domain',
  UserAgent: 'user_agent.original',
  HTTPReferer: 'http.request.referrer',
  HTTPResponse: 'http.response.status_code',
  DNSQuery: 'dns.question.name',
  DNSRecordType: 'dns.question.type',
  DNSResponseType: 'dns.response_code',
  FileName: 'file.name',
  FileSize: 'file.size',
  FileSHA256: 'file.hash.sha256',
  ThreatName: 'threat.indicator.name',
  SSLVersion: 'tls.version',
  SSLServerName: 'tls.client.server_name',
  Message: 'rule.name',
  Classification: 'rule.category',
  SID: 'rule.id',
  EventPriority: (draft, value) => draft.put('log.level', String(value).toLowerCase()),
};

/** Firepower's security events (430001 to 430005): `Name: value, Name: value, …`. */
export function readFirepower(draft: Draft, id: string, message: string): void {
  const fields = fieldsOf(message);
  draft.place(fields, FIELDS);
  const action =
    fields.get('InlineResult') ?? fields.get('FileAction') ?? fields.get('AccessControlRuleAction');
  const verdict = verdictOf(action);
  const types = verdict ? [verdict] : [];
  const seconds = Number(fields.get('ConnectionDuration') ?? Number.NaN);
  if (Number.isSafeInteger(seconds)) draft.put('event.duration', seconds * 1e9);
  draft.put('observer.type', id === '430001' ? 'ips' : 'firewall');
  if (id === '430002' || id === '430003') {
    const edge = id === '430002' ? 'start' : 'end';
    const blocked = id === '430003' && verdict === 'denied';
    draft.say({
      category: ['network'],
      type: ['connection', ...types, edge],
      action: id === '430002' ? 'connection-started' : blocked ? 'connection-denied' : 'connection-finished',
      outcome: 'success',
    });
  } else if (id === '430001')
    draft.say({
      kind: 'alert',
      category: ['intrusion_detection', 'network'],
      type: ['info', ...types],
      action: 'intrusion-detected',
      outcome: 'success',
    });
  else {
    const bad = id === '430005' || /malware/i.test(fields.get('SHA_Disposition') ?? '');
    draft.say({
      kind: bad ? 'alert' : 'event',
      category: bad ? ['malware', 'file'] : ['file'],
      type: ['info', ...types],
      action: bad ? 'malware-detected' : 'file-detected',
      outcome: bad && verdict === 'allowed' ? 'failure' : 'success',
    });
  }
}

function fieldsOf(message: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name: string | undefined;
  let from = 0;
  for (const found of message.matchAll(NAME)) {
    if (name !== undefined && !fields.has(name)) fields.set(name, message.slice(from, found.index).trim());
    if (fields.size >= MAX_FIELDS) return fields;
    name = found[1];
    from = found.index + found[0].length;
  }
  if (name !== undefined && !fields.has(name)) fields.set(name, message.slice(from).trim());
  return fields;
}
