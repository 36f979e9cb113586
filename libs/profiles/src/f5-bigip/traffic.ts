import { readPairs } from '../decode/pairs';
import { readClf } from '../decode/timestamp';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';
import type { ProfileContext } from '../profile';
import { putEnd, putRequest } from '../web-server/put-request';

const RULE = /^Rule (\S{1,200}) <([A-Z_]{3,40})>: /;
const SSL = /^\[ssl_(acc|req)\] ?/;
const SSL_ACC = /^(\S{2,60}) (\S{1,60}) (\S{1,255}) \[([^\]]{10,40})\] "([^"]{0,8192})" (\d{3}) (\d{1,12}|-)/;
const SSL_REQ = /^\[([^\]]{10,40})\] (\S{2,60}) (\S{1,20}) (\S{1,60}) "([^"]{0,8192})" (\d{1,12}|-)/;

const source = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const server = (draft: Draft, value: unknown): void => {
  if (!draft.has('destination.ip')) putEnd(draft, 'destination', String(value));
};

/** Names that people give the fields of an iRule's line. */
const PLACES: Readonly<Record<string, Placing>> = {
  client_ip: source,
  clientip: source,
  src_ip: source,
  src: source,
  client_port: 'source.port',
  src_port: 'source.port',
  lb_server: server,
  server_ip: server,
  dst_ip: server,
  node: server,
  server_port: 'destination.port',
  virtual: 'service.name',
  host: ['url.domain', 'destination.domain'],
  username: (draft, value) => putUser(draft, 'user', value),
  user: (draft, value) => putUser(draft, 'user', value),
  request: (draft, value) => {
    putRequest(draft, String(value));
  },
  uri: putUrl,
  method: 'http.request.method',
  server_status: 'http.response.status_code',
  status: 'http.response.status_code',
  content_type: 'http.response.mime_type',
  content_length: 'http.response.body.bytes',
  user_agent: 'user_agent.original',
  referer: 'http.request.referrer',
};

/** Requests as an iRule logs them (`Rule /Common/x <HTTP_RESPONSE>: client_ip=… …`) and those to the device's own pages (`[ssl_acc]`). False when it is neither. */
export function readTraffic(draft: Draft, message: string, context: ProfileContext): boolean {
  const rule = RULE.exec(message);
  if (rule) {
    draft.put('event.module', 'http');
    draft.put('rule.name', rule[1]);
    draft.put('event.provider', rule[2]);
    draft.place(readPairs(message.slice(rule[0].length)), PLACES);
    sayRequest(draft, 'irule');
    return true;
  }
  const ssl = SSL.exec(message);
  return ssl !== null && readOwnPages(draft, message.slice(ssl[0].length), context);
}

function readOwnPages(draft: Draft, rest: string, context: ProfileContext): boolean {
  const access = SSL_ACC.exec(rest);
  const request = access ? null : SSL_REQ.exec(rest);
  const time = access?.[4] ?? request?.[1];
  if (time !== undefined) draft.time(readClf(time, 0, context));
  source(draft, access?.[1] ?? request?.[2]);
  draft.put('user.name', access?.[3]);
  const asked = access?.[5] ?? request?.[5] ?? '';
  // Only the target, or the whole request line.
  if (asked.startsWith('/')) putUrl(draft, asked);
  else if (asked !== '') putRequest(draft, asked);
  draft.put('http.response.status_code', access?.[6]);
  draft.put('http.response.body.bytes', access?.[7] ?? request?.[6]);
  draft.put('tls.cipher', request?.[4]);
  draft.put('event.module', 'http');
  sayRequest(draft, 'management_request');
  return true;
}

function sayRequest(draft: Draft, action: string): void {
  const status = draft.get('http.response.status_code');
  draft.put('event.dataset', 'f5.http');
  draft.put('observer.type', 'load-balancer');
  draft.say({
    category: draft.has('url.original') ? ['web', 'network'] : ['network'],
    type: ['access'],
    action: draft.has('url.original') && action === 'irule' ? 'http_request' : action,
    outcome: typeof status !== 'number' ? 'unknown' : status >= 400 ? 'failure' : 'success',
  });
}
