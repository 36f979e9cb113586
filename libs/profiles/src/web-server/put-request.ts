import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { readRequest } from '../web-access/read-request';

const URL_FIELDS = ['original', 'path', 'query', 'extension', 'scheme', 'domain', 'port'] as const;

/** `GET /x HTTP/1.1` into `http.request.method`, `http.version` and `url.*`; false when it is no HTTP (then it is kept as it came). */
export function putRequest(draft: Draft, text: string): boolean {
  const line = readRequest(text);
  if (!line) {
    draft.keep('request', text);
    return false;
  }
  draft.put('http.request.method', line.method);
  draft.put('http.version', line.version);
  for (const name of URL_FIELDS) if (!draft.has(`url.${name}`)) draft.put(`url.${name}`, line.url[name]);
  return true;
}

/** A target without its method: path, query and extension. */
export function putTarget(draft: Draft, target: string): void {
  const line = readRequest(`GET ${target} HTTP/1.1`);
  if (!line) return;
  for (const name of URL_FIELDS) if (!draft.has(`url.${name}`)) draft.put(`url.${name}`, line.url[name]);
}

/** `192.0.2.1:53375`, `[2001:db8::1]:443`, `fe80::1%3`, `host.example`: one end of a connection. */
export function putEnd(draft: Draft, side: 'source' | 'destination' | 'server', text: string): void {
  const colon = text.lastIndexOf(':');
  // Apache writes `::1:51234`: five digits are no group of an IPv6 address.
  const port =
    canonicalIp(text) === undefined && /^\d{1,5}$/.test(text.slice(colon + 1))
      ? text.slice(colon + 1)
      : undefined;
  const name = (colon < 0 || port === undefined ? text : text.slice(0, colon)).trim();
  const ip = canonicalIp(name);
  if (name === '' || name === '-') return;
  draft.put(`${side}.address`, ip ?? name);
  draft.put(ip === undefined ? `${side}.domain` : `${side}.ip`, ip ?? name.toLowerCase());
  if (colon >= 0 && port !== undefined) draft.put(`${side}.port`, port);
}
