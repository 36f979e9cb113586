import { readJsonObject } from '../decode/read-json';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putTarget } from '../web-server/put-request';

const FLOWS: Readonly<Record<string, string>> = {
  REQUEST_IN: 'api_request',
  REQUEST_OUT: 'api_request_forwarded',
  RESPONSE_IN: 'api_response_received',
  RESPONSE_OUT: 'api_response',
};

const MAP: Record<string, Placing> = {
  sourceIP: (draft, value) => putAddress(draft, 'source', value),
  verb: 'http.request.method',
  correlationId: 'http.request.id',
  apiTo: (draft, value) => putTarget(draft, `/${String(value).replace(/^\/+/, '')}`),
  apiName: ['service.name', 'xroad.service.service_code'],
  apiVersion: ['service.version', 'xroad.service.service_version'],
  applicationName: 'organization.name',
  applicationOwner: 'user.name',
  userName: 'user.name',
  headers: putHeaders,
};
const HEADERS: Record<string, Placing> = {
  'User-Agent': 'user_agent.original',
  'user-agent': 'user_agent.original',
  Host: 'url.domain',
  host: 'url.domain',
  'Content-Type': 'http.request.mime_type',
  'X-Purpose': 'access.purpose',
  'x-purpose': 'access.purpose',
  'X-Case-Id': 'access.case_id',
  'x-case-id': 'access.case_id',
  'X-Agreement-Id': 'access.agreement_id',
  'x-agreement-id': 'access.agreement_id',
};

/** One of the four rows of a call through the gateway: `{API_LOG} name - {"flow":"RESPONSE_OUT","statusCode":200,…}`. */
export function putCall(draft: Draft, name: string, json: string): boolean {
  const read = readJsonObject(json, {});
  if (!read.ok) return false;
  const { flow, statusCode, ...rest } = read.value;
  draft.place(Object.entries(rest), MAP);
  const api = name.trim();
  if (!draft.has('service.name')) draft.put('service.name', api);
  if (!draft.has('xroad.service.service_code')) draft.put('xroad.service.service_code', api);
  const step = String(flow ?? '');
  // The back end's answer and the gateway's would otherwise count as two.
  if (step === 'RESPONSE_IN') draft.keep('backend_status', statusCode);
  else draft.put('http.response.status_code', statusCode);
  draft.keep('flow', step);
  const status = Number(draft.get('http.response.status_code') ?? 0);
  const denied = status === 401 || status === 403;
  if (status > 0) draft.put('access.authorisation', denied ? 'denied' : 'granted');
  draft.put('access.channel', 'lgsp');
  // One row of the four speaks for the call.
  if (step === 'RESPONSE_OUT') draft.put('access.dataset', draft.get('xroad.service.service_code'));
  draft.say({
    category: ['api'],
    type: denied ? ['access', 'denied'] : status >= 500 ? ['access', 'error'] : ['access'],
    action: FLOWS[step] ?? 'api_request',
    dataset: 'wso2.api',
  });
  return true;
}

function putHeaders(draft: Draft, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { Authorization, authorization, ...rest } = value as Record<string, unknown>;
  if (Authorization !== undefined || authorization !== undefined)
    draft.put('access.authentication', methodOf(Authorization ?? authorization));
  const entries = Object.entries(rest);
  draft.place(
    entries.filter(([name]) => Object.hasOwn(HEADERS, name)),
    HEADERS,
  );
  for (const [name, header] of entries)
    if (!Object.hasOwn(HEADERS, name)) draft.keep(`header_${name}`, header);
}

/** The scheme says how the caller proved who it is; the credential itself is not kept. */
function methodOf(header: unknown): string {
  return /^basic\b/i.test(String(header)) ? 'basic' : 'oauth2';
}
