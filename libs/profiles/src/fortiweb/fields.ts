import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';

const NOBODY: ReadonlySet<string> = new Set(['unknown', 'none', 'n/a', '']);
const source = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const destination = (draft: Draft, value: unknown): void => putAddress(draft, 'destination', value);
/** FortiWeb writes `none` and `Unknown` where there is nothing. */
const some = (field: string) => (draft: Draft, value: unknown) => {
  if (!NOBODY.has(String(value).toLowerCase()) && !draft.has(field)) draft.put(field, value);
};

/** `an@haivan.example` is `an` of a domain. */
function user(draft: Draft, value: unknown): void {
  const name = String(value);
  if (NOBODY.has(name.toLowerCase()) || draft.has('user.name')) return;
  const at = name.indexOf('@');
  draft.put('user.name', at > 0 ? name.slice(0, at) : name);
  if (at > 0) {
    draft.put('user.domain', name.slice(at + 1));
    draft.put('user.email', name);
  }
}

/** Names of the FortiWeb log reference and their places. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  log_id: 'event.code',
  logid: 'event.code',
  msg_id: 'event.id',
  device_id: 'observer.serial_number',
  devid: 'observer.serial_number',
  devname: ['observer.hostname', 'observer.name'],
  src: source,
  src_ip: source,
  original_src: (draft, value) => putAddress(draft, 'client', value),
  src_port: 'source.port',
  dst: destination,
  dst_ip: destination,
  dst_port: 'destination.port',
  srccountry: (draft, value) => {
    if (value !== 'Reserved') draft.put('source.geo.name', value);
  },
  proto: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  policy: 'rule.ruleset',
  app_name: 'service.name',
  server_pool_name: some('service.name'),
  http_method: (draft, value) => some('http.request.method')(draft, String(value).toUpperCase()),
  http_url: putUrl,
  http_host: (draft, value) => {
    some('url.domain')(draft, value);
    some('destination.domain')(draft, value);
  },
  ep_domain: some('url.domain'),
  http_agent: some('user_agent.original'),
  http_refer: some('http.request.referrer'),
  http_version: (draft, value) => some('http.version')(draft, String(value) === '1.x' ? 'none' : value),
  http_retcode: 'http.response.status_code',
  http_request_bytes: 'http.request.bytes',
  http_response_bytes: 'http.response.bytes',
  signature_id: some('rule.id'),
  owasp_top10: some('rule.description'),
  user_name: user,
  login_user: user,
  user,
  msg: 'message',
  reason: some('event.reason'),
  cipher_suite: some('tls.cipher'),
};

const SERVICE = /^([a-z]+)(?:\/tls(\d(?:\.\d)?))?$/i;

/** `https/tls1.2`. */
export function putService(draft: Draft, service: string | undefined): void {
  const found = SERVICE.exec(service ?? '');
  draft.put('network.protocol', (found?.[1] ?? service)?.toLowerCase());
  draft.put('tls.version', found?.[2]);
}
