import { isJsonObject, type JsonObject } from '../decode/read-json';
import { readTime } from '../decode/read-time';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import type { ProfileContext } from '../profile';
import { putRequest } from '../web-server/put-request';
import { type Finding, findingOf, putFindings } from './verdict';

/** Three shapes of one thing: ModSecurity 3 (all inside `transaction`), Coraza (findings beside it), ModSecurity 2 (`request`, `response`, `audit_data` beside it). */
export function readAuditJson(
  draft: Draft,
  record: JsonObject,
  transaction: JsonObject,
  context: ProfileContext,
): void {
  const request = objectOf(transaction.request) ?? objectOf(record.request) ?? {};
  const response = objectOf(transaction.response) ?? objectOf(record.response) ?? {};
  const audit = objectOf(record.audit_data) ?? {};
  const producer = objectOf(transaction.producer) ?? {};
  putTime(draft, transaction, context);
  putAddress(draft, 'source', transaction.client_ip ?? transaction.remote_address);
  draft.put('source.port', transaction.client_port ?? transaction.remote_port);
  putAddress(draft, 'destination', transaction.host_ip ?? transaction.local_address);
  draft.put('destination.port', transaction.host_port ?? transaction.local_port);
  draft.put('http.request.id', transaction.unique_id ?? transaction.transaction_id ?? transaction.id);
  const status = response.http_code ?? response.status;
  if (status !== 0) draft.put('http.response.status_code', status);
  putAsked(draft, request);
  const engine = producer.secrules_engine ?? producer.rule_engine ?? audit.engine_mode;
  draft.keep('engine', engine);
  for (const [name, value] of Object.entries({
    producer,
    response_headers: response.headers,
    action: audit.action,
  }))
    draft.keep(name, value);
  const findings = findingsOf(transaction.messages ?? record.messages ?? audit.messages);
  putFindings(draft, findings, stoppedOf({ transaction, audit, engine, status, findings }));
}

function putTime(draft: Draft, transaction: JsonObject, context: ProfileContext): void {
  const { unix_timestamp: unix, time_stamp: stamp, timestamp, time } = transaction;
  if (typeof unix === 'number' && draft.timeFrom(Math.floor(unix > 1e15 ? unix / 1e6 : unix))) return;
  const text = [stamp, timestamp, time].find((one) => typeof one === 'string');
  if (typeof text !== 'string') return;
  // `Fri Nov 20 08:15:30 2026`: the year comes last.
  const found = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} [ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/.exec(text);
  draft.time(readTime(found ? `${found[1]} ${found[3]} ${found[2]}` : text, context));
}

function putAsked(draft: Draft, request: JsonObject): void {
  const line = typeof request.request_line === 'string' ? request.request_line : undefined;
  const { method, uri, http_version: version } = request;
  if (line !== undefined) putRequest(draft, line);
  else if (typeof method === 'string' && typeof uri === 'string')
    putRequest(draft, `${method} ${uri} HTTP/${String(version ?? '1.1').replace(/^HTTP\//, '')}`);
  for (const [name, value] of Object.entries(objectOf(request.headers) ?? {})) putHeader(draft, name, value);
}

const HEADERS: ReadonlyMap<string, string> = new Map([
  ['host', 'url.domain'],
  ['user-agent', 'user_agent.original'],
  ['referer', 'http.request.referrer'],
]);

/** What opens a session or an account stays in the journal. */
const SECRET: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-auth-token',
]);

/** Coraza has a list for every header. */
export function putHeader(draft: Draft, name: string, value: unknown): void {
  const text = Array.isArray(value) ? value[0] : value;
  const field = HEADERS.get(name.toLowerCase());
  if (SECRET.has(name.toLowerCase())) draft.keep(`header.${name.toLowerCase()}`, 'withheld');
  else if (field === undefined) draft.keep(`header.${name.toLowerCase()}`, text);
  else if (field === 'url.domain') {
    const host = String(text)
      .replace(/:\d{1,5}$/, '')
      .toLowerCase();
    draft.put('url.domain', host);
    draft.put('destination.domain', host);
  } else draft.put(field, text);
}

function findingsOf(messages: unknown): Finding[] {
  if (!Array.isArray(messages)) return [];
  return messages.slice(0, 100).flatMap((one): Finding[] => {
    if (typeof one === 'string') return [findingOf(one)];
    if (!isJsonObject(one)) return [];
    const details = objectOf(one.details) ?? objectOf(one.data) ?? {};
    return [
      {
        id: textOf(details.ruleId ?? details.id),
        message: textOf(details.msg) ?? textOf(one.message),
        data: textOf(details.data),
        severity: textOf(details.severity),
        tags: Array.isArray(details.tags) ? details.tags.map(String) : undefined,
      },
    ];
  });
}

interface Outcome {
  transaction: JsonObject;
  audit: JsonObject;
  engine: unknown;
  status: unknown;
  findings: readonly Finding[];
}

const REFUSALS: ReadonlySet<unknown> = new Set([400, 401, 403, 405, 406, 413, 418, 429, 444, 501]);

/** Two of the three say whether they stepped in; ModSecurity 3 does not, so a refusal with findings under an engine that blocks counts as one. */
function stoppedOf({ transaction, audit, engine, status, findings }: Outcome): boolean {
  if (typeof transaction.is_interrupted === 'boolean') return transaction.is_interrupted;
  const action = objectOf(audit.action);
  if (action) return action.intercepted === true;
  if (audit.messages !== undefined) return false;
  return findings.length > 0 && /^(?:enabled|on)$/i.test(String(engine)) && REFUSALS.has(status);
}

function objectOf(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
