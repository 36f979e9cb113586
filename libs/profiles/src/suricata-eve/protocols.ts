import { putFileHash } from '../cef/fields';
import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import { putDns } from './read-dns';

type Places = Readonly<Record<string, Placing>>;

const version = (draft: Draft, value: unknown): void =>
  draft.put('tls.version', String(value).replace(/^TLSv?\s*/i, ''));
const list = (field: string) => (draft: Draft, value: unknown) =>
  draft.put(field, Array.isArray(value) ? value : String(value).split(/,\s*/));

const HTTP: Places = {
  hostname: ['url.domain', 'destination.domain'],
  url: putUrl,
  http_port: 'url.port',
  http_user_agent: 'user_agent.original',
  http_content_type: 'http.response.mime_type',
  http_method: 'http.request.method',
  http_refer: 'http.request.referrer',
  protocol: (draft, value) => draft.put('http.version', String(value).replace(/^HTTP\//, '')),
  status: 'http.response.status_code',
  length: 'http.response.body.bytes',
  xff: (draft, value) => putAddress(draft, 'client', value),
};

const TLS: Places = {
  sni: ['tls.client.server_name', 'destination.domain'],
  subject: 'tls.server.subject',
  issuerdn: 'tls.server.issuer',
  version,
  ja3: (draft, value) => draft.put('tls.client.ja3', isJsonObject(value) ? value.hash : value),
};

const FILE: Places = {
  filename: (draft, value) => {
    const path = String(value);
    draft.put('file.path', path);
    draft.put('file.name', path.slice(path.lastIndexOf('/') + 1));
  },
  size: 'file.size',
  md5: putFileHash,
  sha1: putFileHash,
  sha256: putFileHash,
};

const ALERT: Places = {
  signature_id: ['rule.id', 'event.code'],
  signature: ['rule.name', 'message'],
  category: 'rule.category',
  severity: 'event.severity',
};

const EMAIL: Places = {
  from: list('email.from.address'),
  to: list('email.to.address'),
  subject: 'email.subject',
  message_id: 'email.message_id',
};

const FLOW: Places = {
  bytes_toserver: 'source.bytes',
  bytes_toclient: 'destination.bytes',
  pkts_toserver: 'source.packets',
  pkts_toclient: 'destination.packets',
  start: 'event.start',
  end: 'event.end',
  reason: 'event.reason',
  age: (draft, value) => {
    if (typeof value === 'number') draft.put('event.duration', value * 1e9);
  },
};

const PLACES: Readonly<Record<string, Places>> = {
  http: HTTP,
  tls: TLS,
  fileinfo: FILE,
  alert: ALERT,
  email: EMAIL,
  anomaly: { event: 'event.reason', type: 'rule.category' },
  krb5: {
    cname: (draft, value) => putUser(draft, 'user', value),
    sname: 'service.name',
    error_code: 'error.code',
  },
  rdp: { cookie: (draft, value) => putUser(draft, 'user', value) },
  smb: { filename: 'file.path', share: 'file.directory', status: 'event.reason' },
  ftp: { command: 'event.reason', reply: 'message' },
  dhcp: {
    client_mac: 'source.mac',
    hostname: 'source.domain',
    assigned_ip: (draft, value) => draft.put('related.ip', [value]),
  },
  drop: { reason: 'event.reason' },
  engine: { message: 'message', error: 'error.type' },
};

/** Places what the record says of its protocol; what is left keeps its name. */
export function putProtocols(draft: Draft, record: JsonObject, kind: string): JsonObject {
  const left: JsonObject = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'dns' && isJsonObject(value)) putDns(draft, value);
    else if (name === 'flow' && isJsonObject(value)) putFlow(draft, value, kind);
    else if (name === 'alert' && isJsonObject(value)) {
      putTechniques(draft, value.metadata);
      placeAll(draft, name, value, ALERT);
    } else if (isJsonObject(value) && Object.hasOwn(PLACES, name))
      placeAll(draft, name, value, PLACES[name] ?? {});
    else left[name] = value;
  }
  return left;
}

function placeAll(draft: Draft, name: string, value: JsonObject, places: Places): void {
  for (const [key, inner] of Object.entries(value)) {
    const place = Object.hasOwn(places, key) ? places[key] : undefined;
    if (place === undefined || (typeof inner === 'object' && typeof place !== 'function'))
      draft.keep(`${name}.${key}`, inner);
    else draft.place([[key, inner]], places);
  }
}

/** `metadata.mitre_technique_id` of rules that name a technique. */
function putTechniques(draft: Draft, metadata: unknown): void {
  if (!isJsonObject(metadata)) return;
  draft.put('threat.technique.id', metadata.mitre_technique_id);
  draft.put('threat.technique.name', metadata.mitre_technique_name);
}

/** Counters belong to the record of the flow itself; in an alert they are what had passed so far, and would be summed twice. */
function putFlow(draft: Draft, flow: JsonObject, kind: string): void {
  if (kind !== 'flow') {
    draft.keep('flow', flow);
    return;
  }
  placeAll(draft, 'flow', flow, FLOW);
  const [sent, received] = [flow.bytes_toserver, flow.bytes_toclient];
  if (typeof sent === 'number' && typeof received === 'number') draft.put('network.bytes', sent + received);
}
