import { isJsonObject, type JsonObject } from '../decode/read-json';
import { scanXml } from '../decode/scan-xml';

/** Fields of one audit record by the names of UNIFIED_AUDIT_TRAIL, upper case. */
export type AuditFields = Map<string, string>;

/** What the older trails, the syslog form and the XML files call the same. */
const NAMES: Readonly<Record<string, string>> = {
  DBUSER: 'DBUSERNAME',
  DB_USER: 'DBUSERNAME',
  DATABASE_USER: 'DBUSERNAME',
  USERID: 'DBUSERNAME',
  USERNAME: 'DBUSERNAME',
  CURUSER: 'CURRENT_USER',
  OS_USER: 'OS_USERNAME',
  OSUSER: 'OS_USERNAME',
  OS$USERID: 'OS_USERNAME',
  CLIENT_USER: 'OS_USERNAME',
  OS_HOST: 'USERHOST',
  CLIENT_TERMINAL: 'TERMINAL',
  ACTION: 'ACTION_NAME',
  RETCODE: 'RETURN_CODE',
  RETURNCODE: 'RETURN_CODE',
  STATUS: 'RETURN_CODE',
  SCHEMA: 'OBJECT_SCHEMA',
  OBJ$CREATOR: 'OBJECT_SCHEMA',
  OBJNAME: 'OBJECT_NAME',
  OBJ$NAME: 'OBJECT_NAME',
  SESID: 'SESSIONID',
  SESSION_ID: 'SESSIONID',
  ENTRYID: 'ENTRY_ID',
  STMTID: 'STATEMENT_ID',
  STATEMENTID: 'STATEMENT_ID',
  CLIENTID: 'CLIENT_IDENTIFIER',
  EXTENDED_TIMESTAMP: 'EVENT_TIMESTAMP',
  EVENT_TIMESTAMP_UTC: 'EVENT_TIMESTAMP_UTC',
  SQL_STATEMENT: 'SQL_TEXT',
  COMMENT$TEXT: 'AUTHENTICATION_TYPE',
  COMMENT_TEXT: 'AUTHENTICATION_TYPE',
  UNIFIED_AUDIT_POLICY: 'UNIFIED_AUDIT_POLICIES',
  PRIVILEGE: 'SYSTEM_PRIVILEGE_USED',
};

/** `KEY:"value"`, `KEY:'value'` (unified syslog) and `KEY:[7] 'value'` (the older trail); a quote inside is doubled or the length counts. */
const PAIR = /\b([A-Z][A-Z_$]{0,40}(?: [A-Z]{1,20})?) {0,2}: ?(?:\[(\d{1,6})\] ?)?(["'])/g;
const MAX_FIELDS = 120;
const PLAIN_ACTION = /^(?:CONNECT|LOGON|LOGOFF|DISCONNECT|STARTUP|SHUTDOWN|\d{1,4})$/i;

function nameOf(name: string): string {
  const plain = name.trim().toUpperCase().replaceAll(' ', '_');
  return Object.hasOwn(NAMES, plain) ? (NAMES[plain] ?? plain) : plain;
}

function add(fields: AuditFields, name: string, value: string): void {
  const key = nameOf(name);
  if (value !== '' && !fields.has(key) && fields.size < MAX_FIELDS) fields.set(key, value);
}

export function readPairs(body: string): AuditFields | undefined {
  const fields: AuditFields = new Map();
  PAIR.lastIndex = 0;
  for (let found = PAIR.exec(body); found; found = PAIR.exec(body)) {
    const [, name = '', length, quote = '"'] = found;
    const from = PAIR.lastIndex;
    const counted = length === undefined ? -1 : from + Number(length);
    const end = counted >= from && body[counted] === quote ? counted : closing(body, from, quote);
    const value = body.slice(from, end).replaceAll(quote + quote, quote);
    // In the older trail of SYS the action is the statement itself, passwords and all.
    const isText = length !== undefined && nameOf(name) === 'ACTION_NAME' && !PLAIN_ACTION.test(value);
    add(fields, isText ? 'SQL_TEXT' : name, value);
    if (isText) add(fields, name, 'STATEMENT');
    PAIR.lastIndex = end + 1;
  }
  return isAudit(fields) ? fields : undefined;
}

/** The quote that ends a value is followed by white space or the end; a doubled one is text. */
function closing(body: string, from: number, quote: string): number {
  for (let at = body.indexOf(quote, from); at >= 0; at = body.indexOf(quote, at + 1)) {
    if (body[at + 1] === quote) at++;
    else if (at + 1 >= body.length || /\s/.test(body[at + 1] ?? '')) return at;
  }
  return body.length;
}

/** A row of UNIFIED_AUDIT_TRAIL (or DBA_AUDIT_TRAIL) as JSON, keys in any case. */
export function readRow(record: JsonObject): AuditFields | undefined {
  const fields: AuditFields = new Map();
  const holder = isJsonObject(record.AuditRecord) ? record.AuditRecord : record;
  for (const [name, value] of Object.entries(holder))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      add(fields, name, String(value));
  return isAudit(fields) ? fields : undefined;
}

/** `<AuditRecord><Audit_Type>1</Audit_Type>…` of the XML trail. */
export function readXml(body: string): AuditFields | undefined {
  const at = body.indexOf('<AuditRecord');
  const element = at < 0 ? undefined : scanXml(body, at);
  if (!element) return undefined;
  const fields: AuditFields = new Map();
  for (const { name, text } of element.children)
    add(fields, XML_NAMES[name.toUpperCase()] ?? name, text.trim());
  return isAudit(fields) ? fields : undefined;
}

const XML_NAMES: Readonly<Record<string, string>> = {
  EXTENDED_TIMESTAMP: 'EVENT_TIMESTAMP',
  OBJECT_SCHEMA: 'OBJECT_SCHEMA',
  SQL_TEXT: 'SQL_TEXT',
  RETURNCODE: 'RETURN_CODE',
};

function isAudit(fields: AuditFields): boolean {
  return (
    fields.has('ACTION_NAME') &&
    (fields.has('DBUSERNAME') || fields.has('RETURN_CODE') || fields.has('SESSIONID') || fields.has('DBID'))
  );
}
