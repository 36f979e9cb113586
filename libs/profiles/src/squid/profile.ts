import { peel, peelForLook } from '../decode/peel';
import { readClf } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readRequest } from '../web-access/read-request';
import { type AccessLine, scanAccessLine } from '../web-access/scan-access-line';
import { putRequest } from '../web-server/put-request';

/** Squid: access.log in its native form and in the common and combined ones, cache.log as it is. https://wiki.squid-cache.org/Features/LogFormat */
export const squid = defineProfile({
  id: 'squid',
  version: 1,
  title: { vi: 'Máy chủ proxy Squid', en: 'Squid proxy' },
  layer: 'network',
  logsource: { category: 'proxy', product: 'squid' },
  recognise,
  toEvent,
});

/** `1795137330.123    207 10.40.3.9 TCP_MISS/200 318399 GET http://… an HIER_DIRECT/192.0.2.7 text/html …` */
const NATIVE =
  /^(\d{9,10}\.\d{3}) {1,12}(-?\d{1,12}) (\S{1,255}) ([A-Z][A-Z_]{2,60})\/(\d{3}) (-?\d{1,16}) (\S{1,40}) (\S{1,8192}) (\S{1,255}) ([A-Z][A-Z0-9_]{2,40})\/(\S{1,255})(?: (\S{1,255}))?/;
/** What Squid adds to a common or combined line: how it was answered. */
const RESULT = /^"?([A-Z][A-Z_]{2,60}):([A-Z][A-Z0-9_]{2,40})"?/;
const CACHE_LOG = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})? ?(?:kid\d{1,3})?\| /;

function recognise(text: string): number {
  const { body } = peelForLook(text);
  if (NATIVE.test(body)) return 0.95;
  if (CACHE_LOG.test(body)) return 0.9;
  return /(?:TCP|UDP|NONE)[A-Z_]{0,50}:[A-Z]/.test(body) && resultOf(scanAccessLine(body)) ? 0.95 : 0;
}

function resultOf(line: AccessLine | undefined): RegExpExecArray | undefined {
  return (line && RESULT.exec(line.rest.trimStart())) ?? undefined;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const { body } = peeled;
  const draft = openDraft(context);
  draft.put('observer.vendor', 'Squid');
  draft.put('observer.product', 'Squid');
  draft.put('observer.type', 'proxy');
  const native = NATIVE.exec(body);
  if (native) readNative(draft, native, body.slice(native[0].length));
  else if (!readCommon(draft, scanAccessLine(body), context)) {
    const cacheLog = CACHE_LOG.exec(body);
    if (!cacheLog && peeled.program !== 'squid')
      return refuse(
        context.truncated ? 'truncated' : 'unrecognised',
        'expected: time elapsed client RESULT/status bytes method URL user HIERARCHY/peer type',
      );
    if (cacheLog) draft.timeFrom(`${cacheLog[1]}-${cacheLog[2]}-${cacheLog[3]} ${cacheLog[4]}`);
    const message = body.slice(cacheLog?.[0].length ?? 0);
    draft.put('message', message);
    draft.put('event.dataset', 'squid.cache');
    draft.say({
      category: ['process'],
      type: /error|fatal/i.test(message) ? ['error'] : ['info'],
      action: 'squid',
    });
  }
  putDaemon(draft, { ...peeled, program: 'squid' });
  return draft.done();
}

function readNative(draft: Draft, parts: RegExpExecArray, rest: string): void {
  const [
    ,
    time,
    elapsed,
    client,
    result = '',
    status,
    bytes,
    method = '',
    url = '',
    user,
    hierarchy,
    peer,
    type,
  ] = parts;
  draft.timeFrom(time);
  draft.put('event.duration', Math.max(0, Number(elapsed)) * 1e6);
  putAddress(draft, 'source', client);
  draft.put('user.name', user);
  putNativeTarget(draft, method, url);
  draft.put('http.response.bytes', bytes);
  draft.put('http.response.mime_type', type);
  draft.keep('more', rest.trim());
  putAnswer(draft, { result, status: Number(status), hierarchy, peer });
}

/** The native form names no version of HTTP; without one, absolute targets could not be told from text. */
function putNativeTarget(draft: Draft, method: string, url: string): void {
  draft.put('http.request.method', method);
  const target = readRequest(`${method} ${url} HTTP/1.1`)?.url ?? { original: url };
  for (const [name, value] of Object.entries(target)) draft.put(`url.${name}`, value);
}

function readCommon(draft: Draft, line: AccessLine | undefined, context: ProfileContext): boolean {
  const found = resultOf(line);
  if (!line || !found) return false;
  draft.time(readClf(line.time, 0, context));
  putAddress(draft, 'source', line.host);
  draft.put('user.name', line.user);
  if (!putRequest(draft, line.request)) draft.put('url.original', line.request);
  draft.put('http.response.bytes', line.bytes);
  draft.put('http.request.referrer', line.referrer);
  draft.put('user_agent.original', line.userAgent);
  putAnswer(draft, { result: found[1] ?? '', status: line.status ?? 0, hierarchy: found[2] });
  return true;
}

interface Answer {
  result: string;
  /** 0 where the client went away before there was one. */
  status: number;
  hierarchy: string | undefined;
  peer?: string | undefined;
}

function putAnswer(draft: Draft, { result, status, hierarchy, peer }: Answer): void {
  draft.put('event.dataset', 'squid.access');
  draft.put('event.code', result);
  draft.keep('hierarchy', hierarchy);
  if (status > 0) draft.put('http.response.status_code', status);
  putAddress(draft, 'destination', peer);
  const domain = draft.get('url.domain');
  if (!draft.has('destination.domain')) draft.put('destination.domain', domain);
  draft.put('destination.port', draft.get('url.port'));
  const denied = result.includes('DENIED') || status === 403;
  const broken = /ABORTED|TIMEOUT|FAIL|IGNORED/.test(result);
  draft.say({
    category: ['network', 'web'],
    type: denied ? ['access', 'denied'] : broken ? ['connection', 'error'] : ['access', 'allowed'],
    action: 'http_request',
    outcome: denied || broken || status >= 400 || status === 0 ? 'failure' : 'success',
  });
}
