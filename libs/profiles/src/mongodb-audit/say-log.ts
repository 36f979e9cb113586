import type { JsonObject } from '../decode/read-json';
import type { Draft } from '../draft/open-draft';
import { putObject, putTouched, sayLogin } from '../sql/put-statement';
import { putEnd } from '../web-server/put-request';
import { objectIn, textIn } from './say-audit';
import { wordsOf } from './words';

const LEVELS: Readonly<Record<string, string>> = { F: 'fatal', E: 'error', W: 'warning', I: 'info' };
const ACCEPTED = /^(?:Authentication succeeded|Successfully authenticated)$/;
const REFUSED = /^(?:Authentication failed|Failed to authenticate)$/;

/** One line of the server's structured log (4.4 and later): `{"t":…,"s":"I","c":"ACCESS","id":20250,"msg":…,"attr":{…}}`. */
export function sayLog(draft: Draft, record: JsonObject): void {
  const { t, s, c, id, ctx, msg, attr, ...rest } = record;
  const details = objectIn(attr);
  const message = String(msg);
  const remote = textIn(details.remote) ?? textIn(details.client);
  if (remote !== undefined) putEnd(draft, 'source', remote);
  draft.put('log.level', LEVELS[String(s).charAt(0)] ?? String(s));
  draft.put('log.logger', c);
  draft.put('event.code', id);
  draft.keep('context', ctx);
  draft.put('user.name', textIn(details.principalName) ?? textIn(details.user));
  draft.put(
    'process.name',
    textIn(details.appName) ?? textIn(objectIn(objectIn(details.doc).application).name),
  );
  draft.put('message', message);
  if (ACCEPTED.test(message)) sayLogin(draft, 'success');
  else if (REFUSED.test(message))
    sayLogin(draft, 'failure', textIn(details.error) ?? 'authentication failed');
  else if (textIn(details.ns) !== undefined && details.command !== undefined) sayOperation(draft, details);
  else sayOther(draft, message, String(s));
  const mechanism = textIn(details.mechanism);
  if (mechanism !== undefined) draft.put('access.authentication', mechanism.toLowerCase());
  const { remote: _r, client: _c, principalName: _p, user: _u, appName: _a, ...left } = details;
  draft.keep('', { ...rest, ...left });
}

function sayOperation(draft: Draft, details: JsonObject): void {
  const command = objectIn(details.command);
  const [verb = 'command'] = Object.keys(command);
  const [database, ...object] = String(details.ns).split('.');
  const touched = {
    rows: details.nreturned ?? details.ndeleted ?? details.nModified ?? details.ninserted,
    database,
    object: object.join('.') || undefined,
    outcome: details.errCode === undefined ? ('success' as const) : ('failure' as const),
  };
  draft.put('message', JSON.stringify(command));
  draft.put('event.duration', Math.round(Number(details.durationMillis ?? 0) * 1e6));
  draft.say({ ...wordsOf(verb), outcome: touched.outcome });
  putObject(draft, touched);
  putTouched(draft, touched);
}

function sayOther(draft: Draft, message: string, severity: string): void {
  const failed = severity === 'E' || severity === 'F';
  const network = message === 'Connection accepted' || message === 'Connection ended';
  draft.say({
    category: network ? ['database', 'network'] : ['database'],
    type:
      message === 'Connection ended'
        ? ['connection', 'end']
        : network
          ? ['connection', 'start']
          : [failed ? 'error' : 'info'],
    action: network
      ? message === 'Connection ended'
        ? 'connection_closed'
        : 'database_connection'
      : failed
        ? 'database_error'
        : 'database_message',
    // A connection is not yet a sign-in.
    outcome: failed ? 'failure' : network ? 'unknown' : 'success',
  });
  if (failed) draft.put('error.message', message);
}
