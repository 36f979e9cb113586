import { canonicalIp } from '../decode/ip-address';
import { type JsonObject, readJsonObject } from '../decode/read-json';
import type { SyslogRecord } from '../decode/syslog';
import { readClf } from '../decode/timestamp';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { type ParseResult, type ProfileContext, refuse } from '../profile';
import { readRequest } from './read-request';

/** Names that administrators give the same variable in a JSON `log_format` (nginx) or `LogFormat` (Apache); the first one present counts. */
const CLIENT = ['remote_addr', 'remote_ip', 'client_ip', 'clientip', 'remoteIP', 'remote_host', 'remoteAddr'];
const STATUS = ['status', 'response_status', 'response', 'status_code', 'response_code'];
const REQUEST = ['request', 'request_uri', 'uri', 'requestURI', 'request_line', 'url', 'path', 'requestPath'];
const TIME = [
  'time_iso8601',
  '@timestamp',
  'timestamp',
  'time',
  'time_local',
  'msec',
  'datetime',
  'date',
  'local_time',
];
const FORWARDED = ['http_x_forwarded_for', 'x_forwarded_for', 'xff', 'forwarded_for', 'x-forwarded-for'];

const REQUEST_FIELDS = ['url.original', 'url.path', 'url.query', 'url.extension', 'url.scheme', 'url.domain'];

const MAP: Record<string, Placing> = {
  remote_port: 'source.port',
  remote_user: 'user.name',
  user: 'user.name',
  remoteUser: 'user.name',
  request_method: 'http.request.method',
  method: 'http.request.method',
  args: 'url.query',
  query_string: 'url.query',
  host: server,
  http_host: server,
  server_name: server,
  vhost: server,
  server_addr: server,
  server_port: 'destination.port',
  http_scheme: 'url.scheme',
  scheme: 'url.scheme',
  server_protocol: version,
  http_version: version,
  protocol: version,
  size: 'http.response.body.bytes',
  body_bytes_sent: 'http.response.body.bytes',
  bytes_sent: 'http.response.bytes',
  bytes: 'http.response.body.bytes',
  request_length: 'http.request.bytes',
  http_referrer: 'http.request.referrer',
  http_referer: 'http.request.referrer',
  referer: 'http.request.referrer',
  referrer: 'http.request.referrer',
  http_user_agent: 'user_agent.original',
  user_agent: 'user_agent.original',
  useragent: 'user_agent.original',
  userAgent: 'user_agent.original',
  agent: 'user_agent.original',
  request_id: 'http.request.id',
  sent_http_content_type: 'http.response.mime_type',
  content_type: 'http.request.mime_type',
  ssl_protocol: (draft, value) => draft.put('tls.version', String(value).replace(/^TLSv/, '')),
  ssl_cipher: 'tls.cipher',
  ssl_server_name: 'tls.client.server_name',
  hostname: 'host.name',
  request_time: duration,
};

/** Most JSON of other kinds is told apart without being parsed. */
const KEYS = /"(?:status|response)[a-z_]{0,8}"\s{0,3}:/;

/** How much an object looks like an access line: client, what it asked for, and how it ended. */
export function jsonAccessScore(body: string): number {
  if (!KEYS.test(body)) return 0;
  const read = readJsonObject(body, {});
  if (!read.ok) return 0;
  const known = [CLIENT, STATUS, REQUEST].filter((names) => nameIn(read.value, names) !== undefined).length;
  return known === 3 ? 0.85 : 0;
}

export function readJsonAccess(body: string, context: ProfileContext, header?: SyslogRecord): ParseResult {
  const read = readJsonObject(body, context);
  if (!read.ok) return read;
  const record = read.value;
  const [client, request] = [nameIn(record, CLIENT), nameIn(record, REQUEST)];
  if (client === undefined || request === undefined)
    return refuse('unrecognised', 'JSON: expected a client address and a request');
  const draft = openDraft(context);
  const time = TIME.find((name) => readTime(draft, record[name], context));
  if (header) putSyslog(draft, header);
  const placed = new Set([client, request, time, 'status']);
  putClient(draft, String(record[client]));
  putForwarded(draft, record, placed);
  const status = nameIn(record, STATUS);
  if (status !== undefined) draft.put('http.response.status_code', record[status]);
  placed.add(status);
  const isHttp = putRequest(draft, String(record[request]), record);
  draft.place(
    Object.entries(record).filter(([name]) => !placed.has(name)),
    MAP,
  );
  if (header?.host !== undefined && !draft.has('host.name')) draft.put('host.name', header.host);
  draft.say({
    category: ['web'],
    type: typesOf(Number(draft.get('http.response.status_code') ?? 0)),
    action: isHttp ? 'http_request' : 'malformed_request',
    dataset: 'web.access',
  });
  return draft.done();
}

function nameIn(record: JsonObject, names: readonly string[]): string | undefined {
  return names.find((name) => ['string', 'number'].includes(typeof record[name]));
}

function readTime(draft: Draft, value: unknown, context: ProfileContext): boolean {
  if (draft.timeFrom(value)) return true;
  return typeof value === 'string' && draft.time(readClf(value.replace(/^\[/, ''), 0, context));
}

function putClient(draft: Draft, client: string): void {
  draft.put('source.address', client);
  if (canonicalIp(client) !== undefined) draft.put('source.ip', client);
  else draft.put('source.domain', client);
}

function putForwarded(draft: Draft, record: JsonObject, placed: Set<string | undefined>): void {
  const name = nameIn(record, FORWARDED);
  if (name === undefined) return;
  const hops = String(record[name])
    .split(',')
    .map((hop) => canonicalIp(hop.trim()));
  if (hops.includes(undefined) || hops.length > 32) return;
  placed.add(name);
  draft.put('client.ip', hops[0]);
  draft.put('related.ip', hops);
}

/** A whole request line, or a target whose method stands beside it. */
function putRequest(draft: Draft, text: string, record: JsonObject): boolean {
  const method = String(record.request_method ?? record.method ?? '');
  const line = readRequest(text) ?? (method === '' ? undefined : readRequest(`${method} ${text} HTTP/1.1`));
  if (!line) {
    draft.keep('request', text);
    return false;
  }
  draft.put('http.request.method', line.method);
  if (readRequest(text)?.version !== undefined) draft.put('http.version', line.version);
  const url: Record<string, unknown> = { ...line.url };
  for (const field of REQUEST_FIELDS) draft.put(field, url[field.slice(4)]);
  return true;
}

function server(draft: Draft, value: unknown): void {
  const [, name = '', port] = /^(.*?)(?::(\d{1,5}))?$/s.exec(String(value)) ?? [];
  const ip = canonicalIp(String(value)) ?? canonicalIp(name);
  const field = ip === undefined ? 'destination.domain' : 'destination.ip';
  if (draft.has(field)) return;
  draft.put(field, ip ?? name.toLowerCase());
  if (canonicalIp(String(value)) === undefined && port !== undefined) draft.put('destination.port', port);
}

function version(draft: Draft, value: unknown): void {
  if (!draft.has('http.version')) draft.put('http.version', String(value).replace(/^HTTP\//, ''));
}

/** nginx writes seconds with milliseconds; ECS counts nanoseconds. */
function duration(draft: Draft, value: unknown): void {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 0) draft.put('event.duration', Math.round(seconds * 1e6) * 1e3);
  else draft.keep('request_time', value);
}

function typesOf(status: number): string[] {
  if (status === 401 || status === 403) return ['access', 'denied'];
  return status >= 500 ? ['access', 'error'] : ['access'];
}
