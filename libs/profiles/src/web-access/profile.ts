import { ECS_VERSION, type EventDraft } from '@khien/model';
import { fitEvent } from '../decode/fit-event';
import { innerRecord } from '../decode/inner-record';
import { canonicalIp } from '../decode/ip-address';
import { relatedOf } from '../decode/related';
import type { SyslogRecord } from '../decode/syslog';
import { isoOf, readClf, readIso, type Timestamp } from '../decode/timestamp';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { jsonAccessScore, readJsonAccess } from './read-json-access';
import { type RequestLine, readRequest } from './read-request';
import { readTrailing, type Trailing } from './read-trailing';
import { type AccessLine, scanAccessLine } from './scan-access-line';
import { unescapeField } from './unescape';

/** Access logs of nginx, Apache and whatever writes the common or combined format or its fields as JSON, bare or inside syslog. */
export const webAccess = defineProfile({
  id: 'web-access',
  version: 2,
  title: { vi: 'Nhật ký truy cập web (nginx, Apache)', en: 'Web access log (nginx, Apache)' },
  layer: 'application',
  logsource: { category: 'webserver', product: 'web' },
  recognise,
  toEvent,
});

type Http = NonNullable<EventDraft['http']>;

interface Parts {
  scanned: AccessLine;
  request: RequestLine | undefined;
  trailing: Trailing | undefined;
  header: SyslogRecord | undefined;
  time: string;
}

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (body.charCodeAt(0) === BRACE) return jsonAccessScore(body);
  const scanned = scanAccessLine(body);
  if (!scanned) return 0;
  // A name and a user: other logs that hold such a line inside look like that too.
  return scanned.user === undefined || canonicalIp(scanned.host) !== undefined ? 0.9 : 0.5;
}

const BRACE = 123;

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  if (body.charCodeAt(0) === BRACE) return readJsonAccess(body, context, header);
  const scanned = scanAccessLine(body);
  if (!scanned) {
    if (context.truncated) return refuse('truncated', 'cut before the end of the request');
    return refuse('unrecognised', 'expected: host ident user [time] "request" status bytes …');
  }
  const stamp = readTime(scanned.time, context);
  if (!stamp) return refuse('bad_field', 'time: expected [20/Nov/2026:08:15:30 +0700] or ISO 8601');
  const request = requestOf(scanned);
  const trailing = scanned.rest !== '' ? readTrailing(scanned.rest) : undefined;
  const event = draftOf({ scanned, request, trailing, header, time: isoOf(stamp.ms) }, context);
  return { ok: true, event: fitEvent(event, text.length), timeQuality: stamp.quality };
}

/** Some formats write a quoted field before the request: « "-" "GET / HTTP/1.1" ». */
function requestOf(scanned: AccessLine): RequestLine | undefined {
  const request = readRequest(unescapeField(scanned.request));
  const behind = scanned.request.lastIndexOf('" "');
  if (request || behind < 0) return request;
  const second = readRequest(unescapeField(scanned.request.slice(behind + 3)));
  return second?.version === undefined ? undefined : second;
}

/** Lines of one second follow one another, so the last one read answers most of the time. */
let last: { text: string; timezone: string; stamp: Timestamp } | undefined;

function readTime(text: string, context: ProfileContext): Timestamp | undefined {
  if (last?.text === text && last.timezone === context.timezone) return last.stamp;
  const stamp = readClf(text, 0, context) ?? readIso(text, 0, context);
  if (!stamp || stamp.end !== text.length) return undefined;
  last = { text, timezone: context.timezone, stamp };
  return stamp;
}

function draftOf(parts: Parts, context: ProfileContext): EventDraft {
  const { scanned, request, trailing, header } = parts;
  const host = scanned.chain ? clientOf(scanned.chain) : scanned.host;
  const ip = canonicalIp(host);
  const client = trailing?.forwarded[0];
  const user = scanned.user === undefined ? undefined : unescapeField(scanned.user);
  const server = serverOf(scanned.vhost);
  const event: EventDraft = {
    '@timestamp': parts.time,
    ecs: { version: ECS_VERSION },
    event: {
      kind: 'event',
      category: ['web'],
      type: typesOf(scanned.status),
      action: request ? 'http_request' : 'malformed_request',
      outcome: outcomeOf(scanned.status),
      dataset: 'web.access',
    },
    source: ip === undefined ? { address: host, domain: host } : { address: host, ip },
    http: httpOf(scanned, request),
  };
  if (request) event.url = request.url;
  if (server) event.destination = server;
  if (scanned.tls)
    event.tls = { version: scanned.tls.protocol.replace(/^TLSv/, ''), cipher: scanned.tls.cipher };
  if (user !== undefined) event.user = { name: user };
  if (scanned.userAgent !== undefined) event.user_agent = { original: unescapeField(scanned.userAgent) };
  if (trailing?.duration !== undefined) event.event.duration = trailing.duration;
  if (client !== undefined) event.client = { ip: client };
  if (header?.host !== undefined) event.host = { name: header.host };
  if (context.truncated) event.log = { flags: ['truncated'] };
  addVendor(event, parts);
  const related = relatedOf({
    ip: [ip, server?.ip, ...(trailing?.forwarded ?? []), ...(scanned.chain?.map(canonicalIp) ?? [])],
    user: [user],
    hosts: [server?.domain, request?.url.domain, header?.host],
  });
  if (related) event.related = related;
  return event;
}

function typesOf(status = 0): string[] {
  if (status === 401 || status === 403) return ['access', 'denied'];
  return status >= 500 ? ['access', 'error'] : ['access'];
}

function outcomeOf(status: number | undefined): 'success' | 'failure' | 'unknown' {
  if (status === undefined) return 'unknown';
  return status >= 400 ? 'failure' : 'success';
}

function serverOf(vhost: string | undefined): EventDraft['destination'] {
  if (vhost === undefined) return undefined;
  const [, name = '', port] = /^(.*?)(?::(\d{1,5}))?$/s.exec(vhost) ?? [];
  const ip = canonicalIp(vhost) ?? canonicalIp(name);
  const number = ip !== undefined && canonicalIp(vhost) !== undefined ? undefined : port;
  return {
    ...(ip === undefined ? { domain: name.toLowerCase() } : { ip, address: ip }),
    ...(number !== undefined && { port: Number(number) }),
  };
}

/** Of a forwarding chain the first public address: what stands before it are machines of the client's own network. */
function clientOf(chain: readonly string[]): string {
  return chain.find((hop) => canonicalIp(hop) !== undefined && !PRIVATE.test(hop)) ?? chain[0] ?? '';
}

const PRIVATE =
  /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i;

/** Written out without spreading: this runs for every line, and spreads were a quarter of the time. */
function httpOf(scanned: AccessLine, request: RequestLine | undefined): Http {
  const http: Http = {};
  const asked: NonNullable<Http['request']> = {};
  const answered: NonNullable<Http['response']> = {};
  if (request?.version !== undefined) http.version = request.version;
  if (request) asked.method = request.method;
  if (scanned.referrer !== undefined) asked.referrer = unescapeField(scanned.referrer);
  if (scanned.status !== undefined) answered.status_code = scanned.status;
  if (scanned.bytes !== undefined) answered.body = { bytes: scanned.bytes };
  if (request || scanned.referrer !== undefined) http.request = asked;
  if (scanned.status !== undefined || answered.body) http.response = answered;
  return http;
}

function addVendor(event: EventDraft, { scanned, request, trailing }: Parts): void {
  if (trailing?.vendor) event.vendor = trailing.vendor;
  if (!request && scanned.request !== '-' && scanned.request !== '')
    event.vendor = { ...event.vendor, request: unescapeField(scanned.request) };
}
