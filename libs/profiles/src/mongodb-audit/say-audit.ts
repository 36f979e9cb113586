import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putObject, putTouched, sayLogin, sayLogoff } from '../sql/put-statement';
import { wordsOf } from './words';

/** Codes of `result`: Unauthorized, AuthenticationFailed and UserNotFound. */
const UNAUTHORISED = 13;
const REASONS: Readonly<Record<string, string>> = {
  '11': 'user not found',
  '13': 'not authorised',
  '18': 'authentication failed',
  '334': 'mechanism unavailable',
};

export function objectIn(holder: unknown): JsonObject {
  return isJsonObject(holder) ? holder : {};
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One document of the audit log: `{"atype":…,"ts":{"$date":…},"users":[…],"param":{…},"result":0}`. */
export function sayAudit(draft: Draft, record: JsonObject): void {
  const { atype, local, remote, users, roles, param, result, ts, ...rest } = record;
  const type = String(atype);
  const asked = objectIn(param);
  const failed = Number(result ?? 0) !== 0;
  putEnds(draft, objectIn(local), objectIn(remote));
  putWho(draft, { type, users, roles, asked });
  if (failed) {
    draft.put('error.code', result);
    draft.put('event.reason', REASONS[String(result)] ?? `error ${String(result)}`);
  }
  if (type === 'authenticate') {
    sayLogin(draft, failed ? 'failure' : 'success');
    draft.put('access.authentication', textIn(asked.mechanism)?.toLowerCase());
    draft.keep('database', asked.db);
  } else if (type === 'logout') sayLogoff(draft);
  else sayCommand(draft, { type, asked, failed, denied: result === UNAUTHORISED });
  draft.put('event.code', type);
  draft.keep('uuid', objectIn(rest.uuid).$binary ?? rest.uuid);
  const { uuid: _, ...left } = rest;
  draft.keep('', left);
}

function putEnds(draft: Draft, local: JsonObject, remote: JsonObject): void {
  putAddress(draft, 'destination', local.ip);
  draft.put('destination.port', local.port);
  putAddress(draft, 'source', remote.ip);
  draft.put('source.port', remote.port);
}

function putWho(
  draft: Draft,
  { type, users, roles, asked }: { type: string; users: unknown; roles: unknown; asked: JsonObject },
): void {
  const signedIn = objectIn(Array.isArray(users) ? users[0] : undefined);
  const named = type === 'authenticate' ? asked : signedIn;
  draft.put('user.name', textIn(named.user));
  draft.put('user.domain', textIn(named.db));
  if (type !== 'authenticate' && textIn(asked.user) !== undefined) draft.put('user.target.name', asked.user);
  const names = Array.isArray(roles)
    ? roles.map((role) => textIn(objectIn(role).role)).filter((role) => role !== undefined)
    : [];
  if (names.length > 0) draft.put('user.roles', names);
}

function sayCommand(
  draft: Draft,
  act: { type: string; asked: JsonObject; failed: boolean; denied: boolean },
): void {
  const { type, asked, failed, denied } = act;
  const command = type === 'authCheck' ? (textIn(asked.command) ?? type) : type;
  const words = wordsOf(command);
  draft.say({
    ...words,
    outcome: failed ? 'failure' : 'success',
    ...(denied && { type: [...(words.type ?? []), 'denied'] }),
  });
  const { ns, args, user, db, command: _, ...rest } = asked;
  const space = textIn(ns) ?? '';
  const dot = space.indexOf('.');
  const database = dot < 0 ? space || textIn(db) : space.slice(0, dot);
  const touched = {
    database,
    object: dot < 0 ? undefined : space.slice(dot + 1),
    outcome: failed ? ('failure' as const) : ('success' as const),
    denied,
  };
  putObject(draft, touched);
  putTouched(draft, touched);
  if (args !== undefined) draft.put('message', JSON.stringify(args));
  draft.keep('', rest);
}
