import type { JsonObject } from '../decode/read-json';
import { readClf } from '../decode/timestamp';
import type { Draft, Placing } from '../draft/open-draft';
import type { ProfileContext } from '../profile';
import { putEnd, putRequest, putTarget } from '../web-server/put-request';

/** Attribute names of Tomcat's JsonAccessLogValve. https://tomcat.apache.org/tomcat-11.0-doc/config/valve.html */
const MAP: Record<string, Placing> = {
  remoteAddr: (draft, value) => putEnd(draft, 'source', String(value)),
  host: (draft, value) => {
    if (!draft.has('source.address')) putEnd(draft, 'source', String(value));
  },
  localAddr: (draft, value) => putEnd(draft, 'destination', String(value)),
  port: 'destination.port',
  user: 'user.name',
  request: (draft, value) => void putRequest(draft, String(value)),
  method: 'http.request.method',
  protocol: (draft, value) => draft.put('http.version', String(value).replace(/^HTTP\//, '')),
  path: (draft, value) => putTarget(draft, String(value)),
  query: (draft, value) => draft.put('url.query', String(value).replace(/^\?/, '')),
  statusCode: 'http.response.status_code',
  size: 'http.response.body.bytes',
  byteSentNC: 'http.response.body.bytes',
  localServerName: 'url.domain',
  requestHeaders: putHeaders,
};

export function isJsonAccess(record: JsonObject): boolean {
  return (
    'statusCode' in record &&
    ('request' in record || 'path' in record) &&
    ('host' in record || 'remoteAddr' in record)
  );
}

export function putJsonAccess(draft: Draft, record: JsonObject, context: ProfileContext): void {
  const { time, ...rest } = record;
  if (!draft.timeFrom(time)) draft.time(readClf(String(time).replace(/^\[/, ''), 0, context));
  const entries = Object.entries(rest);
  draft.place(
    entries.filter(([name]) => name === 'remoteAddr'),
    MAP,
  );
  draft.place(
    entries.filter(([name]) => name !== 'remoteAddr' && name !== 'path'),
    MAP,
  );
  if (!draft.has('url.path')) draft.place([['path', rest.path]], MAP);
}

function putHeaders(draft: Draft, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  draft.place(Object.entries(value), {
    'User-Agent': 'user_agent.original',
    Referer: 'http.request.referrer',
  });
}
