import { innerRecord } from '../decode/inner-record';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import { readTime } from '../decode/read-time';
import { scanXml, type XmlElement } from '../decode/scan-xml';
import { type Draft, openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { putUser } from '../draft/put-user';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { sayLogin } from '../sql/put-statement';
import { type AuditFields, readAuditCsv, readAuditJson, readAuditText } from './audit-fields';
import { putRemote, sayAudit } from './say-audit';

/** SQL Server Audit: rows as JSON or CSV, Windows event 33205 (text, JSON, XML), Azure, and the sign-in lines of ERRORLOG. */
export const mssqlAudit = defineProfile({
  id: 'mssql-audit',
  version: 1,
  title: { vi: 'Kiểm toán SQL Server', en: 'SQL Server audit' },
  layer: 'database',
  logsource: { category: 'database', product: 'mssql' },
  recognise,
  toEvent,
});

/** Written by SQL Server, wherever Windows or a shipper put it. */
const AUDIT_TEXT = /action_id:\s?[A-Z]{1,4}\b/;
const ERRORLOG = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{2,6}) {1,4}(Logon|Server|Backup|spid\d{1,6}s?) {1,12}/;
const REFUSED =
  /Login failed for user '([^']{0,256})'\.?(?: {1,2}Reason: ([^[]{1,500}?))?(?:\s*\[CLIENT: ([^\]]{1,60})\])?$/;
const ACCEPTED =
  /Login succeeded for user '([^']{1,256})'\.(?: {1,2}Connection made using ([^[]{1,100}?))?\s*(?:\[CLIENT: ([^\]]{1,60})\])?$/;
const PROVIDER = /\bMSSQL(?:SERVER|\$[\w$-]{1,60})/;
const TAKEN: ReadonlySet<string> = new Set([
  'event_time',
  'time',
  'timestamp',
  'action_id',
  'succeeded',
  'server_principal_name',
  'target_server_principal_name',
  'client_ip',
  'application_name',
  'statement',
  'affected_rows',
  'response_rows',
  'database_name',
  'schema_name',
  'object_name',
  'server_instance_name',
  'duration_milliseconds',
]);

function recognise(text: string): number {
  const { body } = innerRecord(text);
  const first = body.charCodeAt(0);
  if (AUDIT_TEXT.test(body) && /audit_schema_version|event_time:/.test(body)) return 0.98;
  if (first === 123) {
    if (!/action_id|MSSQL/i.test(body)) return 0;
    const read = readJsonObject(body, {});
    if (read.ok && readAuditJson(read.value)) return 0.95;
    return PROVIDER.test(body) && /Login (?:failed|succeeded) for user/.test(body) ? 0.98 : 0;
  }
  if (first === 60)
    return PROVIDER.test(body) && /<EventID[^>]{0,40}>(?:33205|1845[346])</.test(body) ? 0.98 : 0;
  if (readAuditCsv(body)) return 0.9;
  return ERRORLOG.test(body) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const wrapped = unwrap(body);
  const fields = wrapped.fields ?? readAuditText(wrapped.message) ?? readAuditCsv(wrapped.message);
  const draft = openDraft(context);
  if (!fields && !isServerLine(wrapped.message)) {
    if (context.truncated) return refuse('truncated', 'cut before the action');
    return refuse(
      'unrecognised',
      'expected: a record of SQL Server Audit, event 33205, or a line of ERRORLOG',
    );
  }
  // Audit times are UTC; ERRORLOG and the event log have their own.
  const audited = String(fields?.get('event_time') ?? '').replace(/^(\S+ \S+?) ?(?:\+00:00|Z)?$/, '$1');
  const time = fields ? readTime(audited, context, 'UTC') : undefined;
  if (fields?.has('event_time') && !time)
    return refuse('bad_field', 'event_time: expected a date that exists');
  draft.time(time && { ...time, quality: 'device' });
  draft.time(readTime(wrapped.time, context));
  putHeader(draft, header);
  if (fields) putFields(draft, fields);
  else sayServerLine(draft, wrapped.message, context);
  if (!draft.has('host.name')) draft.put('host.name', wrapped.host);
  draft.put('observer.vendor', 'Microsoft');
  draft.put('observer.product', 'SQL Server');
  draft.put('observer.type', 'database');
  draft.say({ dataset: 'mssql.audit' });
  return draft.done();
}

function putFields(draft: Draft, fields: AuditFields): void {
  sayAudit(draft, fields);
  const instance = String(fields.get('server_instance_name') ?? '');
  draft.put('host.name', instance.split('\\', 1)[0]);
  if (instance.includes('\\')) draft.keep('instance', instance);
  draft.put('process.name', fields.get('application_name'));
  const milliseconds = Number(fields.get('duration_milliseconds'));
  if (milliseconds > 0) draft.put('event.duration', milliseconds * 1e6);
  for (const [name, value] of fields)
    if (!TAKEN.has(name) && value !== '0' && value !== 0) draft.keep(name, value);
}

interface Wrapped {
  message: string;
  time?: string;
  host?: string;
  fields?: AuditFields;
}

/** The message inside an event of Windows, as XML or as the JSON of a shipper. */
function unwrap(body: string): Wrapped {
  const first = body.charCodeAt(0);
  if (first === 60 && body.startsWith('<Event')) return fromXml(scanXml(body)) ?? { message: body };
  if (first !== 123) return { message: body.replace(/^Audit event: ?/, '') };
  const read = readJsonObject(body, {});
  if (!read.ok) return { message: body };
  const fields = readAuditJson(read.value);
  return fields ? { message: '', fields } : fromJson(read.value);
}

function fromJson(record: JsonObject): Wrapped {
  const log = isJsonObject(record.winlog) ? record.winlog : record;
  const data = isJsonObject(log.event_data)
    ? Object.values(log.event_data).filter((part) => typeof part === 'string')
    : [];
  const stated = record.message ?? record.Message ?? record.EventData ?? '';
  const text = String(typeof stated === 'string' ? stated : JSON.stringify(stated));
  const time = record['@timestamp'] ?? record.EventTime ?? record.TimeCreated;
  const host = log.computer_name ?? record.Hostname ?? record.Computer ?? record.host;
  return {
    message: readAuditText(text) || isServerLine(text) ? text : [text, ...data].join('\n'),
    ...(typeof time === 'string' && { time }),
    ...(typeof host === 'string' && { host }),
  };
}

function fromXml(event: XmlElement | undefined): Wrapped | undefined {
  if (!event) return undefined;
  const child = (holder: XmlElement | undefined, name: string): XmlElement | undefined =>
    holder?.children.find((one) => one.name === name);
  const system = child(event, 'System');
  const data = child(event, 'EventData')?.children.map(({ text }) => text) ?? [];
  const rendered = child(child(event, 'RenderingInfo'), 'Message')?.text;
  const time = child(system, 'TimeCreated')?.attributes.get('SystemTime');
  const host = child(system, 'Computer')?.text;
  const id = child(system, 'EventID')?.text;
  const [user = '', reason = '', client = ''] = data;
  const said =
    id === '18456'
      ? `Login failed for user '${user}'. ${reason.trim()} ${client.trim()}`
      : `Login succeeded for user '${user}'. ${reason.trim()} ${client.trim()}`;
  return {
    message: rendered ?? (id?.startsWith('1845') ? said.replace(/ {2,}/g, ' ').trim() : data.join('\n')),
    ...(time !== undefined && { time }),
    ...(host !== undefined && { host }),
  };
}

function isServerLine(message: string): boolean {
  return ERRORLOG.test(message) || /Login (?:failed|succeeded) for user '/.test(message);
}

function sayServerLine(draft: Draft, line: string, context: ProfileContext): void {
  const head = ERRORLOG.exec(line);
  const message = head ? line.slice(head[0].length).trim() : line.trim();
  draft.time(head ? readTime(head[1], context) : undefined);
  draft.put('message', message);
  draft.keep('origin', head?.[2]);
  const refused = REFUSED.exec(message);
  const accepted = ACCEPTED.exec(message);
  const number = /^Error: (\d{1,6}), Severity: (\d{1,3}), State: (\d{1,4})/.exec(message);
  if (refused) {
    putUser(draft, 'user', refused[1]);
    putRemote(draft, refused[3] ?? '');
    sayLogin(draft, 'failure', refused[2] ?? 'login failed');
  } else if (accepted) {
    putUser(draft, 'user', accepted[1]);
    putRemote(draft, accepted[3] ?? '');
    sayLogin(draft, 'success');
  } else if (number) {
    draft.put('error.code', number[1]);
    draft.keep('severity', number[2]);
    draft.keep('state', number[3]);
    draft.say({ category: ['database'], type: ['error'], action: 'database_error', outcome: 'failure' });
  } else
    draft.say({ category: ['database'], type: ['info'], action: 'database_message', outcome: 'success' });
}
