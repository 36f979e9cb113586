import { wafVerdictOf } from '../decode/waf-words';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSeverity } from '../draft/put-severity';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import { sayWaf } from '../draft/say-waf';
import { putRequest } from '../web-server/put-request';

/** Names of ASM's remote log, which CEF has as labels too. https://techdocs.f5.com/en-us/bigip-16-1-0/external-monitoring-of-big-ip-systems-implementations/event-messages-and-attack-types.html */
export const ASM_PLACES: Readonly<Record<string, Placing>> = {
  unit_hostname: ['host.name', 'observer.hostname', 'observer.name'],
  management_ip_address: (draft, value) => draft.put('observer.ip', [value]),
  policy_name: ['rule.ruleset'],
  attack_type: 'rule.category',
  violations: (draft, value) => {
    if (!draft.has('event.reason')) draft.put('event.reason', value);
  },
  sig_names: 'rule.name',
  sig_ids: 'rule.id',
  support_id: 'event.id',
  response_code: (draft, value) => {
    if (value !== '0') draft.put('http.response.status_code', value);
  },
  ip_client: (draft, value) => putAddress(draft, 'source', value),
  src_port: 'source.port',
  dest_ip: (draft, value) => putAddress(draft, 'destination', value),
  dest_port: 'destination.port',
  x_forwarded_for_header_value: (draft, value) => putAddress(draft, 'client', String(value).split(',')[0]),
  method: 'http.request.method',
  protocol: (draft, value) => draft.put('network.protocol', String(value).toLowerCase()),
  uri: putUrl,
  query_string: 'url.query',
  username: (draft, value) => putUser(draft, 'user', value),
  geo_location: (draft, value) =>
    draft.put(/^[A-Z]{2}$/.test(String(value)) ? 'source.geo.country_iso_code' : 'source.geo.name', value),
  virus_name: 'threat.indicator.name',
  request: putWholeRequest,
  full_request: putWholeRequest,
};

/** The request as it came, cut at its first line and its headers; the body is kept under `vendor` like the rest. */
function putWholeRequest(draft: Draft, value: unknown): void {
  const text = String(value);
  const lines = text.split(/\\r\\n|\r?\n/, 60);
  const [first = ''] = lines;
  if (!draft.has('url.original')) putRequest(draft, first);
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const field = HEADERS.get(name);
    if (field !== undefined && !draft.has(field)) draft.put(field, line.slice(colon + 1).trim());
  }
  draft.keep('request', text);
}

const HEADERS: ReadonlyMap<string, string> = new Map([
  ['host', 'url.domain'],
  ['user-agent', 'user_agent.original'],
  ['referer', 'http.request.referrer'],
]);

/** ASM's key="value" record: one request that was judged. */
export function readAsm(draft: Draft, pairs: ReadonlyMap<string, string>): void {
  draft.put('event.module', 'asm');
  draft.put('event.dataset', 'f5.asm');
  const rest = [...pairs].filter(([name]) => name !== 'date_time' && name !== 'severity');
  draft.place(rest, ASM_PLACES);
  putSeverity(draft, pairs.get('severity'));
  sayAsm(draft, pairs.get('request_status'));
}

/** `passed` with a violation is an attack that was let through. */
export function sayAsm(draft: Draft, status: string | undefined): void {
  const attack = draft.has('rule.category') || draft.has('rule.name') || draft.has('event.reason');
  if (!draft.has('rule.name')) draft.put('rule.name', draft.get('event.reason'));
  const verdict = wafVerdictOf(status);
  sayWaf(draft, { verdict: verdict === 'passed' && attack ? 'alert' : verdict, attack });
}
