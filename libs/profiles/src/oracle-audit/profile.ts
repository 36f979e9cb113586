import { innerRecord } from '../decode/inner-record';
import { canonicalIp } from '../decode/ip-address';
import { readJsonObject } from '../decode/read-json';
import { readTime } from '../decode/read-time';
import { type Draft, openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { putStatement, putTouched, sayLogin, sayLogoff } from '../sql/put-statement';
import { readStatement } from '../sql/read-statement';
import { actionOf } from './actions';
import { type AuditFields, readPairs, readRow, readXml } from './audit-fields';

/** Oracle Database: unified audit (syslog, rows as JSON) and the older trail (syslog, XML, rows). */
export const oracleAudit = defineProfile({
  id: 'oracle-audit',
  version: 1,
  title: { vi: 'Kiểm toán Oracle', en: 'Oracle Database audit' },
  layer: 'database',
  logsource: { category: 'database', product: 'oracle' },
  recognise,
  toEvent,
});

const PROGRAM = /Oracle (?:Unified )?Audit\[\d{1,10}\]:|\bLENGTH ?: ?["'[]\d{1,6}/;
const JSON_KEYS = /"(?:dbusername|DBUSERNAME|DbUserName|action_name|ACTION_NAME)"\s{0,3}:/;
/** ORA- numbers that mean a missing right: insufficient privileges, table or view does not exist, no access. */
const DENIED: ReadonlySet<string> = new Set(['1031', '942', '1720', '1749', '28759', '46373']);
const LOGIN_FAILED: Readonly<Record<string, string>> = {
  '1017': 'invalid user name or password',
  '1045': 'no CREATE SESSION privilege',
  '28000': 'account locked',
  '28001': 'password expired',
  '1005': 'null password given',
};
const TAKEN: ReadonlySet<string> = new Set([
  'DBUSERNAME',
  'ACTION_NAME',
  'RETURN_CODE',
  'OBJECT_SCHEMA',
  'OBJECT_NAME',
  'SQL_TEXT',
  'EVENT_TIMESTAMP',
  'EVENT_TIMESTAMP_UTC',
  'CLIENT_PROGRAM_NAME',
  'UNIFIED_AUDIT_POLICIES',
  'USERHOST',
  'DBNAME',
  'PDB_NAME',
  'INSTANCE_NAME',
  'TIMESTAMP',
  'LENGTH',
]);

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  const audit = `${header?.app ?? ''}${body}`;
  if (body.charCodeAt(0) === 123) {
    if (!JSON_KEYS.test(body)) return 0;
    const read = readJsonObject(body, {});
    return read.ok && readRow(read.value) ? 0.9 : 0;
  }
  if (body.includes('<AuditRecord') && /<(?:Audit_Type|DB_User|Action|DBID)>/i.test(body))
    return readXml(body) ? 0.95 : 0;
  return PROGRAM.test(audit) && readPairs(body) ? 0.95 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const fields = readFields(body, context);
  if (!fields) {
    if (context.truncated) return refuse('truncated', 'cut before the action');
    return refuse(
      'unrecognised',
      'expected: KEY:"value" pairs, JSON or XML of an audit trail with ACTION and user',
    );
  }
  const draft = openDraft(context);
  const utc = readTime(fields.get('EVENT_TIMESTAMP_UTC'), context, 'UTC');
  draft.time(utc && { ...utc, quality: 'device' });
  draft.time(readTime(oracleTime(fields.get('EVENT_TIMESTAMP') ?? fields.get('TIMESTAMP')), context));
  putHeader(draft, header);
  putWho(draft, fields);
  sayAction(draft, fields);
  for (const [name, value] of fields) if (!TAKEN.has(name)) draft.keep(name.toLowerCase(), value);
  draft.put('rule.name', fields.get('UNIFIED_AUDIT_POLICIES'));
  draft.put('observer.vendor', 'Oracle');
  draft.put('observer.product', 'Oracle Database');
  draft.put('observer.type', 'database');
  draft.say({ dataset: 'oracle.audit' });
  return draft.done();
}

function readFields(body: string, context: ProfileContext): AuditFields | undefined {
  if (body.charCodeAt(0) !== 123) return body.includes('<AuditRecord') ? readXml(body) : readPairs(body);
  const read = readJsonObject(body, context);
  return read.ok ? readRow(read.value) : undefined;
}

/** `20-NOV-26 08.15.30.123456 AM +07:00` (NLS default) beside ISO. */
function oracleTime(text: string | undefined): string | undefined {
  const found =
    /^(\d{2})-([A-Z]{3})-(\d{2,4}) (\d{1,2})[.:](\d\d)[.:](\d\d)(?:[.,](\d{1,9}))?(?: (AM|PM))?(?: ([+-]\d\d:\d\d))?/i.exec(
      text ?? '',
    );
  if (!found) return text;
  const [, day, name = '', year = '', hour, minute, second, fraction, half, offset] = found;
  const month = MONTHS.indexOf(name.toUpperCase()) + 1;
  const full =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const date = `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}-${day}`;
  return `${date}T${String(full).padStart(2, '0')}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}${offset ?? ''}`;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function putWho(draft: Draft, fields: AuditFields): void {
  const name = fields.get('DBUSERNAME');
  // `/` is the operating system's own user, signed in without a name.
  draft.put('user.name', name === '/' ? (fields.get('OS_USERNAME') ?? 'SYS') : name);
  if (/^SYS(?:DBA|OPER)$/.test(fields.get('SYSTEM_PRIVILEGE_USED') ?? ''))
    draft.put('user.effective.name', 'SYS');
  const authentication = fields.get('AUTHENTICATION_TYPE') ?? '';
  const address =
    /\(HOST=([^)]{1,100})\)/i.exec(authentication)?.[1] ??
    fields.get('CLIENT_ADDRESS') ??
    fields.get('USERHOST') ??
    '';
  const host = address.includes('\\') ? (address.split('\\').at(-1) ?? '') : address;
  const ip = canonicalIp(host);
  if (host !== '') {
    draft.put('source.address', ip ?? host);
    draft.put(ip === undefined ? 'source.domain' : 'source.ip', ip ?? host);
  }
  draft.put('source.port', /\(PORT=(\d{1,5})\)/i.exec(authentication)?.[1]);
  if (fields.get('USERHOST') !== host) draft.keep('userhost', fields.get('USERHOST'));
  draft.put('process.name', fields.get('CLIENT_PROGRAM_NAME'));
  draft.put('event.sequence', fields.get('ENTRY_ID'));
}

function sayAction(draft: Draft, fields: AuditFields): void {
  const stated = fields.get('ACTION_NAME') ?? '';
  const code = (fields.get('RETURN_CODE') ?? '0').replace(/^ORA-0*/i, '').replace(/^0+(?=\d)/, '');
  const failed = code !== '0' && code !== '';
  const action = actionOf(stated);
  if (failed) draft.put('error.code', `ORA-${code.padStart(5, '0')}`);
  if (/^(?:LOGON|CONNECT)$/.test(action))
    sayLogin(
      draft,
      failed ? 'failure' : 'success',
      failed ? (LOGIN_FAILED[code] ?? `ORA-${code}`) : undefined,
    );
  else if (/^(?:LOGOFF|DISCONNECT)/.test(action)) sayLogoff(draft);
  else sayStatement(draft, fields, { action, code, failed });
  if (/^[A-Z0-9 /_]{1,60}$/i.test(stated) && stated !== 'STATEMENT') draft.put('event.code', stated);
}

function sayStatement(
  draft: Draft,
  fields: AuditFields,
  { action, code, failed }: { action: string; code: string; failed: boolean },
): void {
  const object =
    [fields.get('OBJECT_SCHEMA'), fields.get('OBJECT_NAME')].filter(Boolean).join('.') || undefined;
  const act = {
    statement: fields.get('SQL_TEXT'),
    outcome: failed ? ('failure' as const) : ('success' as const),
    denied: failed && DENIED.has(code),
    database: fields.get('PDB_NAME') ?? fields.get('DBNAME') ?? fields.get('OBJECT_SCHEMA'),
    object,
  };
  putStatement(draft, act);
  if (draft.get('event.action') !== 'database_statement') return;
  const { words } = readStatement(action.replace(/^(?:SYSTEM|OBJECT) /, '').replace(/^PL\/SQL /, ''));
  draft.say({ ...words, ...(act.denied && { type: [...(words.type ?? []), 'denied'] }) });
  putTouched(draft, act);
}
