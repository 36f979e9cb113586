import type { JsonObject } from '../decode/read-json';
import { scanXml, type XmlElement } from '../decode/scan-xml';
import type { Draft } from '../draft/open-draft';
import { sayCall } from './put-service';

/** Rows of the `logrecord` table of a security server's message log, as a query writes them to JSON. */
export function isMessageLog(record: JsonObject): boolean {
  return (
    ('queryid' in record || 'queryId' in record) &&
    ('membercode' in record || 'memberCode' in record || 'member_code' in record)
  );
}

const MEMBER = ['instance', 'member_class', 'member_code', 'subsystem'] as const;
const REST =
  /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/r\d\/([^ ?]{1,2000})(?:\?(\S{0,4000}))?(?: HTTP\/[\d.]{1,4})?(?:\r?\n|$)/;
const HEADERS: Readonly<Record<string, string>> = {
  'x-road-client': 'client',
  'x-road-id': 'xroad.message_id',
  'x-road-request-id': 'xroad.request_id',
  'x-road-userid': 'user.name',
  'x-road-issue': 'access.case_id',
  'x-road-represented-party': 'access.on_behalf_of',
  'x-road-purpose': 'access.purpose',
  'x-purpose': 'access.purpose',
  'x-road-security-server': 'xroad.security_server',
};

export function putMessageLog(draft: Draft, record: JsonObject): boolean {
  const plain = new Map(
    Object.entries(record).map(([name, value]) => [name.toLowerCase().replaceAll('_', ''), value]),
  );
  if (!draft.timeFrom(plain.get('time'))) return false;
  const response =
    plain.get('response') === true || /^(?:true|t|1)$/i.test(String(plain.get('response') ?? ''));
  draft.put('event.id', plain.get('id'));
  draft.put('xroad.message_id', plain.get('queryid'));
  draft.put('xroad.request_id', plain.get('xrequestid'));
  const service = putMessage(draft, String(plain.get('message') ?? ''));
  // The row names the member on whose server it was kept: the client's or the provider's.
  if (!draft.has('xroad.client.member_code')) {
    draft.put('xroad.client.member_class', plain.get('memberclass'));
    draft.put('xroad.client.member_code', plain.get('membercode'));
    draft.put('xroad.client.subsystem', plain.get('subsystemcode'));
  }
  putSide(draft, plain);
  draft.put('organization.id', draft.get('xroad.client.member_code'));
  const fault = String(draft.get('error.code') ?? '');
  sayCall(draft, {
    succeeded: response ? fault === '' : undefined,
    fault,
    method: String(draft.get('http.request.method') ?? ''),
    service,
  });
  draft.say({ dataset: response ? 'xroad.response' : 'xroad.request' });
  for (const name of [
    'memberclass',
    'membercode',
    'subsystemcode',
    'timestampid',
    'archived',
    'discriminator',
    'attachment',
  ])
    draft.keep(name, plain.get(name));
  // Signature and hash chain prove the message; they say nothing about the act and stay in the message log.
  return true;
}

const KEEPER = [
  ['memberclass', 'member_class'],
  ['membercode', 'member_code'],
  ['subsystemcode', 'subsystem'],
] as const;

/** The row was kept for a member: where that is one of the two ends, and only one, it is the half of that end. */
function putSide(draft: Draft, row: ReadonlyMap<string, unknown>): void {
  const isKeeper = (end: 'client' | 'service'): boolean =>
    KEEPER.every(([column, leaf]) => {
      const kept = row.get(column);
      const named = draft.get(`xroad.${end}.${leaf}`);
      return kept === undefined || kept === null || named === undefined || String(kept) === String(named);
    });
  if (!draft.has('xroad.service.member_code')) return;
  const client = isKeeper('client');
  if (client !== isKeeper('service')) draft.put('xroad.role', client ? 'client' : 'producer');
}

function putMessage(draft: Draft, message: string): string | undefined {
  if (message === '') return undefined;
  const rest = REST.exec(message);
  if (rest) return putRest(draft, rest, message.slice(rest[0].length));
  const root = message.includes('<') ? scanXml(message, message.indexOf('<')) : undefined;
  return root ? putSoap(draft, root) : undefined;
}

/** `/r1/{instance}/{class}/{member}/{subsystem}/{service}/path` and the X-Road headers. */
function putRest(
  draft: Draft,
  [, method, path = '', query]: RegExpExecArray,
  headers: string,
): string | undefined {
  const parts = path.split('/').map(decode);
  putMember(draft, 'service', parts);
  draft.put('xroad.service.service_code', parts[4]);
  draft.put('http.request.method', method);
  draft.put('url.path', `/${parts.slice(5).join('/')}`);
  draft.put('url.query', query);
  for (const line of headers.split(/\r?\n/, 60)) {
    const colon = line.indexOf(':');
    const field = colon > 0 ? HEADERS[line.slice(0, colon).trim().toLowerCase()] : undefined;
    const value = line.slice(colon + 1).trim();
    if (field === 'client') putMember(draft, 'client', value.split('/').map(decode));
    else if (field !== undefined && !draft.has(field)) draft.put(field, value);
  }
  return parts[4];
}

function putMember(draft: Draft, end: 'client' | 'service', parts: readonly string[]): void {
  for (const [at, name] of MEMBER.entries()) draft.put(`xroad.${end}.${name}`, parts[at]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const IDS: Readonly<Record<string, string>> = {
  xRoadInstance: 'instance',
  memberClass: 'member_class',
  memberCode: 'member_code',
  subsystemCode: 'subsystem',
  serviceCode: 'service_code',
  serviceVersion: 'service_version',
};

/** Header of a SOAP message: client, service, id, userId, issue; a fault of the body. The body itself is not read: it is the data. */
function putSoap(draft: Draft, root: XmlElement): string | undefined {
  const header = root.children.find(({ name }) => name === 'Header');
  let service: string | undefined;
  for (const element of header?.children ?? []) {
    if (element.name === 'client' || element.name === 'service')
      for (const { name, text } of element.children) {
        const leaf = IDS[name];
        if (leaf === undefined || (element.name === 'client' && leaf.startsWith('service_'))) continue;
        draft.put(`xroad.${element.name}.${leaf}`, text.trim());
        if (leaf === 'service_code') service = text.trim();
      }
    else if (element.name === 'userId') draft.put('user.name', element.text.trim());
    else if (element.name === 'issue') draft.put('access.case_id', element.text.trim());
    else if (element.name === 'purpose') draft.put('access.purpose', element.text.trim());
    else if (element.name === 'protocolVersion') draft.put('xroad.protocol_version', element.text.trim());
    else if (element.name === 'representedParty')
      draft.put('access.on_behalf_of', element.children.map(({ text }) => text.trim()).join(':'));
  }
  const fault = root.children
    .find(({ name }) => name === 'Body')
    ?.children.find(({ name }) => name === 'Fault');
  draft.put('error.code', fault?.children.find(({ name }) => name === 'faultcode')?.text.trim());
  draft.put('error.message', fault?.children.find(({ name }) => name === 'faultstring')?.text.trim());
  return service;
}
