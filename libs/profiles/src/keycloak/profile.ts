import type { EventDraft } from '@khien/model';
import { type InnerRecord, innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSyslog } from '../draft/put-syslog';
import {
  defineProfile,
  type Logsource,
  type ParseResult,
  type ProfileContext,
  type Refusal,
  refuse,
} from '../profile';
import { parsed, roleNames, wordsOfAdmin } from './admin-words';
import { type KeycloakRecord, readJsonRecord, readLogLine } from './read-record';
import { reasonOfError, wordsOfType } from './words';

/** Keycloak (and Red Hat's build of it): user and administrator events of the log, as JSON, and from the REST interface. */
export const keycloak = defineProfile({
  id: 'keycloak',
  version: 1,
  title: { vi: 'Đăng nhập một lần Keycloak', en: 'Keycloak single sign-on' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

function logsource({ event }: EventDraft): Logsource | Logsource[] {
  const categories = ['authentication', 'iam'].filter((one) => event.category?.includes(one));
  const [only = 'application', ...others] = categories;
  const sources = [only, ...others].map((category) => ({ category, product: 'keycloak' }));
  return sources.length === 1 ? (sources[0] ?? { product: 'keycloak' }) : sources;
}

const EVENT = /(?:^|\) )(?:type|operationType)="?[A-Z_]{3,60}"?, realmId=/;

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (body.startsWith('{')) {
    if (body.includes('"org.keycloak')) return 0.97;
    return body.includes('"realmId"') && (body.includes('"ipAddress"') || body.includes('"authDetails"'))
      ? 0.95
      : 0;
  }
  const head = body.slice(0, 400);
  return head.includes('[org.keycloak') || EVENT.test(head) ? 0.96 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const inner = innerRecord(text, context);
  const record = readRecord(inner, context);
  if ('ok' in record) return record;
  const draft = openDraft(context);
  if (record.time && 'ms' in record.time) draft.time(record.time);
  else if (record.time) draft.timeFrom(record.time.value);
  const host = record.host ?? inner.header?.host;
  if (host !== undefined) draft.put('host.name', host);
  draft.put('observer.vendor', 'Keycloak');
  draft.put('observer.product', 'Keycloak');
  draft.put('observer.type', 'identity-provider');
  draft.put('log.level', record.level?.toLowerCase());
  draft.put('log.logger', record.logger);
  draft.put('message', record.message);
  if (record.thread !== undefined) draft.keep('thread', record.thread);
  for (const [name, value] of record.rest) draft.keep(name, value);
  if (record.event.has('operationType')) placeAdmin(draft, record.event);
  else if (record.event.has('type')) placeUserEvent(draft, record.event);
  else placeOther(draft, record);
  if (inner.header) putSyslog(draft, inner.header);
  return draft.done();
}

function readRecord({ body }: InnerRecord, context: ProfileContext): KeycloakRecord | Refusal {
  if (!body.startsWith('{'))
    return (
      readLogLine(body, context) ??
      refuse(
        'unrecognised',
        'expected a line of org.keycloak, or an event that begins with type or operationType',
      )
    );
  const read = readJsonObject(body, context);
  if (!read.ok) return read;
  return (
    readJsonRecord(read.value) ??
    refuse('unrecognised', 'expected JSON of org.keycloak, or an event with realmId')
  );
}

const NULLS: ReadonlySet<unknown> = new Set(['null', 'NULL', '', undefined, null]);

function text(event: Map<string, unknown>, name: string): string | undefined {
  const value = event.get(name);
  return NULLS.has(value) || typeof value === 'object' ? undefined : String(value);
}

/** Names placed in the event's own fields; every other one is kept. */
const PLACED: ReadonlySet<string> = new Set(
  'type operationType ipAddress userId username error email roles representation resourceType resourcePath id clientId realmId realmName'.split(
    ' ',
  ),
);

function placeCommon(draft: Draft, event: Map<string, unknown>): void {
  putAddress(draft, 'source', text(event, 'ipAddress'));
  draft.put('user.id', text(event, 'userId'));
  draft.put('user.name', text(event, 'username'));
  draft.put('user.email', text(event, 'email'));
  draft.put('service.name', text(event, 'clientId'));
  draft.put('event.id', text(event, 'id'));
  draft.put('organization.name', text(event, 'realmName'));
  draft.put('organization.id', text(event, 'realmId'));
  const error = text(event, 'error');
  if (error !== undefined) {
    draft.put('error.code', error);
    draft.put('event.reason', reasonOfError(error));
  }
  for (const [name, value] of event)
    if (!PLACED.has(name) && !NULLS.has(value)) draft.keep(`keycloak.${name}`, value);
}

function placeUserEvent(draft: Draft, event: Map<string, unknown>): void {
  const type = text(event, 'type') ?? 'UNKNOWN';
  placeCommon(draft, event);
  const words = wordsOfType(type, text(event, 'credential_type'));
  const failed = type.endsWith('_ERROR') || text(event, 'error') !== undefined;
  draft.say({
    ...words,
    type: failed ? [...words.type, 'denied'] : words.type,
    outcome: failed ? 'failure' : 'success',
    code: type,
    dataset: 'keycloak.event',
  });
  if (type.startsWith('IMPERSONATE')) placeImpersonation(draft, event);
  const name = text(event, 'username');
  if (type.startsWith('CLIENT_LOGIN') || name?.startsWith('service-account-'))
    draft.put('access.account_type', 'service');
  if (text(event, 'grant_type') === 'password') draft.put('access.authentication', 'password');
}

/** The administrator is `impersonator`; the session carries the other's name. */
function placeImpersonation(draft: Draft, event: Map<string, unknown>): void {
  const impersonator = text(event, 'impersonator');
  if (impersonator === undefined) return;
  draft.put('user.target.name', text(event, 'username'));
  draft.put('user.target.id', text(event, 'userId'));
  draft.put('user.name', impersonator);
}

function placeAdmin(draft: Draft, event: Map<string, unknown>): void {
  placeCommon(draft, event);
  const act = {
    operation: text(event, 'operationType') ?? '',
    resource: text(event, 'resourceType') ?? 'UNKNOWN',
    path: text(event, 'resourcePath') ?? '',
    representation: event.get('representation'),
  };
  const failed = text(event, 'error') !== undefined;
  draft.say({
    ...wordsOfAdmin(act),
    outcome: failed ? 'failure' : 'success',
    code: `${act.operation}_${act.resource}`,
    dataset: 'keycloak.admin',
  });
  draft.keep('keycloak.resourceType', act.resource);
  draft.keep('keycloak.resourcePath', act.path);
  if (act.representation !== undefined)
    draft.keep('keycloak.representation', withoutSecrets(act.representation));
  const target = /^users\/([^/]{1,100})/.exec(act.path)?.[1];
  if (target !== undefined) draft.put('user.target.id', target);
  if (act.resource.endsWith('ROLE_MAPPING')) {
    const roles = roleNames(act.representation);
    if (roles.length > 0) draft.put('user.target.roles', roles);
  }
  const now = parsed(act.representation) as { username?: unknown } | undefined | null;
  if (act.resource === 'USER' && typeof now?.username === 'string')
    draft.put('user.target.name', now.username);
}

/** A representation may hold the password just set, or a client's secret. */
function withoutSecrets(representation: unknown): string {
  const value = parsed(representation);
  if (value === undefined) return String(representation).length > 0 ? 'not JSON' : '';
  return JSON.stringify(value, (name, inner: unknown) =>
    /^(?:value|secret|credentials|privateKey|bindCredential|clientSecret)$/.test(name) ? '***' : inner,
  );
}

function placeOther(draft: Draft, record: KeycloakRecord): void {
  const failed = record.level === 'ERROR' || record.level === 'FATAL';
  draft.say({
    category: ['web'],
    type: [failed ? 'error' : 'info'],
    action: 'log',
    outcome: 'unknown',
    dataset: 'keycloak.log',
  });
}
