import { innerRecord } from '../decode/inner-record';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { denied, type ErrorForm, loginFailed, wordsOf } from '../web-server/error-words';
import { putModSecurity } from '../web-server/modsecurity';
import { putEnd, putRequest } from '../web-server/put-request';

/** Error log of nginx, bare or inside syslog: `2026/11/20 08:15:30 [error] 1234#1234: *77 message, client: …, server: …, request: "…"`. */
export const nginxError = defineProfile({
  id: 'nginx-error',
  version: 1,
  title: { vi: 'Nhật ký lỗi nginx', en: 'nginx error log' },
  layer: 'application',
  logsource: { category: 'webserver', product: 'nginx' },
  recognise: (text) => (HEAD.test(innerRecord(text).body) ? 0.95 : 0),
  toEvent,
});

const HEAD =
  /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) \[(debug|info|notice|warn|error|crit|alert|emerg)\] (\d{1,10})#(\d{1,10}): (?:\*(\d{1,19}) )?/;
/** Named values stand at the end of the message; the first name ends the message proper. */
const NAMES = /, (client|server|request|subrequest|upstream|host|referrer|responder|certificate|peer): /g;

const FORMS: readonly ErrorForm[] = [
  { pattern: /^user ".*" was not found in |: password mismatch|no user\/password/, words: loginFailed },
  { pattern: /^access forbidden by rule|is forbidden/, words: denied('access_denied') },
  { pattern: /^limiting (?:requests|connections)/, words: denied('request_limited') },
  { pattern: /^client intended to send too large body/, words: denied('request_too_large') },
  {
    pattern: /^client sent |invalid (?:host|method|header|request)/,
    words: { action: 'malformed_request', outcome: 'failure' },
  },
  {
    pattern: /^open\(\) ".*" failed|is not found \(/,
    words: { action: 'file_not_found', outcome: 'failure' },
  },
  { pattern: /SSL_do_handshake\(\)|SSL_read\(\)|certificate/, words: { action: 'tls_error' } },
  { pattern: /upstream/, words: { action: 'upstream_failed', outcome: 'failure' } },
];

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const head = HEAD.exec(body);
  if (!head) return refuse('unrecognised', 'expected: 2026/11/20 08:15:30 [level] pid#tid: message');
  const [whole, year, month, day, time, level = '', pid, thread, connection] = head;
  const draft = openDraft(context);
  if (!draft.time(readIso(`${year}-${month}-${day} ${time}`, 0, context)))
    return refuse('bad_field', 'time: expected a date that exists');
  if (header) putSyslog(draft, header);
  const rest = body.slice(whole.length);
  const named = namedValues(rest);
  const message = rest.slice(0, named.at);
  draft.put('message', rest);
  draft.put('log.level', level);
  draft.put('process.pid', pid);
  draft.keep('thread_id', thread);
  draft.keep('connection_id', connection);
  draft.put('observer.vendor', 'F5');
  draft.put('observer.product', 'nginx');
  draft.say({ ...wordsOf(message, level, FORMS), dataset: 'nginx.error' });
  putNamed(draft, named.values);
  if (named.ambiguous) draft.tag('client_ambiguous');
  putDetails(draft, message);
  if (!putModSecurity(draft, rest)) draft.put('observer.type', 'web-server');
  if (header?.host !== undefined) draft.put('host.name', header.host);
  return draft.done();
}

/**
 * The decoded path inside `open() "…" failed` is the client's to choose, and may hold « , client: » itself: names count from the end of the last
 * such quotation, and a line that names two clients says so.
 */
function namedValues(rest: string): { at: number; values: Map<string, string>; ambiguous: boolean } {
  const values = new Map<string, string>();
  const found = [...rest.matchAll(NAMES)].slice(0, 40);
  const start = Math.max(0, rest.lastIndexOf('" failed ('));
  const clients = new Set<string>();
  found.forEach((match, number) => {
    const from = match.index + match[0].length;
    const value = rest.slice(from, found[number + 1]?.index ?? rest.length).trim();
    const name = match[1] ?? '';
    if (name === 'client') clients.add(value);
    if (match.index >= start && !values.has(name)) values.set(name, value.replace(/^"(.*)"$/s, '$1'));
  });
  const at = found.find(({ index }) => index >= start)?.index ?? rest.length;
  return { at, values, ambiguous: clients.size > 1 };
}

function putNamed(draft: Draft, values: Map<string, string>): void {
  for (const [name, value] of values) {
    if (name === 'client') putEnd(draft, 'source', value);
    else if (name === 'request') putRequest(draft, value);
    else if (name === 'host') putEnd(draft, 'destination', value);
    else if (name === 'referrer') draft.put('http.request.referrer', value);
    else draft.keep(name, value);
  }
  const server = values.get('server') ?? '';
  if (
    !draft.has('destination.domain') &&
    !draft.has('destination.ip') &&
    /^[\w.-]+$/.test(server) &&
    server !== '_'
  )
    putEnd(draft, 'destination', server);
}

function putDetails(draft: Draft, message: string): void {
  const user = /^user "([^"]{1,256})"/.exec(message)?.[1];
  const file = /^open\(\) "([^"]{1,4096})"/.exec(message)?.[1];
  const code = /\((\d{1,5}): ([^)]{1,200})\)/.exec(message);
  draft.put('user.name', user);
  draft.put('file.path', file);
  draft.put('error.code', code?.[1]);
  if (draft.get('event.outcome') === 'failure') {
    draft.put('error.message', message);
    draft.put('event.reason', code?.[2] ?? message.slice(0, 300));
  }
}
