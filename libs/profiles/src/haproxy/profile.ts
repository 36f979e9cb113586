import { peel, peelForLook } from '../decode/peel';
import { type JsonObject, readJsonObject } from '../decode/read-json';
import { readClf } from '../decode/timestamp';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putDaemon } from '../draft/put-daemon';
import { putUrl } from '../draft/put-url';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { putRequest } from '../web-server/put-request';

/** HAProxy: HTTP, HTTPS, TCP and error lines, state of its servers, and access records written as JSON. https://docs.haproxy.org/3.0/configuration.html#8.2 */
export const haproxy = defineProfile({
  id: 'haproxy',
  version: 1,
  title: { vi: 'Bộ cân bằng tải HAProxy', en: 'HAProxy load balancer' },
  layer: 'application',
  logsource: { category: 'webserver', product: 'haproxy' },
  recognise: (text) => {
    const { body, program } = peelForLook(text);
    if (program !== undefined) return PROGRAM.test(program) ? 0.95 : 0;
    return LINE.test(body) || STATE.test(body) ? 0.92 : 0;
  },
  toEvent,
});

const PROGRAM = /^(?:haproxy|hapee)/;
/** `203.0.113.5:33317 [20/Nov/2026:08:15:30.655] frontend …` */
const LINE =
  /^(\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Fa-f:.]{2,45}|unix|-):(\d{1,5}) \[(\d\d\/[A-Za-z]{3}\/\d{4}:\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?)\] (\S{1,120}) /;
/** backend/server, timers, [status], bytes, [two cookies], state, connections, queues. */
const ANSWER =
  /^(\S{1,120})\/(\S{1,120}) (\+?-?\d{1,10}(?:\/\+?-?\d{1,10}){2,4})(?: (-1|\d{3}))? \+?(\d{1,16})(?: (\S{1,300}) (\S{1,300}))? ([A-Za-z-]{2,4}) (\+?\d{1,9}(?:\/\+?\d{1,9}){4}) (\d{1,9}\/\d{1,9})(?: |$)/;
const STATE =
  /^(?:(?:Backup )?[Ss]erver (\S{1,160}) is (?:going )?(UP|DOWN|DRAIN|MAINT\S*)|(?:backend|proxy) (\S{1,120}) has no server available|Proxy (\S{1,120}) (started|stopped|paused|enabled|disabled)|Health check for (?:backup )?server (\S{1,160}) (succeeded|failed))/i;

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const { body, program } = peeled;
  const line = LINE.exec(body);
  const ours = program !== undefined && PROGRAM.test(program);
  if (!ours && (program !== undefined || !(line || STATE.test(body))))
    return refuse(
      'unrecognised',
      'expected: client:port [20/Nov/2026:08:15:30.123] frontend backend/server …',
    );
  const draft = openDraft(context);
  draft.put('observer.vendor', 'HAProxy');
  draft.put('observer.product', 'HAProxy');
  draft.put('observer.type', 'load-balancer');
  draft.say({ category: ['network'], type: ['info'], action: 'haproxy' });
  if (line) readLine(draft, line, body.slice(line[0].length), context);
  else if (!readJson(draft, body, context)) readState(draft, body);
  putDaemon(draft, { ...peeled, program: program ?? 'haproxy' });
  return draft.done();
}

function readLine(draft: Draft, line: RegExpExecArray, rest: string, context: ProfileContext): void {
  const [, client = '', port, time = '', frontend = ''] = line;
  draft.time(readClf(time, 0, context));
  putAddress(draft, 'source', client.replace(/^\[|\]$/g, ''));
  draft.put('source.port', port);
  draft.put('service.name', frontend.replace(/~?(?:\/\S{1,60})?:?$/, ''));
  if (frontend.endsWith('~')) draft.put('network.protocol', 'https');
  const answer = ANSWER.exec(rest);
  if (!answer) {
    draft.put('message', rest.replace(/^: /, ''));
    draft.put('event.dataset', 'haproxy.error');
    const action = /handshake|SSL/i.test(rest) ? 'tls_error' : 'connection_error';
    draft.say({ category: ['network'], type: ['connection', 'error'], action, outcome: 'failure' });
    return;
  }
  const [whole, backend, server, timers = '', status, bytes, , , state = '', connections, queues] = answer;
  if (backend !== '<NOSRV>') draft.keep('backend', backend);
  if (server !== '<NOSRV>') draft.put('destination.domain', server);
  putDuration(draft, timers.split('/').at(-1));
  for (const [name, value] of Object.entries({ timers, state, connections, queues })) draft.keep(name, value);
  if (status === undefined) sayTcp(draft, bytes, state);
  else readHttp(draft, { status, bytes, state, rest: rest.slice(whole.length) });
}

/** Milliseconds; `+` before it while the transfer goes on. */
function putDuration(draft: Draft, total: string | undefined): void {
  const ms = Number(total?.replace('+', ''));
  if (ms >= 0) draft.put('event.duration', ms * 1e6);
}

function sayTcp(draft: Draft, bytes: string | undefined, state: string): void {
  draft.put('event.dataset', 'haproxy.tcp');
  draft.put('destination.bytes', bytes);
  const well = state.startsWith('--') || /^[Cc]D/.test(state);
  draft.say({
    category: ['network'],
    type: ['connection', 'end'],
    action: 'connection_ended',
    outcome: well ? 'success' : 'failure',
  });
}

interface Http {
  status: string;
  bytes: string | undefined;
  state: string;
  rest: string;
}

/** Captured headers stand in braces before the quoted request: those of the request, then those of the response. */
function readHttp(draft: Draft, { status, bytes, state, rest }: Http): void {
  draft.put('event.dataset', 'haproxy.http');
  draft.put('http.response.bytes', bytes);
  const quote = rest.indexOf('"');
  const end = rest.indexOf('"', quote + 1);
  const captured = rest.slice(0, Math.max(quote, 0)).trim();
  draft.keep('captured_headers', captured);
  if (quote >= 0) putRequest(draft, rest.slice(quote + 1, end < 0 ? undefined : end));
  const more = end < 0 ? '' : rest.slice(end + 1).trim();
  const tls = /^(?:\S{1,60} )?([\w.:-]{1,255})\/TLSv([\d.]{1,4})\/(\S{1,60})/.exec(more);
  if (tls) {
    if (tls[1] !== '-') draft.put('tls.client.server_name', tls[1]);
    draft.put('tls.version', tls[2]);
    draft.put('tls.cipher', tls[3]);
  } else draft.keep('more', more);
  sayHttp(draft, Number(status), state.startsWith('PR') || state.startsWith('PT'));
}

function sayHttp(draft: Draft, status: number, stoppedByProxy: boolean): void {
  if (status > 0) draft.put('http.response.status_code', status);
  const denied = status === 401 || status === 403 || (stoppedByProxy && status > 0 && status < 500);
  draft.say({
    category: ['web', 'network'],
    type: denied ? ['access', 'denied'] : status >= 500 ? ['access', 'error'] : ['access'],
    action: draft.has('url.original') || status >= 0 ? 'http_request' : 'malformed_request',
    outcome: status >= 400 || status < 0 ? 'failure' : status > 0 ? 'success' : 'unknown',
  });
}

/** Names people choose for JSON access records, and their places. */
const JSON_PLACES: Readonly<Record<string, Placing>> = {
  ...names(['ip', 'client_ip', 'clientip', 'src', 'src_ip', 'remote_addr', 'ci'], (draft, value) =>
    putAddress(draft, 'source', value),
  ),
  ...names(['port', 'client_port', 'src_port', 'cp'], 'source.port'),
  ...names(['server_ip', 'dst', 'dst_ip', 'si'], (draft, value) => putAddress(draft, 'destination', value)),
  ...names(['server_port', 'dst_port', 'sp'], 'destination.port'),
  ...names(['meth', 'method', 'http_method'], 'http.request.method'),
  ...names(['path', 'uri', 'url', 'http_uri'], putUrl),
  ...names(['qs', 'query', 'http_query'], 'url.query'),
  ...names(['fqdn', 'host', 'vhost', 'http_host'], ['url.domain', 'destination.domain']),
  ...names(['ua', 'user_agent', 'http_user_agent'], 'user_agent.original'),
  ...names(['referer', 'http_referer'], 'http.request.referrer'),
  ...names(['bytes', 'bytes_read'], 'http.response.bytes'),
  ...names(['vers', 'http_version'], (draft, value) =>
    draft.put('http.version', String(value).replace(/^HTTP\//, '')),
  ),
  ...names(['uniqueid', 'unique_id', 'request_id'], 'http.request.id'),
  ...names(['frontend', 'ft', 'fe_name'], 'service.name'),
  ...names(['request', 'http_request'], (draft, value) => {
    putRequest(draft, String(value));
  }),
  country: 'source.geo.country_iso_code',
  ctn: 'http.response.mime_type',
};

function names(all: readonly string[], place: Placing): Record<string, Placing> {
  return Object.fromEntries(all.map((name) => [name, place]));
}

const TIMES = ['date', 'time', 'timestamp', '@timestamp', 'accept_date'] as const;
const STATUSES = ['code', 'http_status', 'status_code', 'status'] as const;

function readJson(draft: Draft, body: string, context: ProfileContext): boolean {
  const brace = body.indexOf('{');
  if (brace < 0 || brace > 60) return false;
  const read = readJsonObject(body.slice(brace), context);
  if (!read.ok) return false;
  const record: JsonObject = read.value;
  const time = TIMES.find((name) => record[name] !== undefined);
  const code = STATUSES.find((name) => /^-?\d{1,3}$/.test(String(record[name])));
  if (time !== undefined) draft.timeFrom(record[time]);
  const rest = Object.entries(record).filter(([name]) => name !== time && name !== code);
  draft.place(rest, JSON_PLACES);
  draft.put('event.dataset', 'haproxy.http');
  sayHttp(draft, code === undefined ? 0 : Number(record[code]), false);
  return true;
}

function readState(draft: Draft, body: string): void {
  draft.put('message', body);
  draft.put('event.dataset', 'haproxy.state');
  const found = STATE.exec(body);
  if (!found) return;
  const [, server, state, backend, proxy, change, checked, result] = found;
  const down = state?.toUpperCase() === 'DOWN' || backend !== undefined || result === 'failed';
  draft.put('service.name', server ?? backend ?? proxy ?? checked);
  const word = backend !== undefined ? 'backend_down' : (state ?? change ?? `check_${result}`).toLowerCase();
  draft.say({
    category: ['host'],
    type: down ? ['error'] : ['info'],
    action: server !== undefined ? `server_${word}` : proxy !== undefined ? `proxy_${word}` : word,
    outcome: down ? 'failure' : 'success',
  });
}
