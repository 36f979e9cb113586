import { canonicalIp } from '../decode/ip-address';
import type { Draft, Placing } from '../draft/open-draft';
import { putEnd } from '../web-server/put-request';

/** Names of the W3C extended log format as IIS, http.sys and their modules use them. https://learn.microsoft.com/iis/manage/provisioning-and-managing-iis/configure-logging-in-iis */
export const MAP: Record<string, Placing> = {
  's-computername': ['host.name', 'observer.hostname'],
  's-ip': (draft, value) => putEnd(draft, 'destination', String(value)),
  's-port': 'destination.port',
  'c-ip': (draft, value) => putEnd(draft, 'source', String(value)),
  'c-port': 'source.port',
  'cs-method': 'http.request.method',
  'cs-version': (draft, value) => draft.put('http.version', String(value).replace(/^HTTP\//, '')),
  'cs-host': (draft, value) => draft.put('url.domain', String(value).replace(/:\d+$/, '').toLowerCase()),
  'cs-username': putUser,
  'cs(User-Agent)': (draft, value) => draft.put('user_agent.original', String(value).replaceAll('+', ' ')),
  'cs(Referer)': 'http.request.referrer',
  'cs(Cookie)': (draft, value) => draft.keep('cookie', value),
  'sc-status': 'http.response.status_code',
  'sc-bytes': 'http.response.bytes',
  'cs-bytes': 'http.request.bytes',
  'time-taken': putDuration,
  'X-Forwarded-For': putForwarded,
  'x-forwarded-for': putForwarded,
  'cs(X-Forwarded-For)': putForwarded,
  's-reason': 'event.reason',
};

/** `DOMAIN\user`, `user@domain` stays whole: the domain there is part of the account's name. */
function putUser(draft: Draft, value: unknown): void {
  const [, domain, name] = /^([^\\]{1,200})\\(.+)$/s.exec(String(value)) ?? [];
  draft.put('user.name', name ?? value);
  draft.put('user.domain', domain);
}

/** IIS counts milliseconds. */
function putDuration(draft: Draft, value: unknown): void {
  const milliseconds = Number(value);
  if (Number.isInteger(milliseconds) && milliseconds >= 0) draft.put('event.duration', milliseconds * 1e6);
  else draft.keep('time-taken', value);
}

function putForwarded(draft: Draft, value: unknown): void {
  const hops = String(value)
    .split(/,\+?\s?/)
    .map((hop) => canonicalIp(hop));
  if (hops.includes(undefined)) draft.keep('x_forwarded_for', value);
  else {
    draft.put('client.ip', hops[0]);
    draft.put('related.ip', hops.slice(0, 32));
  }
}
