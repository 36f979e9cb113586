import { readDelimited } from '../decode/delimited';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putObject, putStatement, putTouched, sayLogin, sayLogoff } from '../sql/put-statement';
import type { ServerRecord } from './server-record';

const STATEMENT =
  /^(?:duration: (\d{1,12}(?:\.\d{1,6})?) ms {1,2})?(?:statement|(?:execute|parse|bind|execute fetch from) [^:]{1,200}): (.*)$/s;
const DURATION = /^duration: (\d{1,12}(?:\.\d{1,6})?) ms$/;
const RECEIVED = /^connection received: host=(\S{1,255})(?: port=(\d{1,5}))?/;
const AUTHORISED =
  /^(?:replication )?connection authorized: user=(.{1,128}?)(?: database=(.{1,128}?))?(?: application_name=(.{0,128}?))?(?: SSL enabled.*| GSS.*)?$/;
const ENDED =
  /^disconnection: session time: (\d{1,6}):(\d\d):(\d\d(?:\.\d{1,6})?) user=(.{0,128}) database=(.{0,128}) host=(\S{1,255})(?: port=(\d{1,5}))?$/;
const REFUSED =
  /authentication failed for user "(.{1,128})"|no pg_hba\.conf entry|pg_hba\.conf rejects|^role "(.{1,128})" (?:does not exist|is not permitted to log in)|^database ".{1,128}" does not exist|^(?:password|permission) .{0,40}for database|too many (?:clients|connections)|^must be superuser to connect|is not currently accepting connections|^User ".{1,128}" has no password|^permission denied for database/;
const HOST = /\bhost "([^"]{1,255})"/;
const NAMED_USER = /\buser "([^"]{1,128})"/;
const NAMED_DATABASE = /\bdatabase "([^"]{1,128})"/;
const DENIED = /^permission denied|^must be (?:owner|superuser|member)/;
const FAILED: ReadonlySet<string> = new Set(['ERROR', 'FATAL', 'PANIC']);

/** What the message of one record says, in the words of the rules for databases. */
export function sayMessage(draft: Draft, record: ServerRecord): void {
  const { message, severity, database } = record;
  const failed = FAILED.has(severity);
  const statement = failed ? null : STATEMENT.exec(message);
  if (message.startsWith('AUDIT: ')) sayAudit(draft, record);
  else if (severity === 'STATEMENT')
    putStatement(draft, { statement: message, outcome: 'failure', database });
  else if (statement) {
    putDuration(draft, statement[1]);
    putStatement(draft, { statement: statement[2], outcome: 'success', database });
  } else if (sayConnection(draft, record)) return;
  else if (failed) sayFailure(draft, record);
  else sayServer(draft, record);
}

function sayServer(draft: Draft, { message, severity }: ServerRecord): void {
  putDuration(draft, DURATION.exec(message)?.[1]);
  draft.put('message', message);
  const outcome = severity === 'WARNING' ? 'unknown' : 'success';
  draft.say({ category: ['database'], ...wordsOfServer(message), outcome });
}

function putDuration(draft: Draft, milliseconds: string | undefined): void {
  if (milliseconds !== undefined) draft.put('event.duration', Math.round(Number(milliseconds) * 1e6));
}

function sayConnection(draft: Draft, { message, severity, user }: ServerRecord): boolean {
  const received = RECEIVED.exec(message);
  const authorised = AUTHORISED.exec(message);
  const ended = ENDED.exec(message);
  if (received) {
    putAddress(draft, 'source', received[1] === '[local]' ? undefined : received[1]);
    draft.put('source.port', received[2]);
    draft.say({
      category: ['database', 'network'],
      type: ['connection', 'start'],
      action: 'database_connection',
      outcome: 'unknown',
    });
  } else if (authorised) {
    putWho(draft, authorised[1], authorised[2]);
    draft.put('process.name', authorised[3]);
    sayLogin(draft, 'success');
  } else if (ended) {
    const [, hours, minutes, seconds, name, database, host, port] = ended;
    draft.put(
      'event.duration',
      Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e9),
    );
    putWho(draft, name, database);
    putAddress(draft, 'source', host === '[local]' ? undefined : host);
    draft.put('source.port', port);
    sayLogoff(draft);
  } else if (severity === 'FATAL' && REFUSED.test(message)) {
    const refused = REFUSED.exec(message);
    putWho(
      draft,
      refused?.[1] ?? refused?.[2] ?? NAMED_USER.exec(message)?.[1] ?? user,
      NAMED_DATABASE.exec(message)?.[1],
    );
    putAddress(draft, 'source', HOST.exec(message)?.[1]);
    sayLogin(draft, 'failure', message);
  } else return false;
  draft.put('message', message);
  return true;
}

function putWho(draft: Draft, user: string | undefined, database: string | undefined): void {
  if (!draft.has('user.name')) draft.put('user.name', user);
  if (database !== undefined) draft.keep('database', database);
}

/** An error with the statement that caused it, where the record holds both. */
function sayFailure(draft: Draft, { message, statement, database }: ServerRecord): void {
  const denied = DENIED.test(message);
  if (statement) putStatement(draft, { statement, outcome: 'failure', denied, database });
  else {
    draft.put('message', message);
    draft.say({
      category: ['database'],
      type: denied ? ['access', 'denied'] : ['error'],
      action: denied ? 'access_denied' : 'database_error',
      outcome: 'failure',
    });
    putObject(draft, { database });
    if (denied) draft.put('access.authorisation', 'denied');
  }
  draft.put('error.message', message);
  draft.put('event.reason', message.slice(0, 1000));
}

function wordsOfServer(message: string): { type: string[]; action: string } {
  if (/ready to accept connections/.test(message)) return { type: ['start'], action: 'database_started' };
  if (/database system is shut down|received (?:fast|smart|immediate) shutdown/.test(message))
    return { type: ['end'], action: 'database_stopped' };
  if (/^parameter ".*" changed to/.test(message)) return { type: ['change'], action: 'settings_changed' };
  return { type: ['info'], action: 'database_message' };
}

/** pgaudit: `AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.t,"select …",<none>[,rows]`. https://github.com/pgaudit/pgaudit */
function sayAudit(draft: Draft, record: ServerRecord): void {
  const [kind, statementId, substatement, klass, command, objectType, object, statement, parameters, rows] =
    readDelimited(record.message.slice(7));
  const { database } = record;
  const touched = { statement, outcome: 'success' as const, rows, database, object, objectType };
  putStatement(draft, touched);
  draft.put('event.code', command);
  draft.put('event.provider', 'pgaudit');
  if (
    draft.get('event.action') === 'database_statement' ||
    statement === '<not logged>' ||
    statement === '<previously logged>'
  ) {
    const words = CLASSES[klass ?? ''];
    if (words) draft.say(words);
    putTouched(draft, touched);
  }
  draft.keep('audit_kind', kind);
  draft.keep('audit_class', klass);
  draft.put('event.sequence', statementId);
  draft.keep('substatement_id', substatement);
  if (parameters !== '<none>' && parameters !== '<not logged>') draft.keep('parameters', parameters);
}

const CLASSES: Readonly<Record<string, Parameters<Draft['say']>[0]>> = {
  READ: { category: ['database'], type: ['access'], action: 'data_read' },
  WRITE: { category: ['database'], type: ['change'], action: 'data_write' },
  FUNCTION: { category: ['database'], type: ['access'], action: 'procedure_call' },
  ROLE: { category: ['database', 'iam'], type: ['admin', 'change'], action: 'role_changed' },
  DDL: { category: ['database'], type: ['change'], action: 'object_changed' },
  MISC_SET: { category: ['database', 'configuration'], type: ['change'], action: 'settings_changed' },
};
