import { namedColumns, readDelimited } from '../decode/delimited';
import { isJsonObject, type JsonObject } from '../decode/read-json';

/** Fields of one audit record by the names of sys.fn_get_audit_file, lower case. */
export type AuditFields = Map<string, unknown>;

/** Columns of sys.fn_get_audit_file in their order (SQL Server 2022; older versions end earlier). https://learn.microsoft.com/sql/relational-databases/system-functions/sys-fn-get-audit-file-transact-sql */
const COLUMNS = [
  'event_time',
  'sequence_number',
  'action_id',
  'succeeded',
  'permission_bitmask',
  'is_column_permission',
  'session_id',
  'server_principal_id',
  'database_principal_id',
  'target_server_principal_id',
  'target_database_principal_id',
  'object_id',
  'class_type',
  'session_server_principal_name',
  'server_principal_name',
  'server_principal_sid',
  'database_principal_name',
  'target_server_principal_name',
  'target_server_principal_sid',
  'target_database_principal_name',
  'server_instance_name',
  'database_name',
  'schema_name',
  'object_name',
  'statement',
  'additional_information',
  'file_name',
  'audit_file_offset',
  'user_defined_event_id',
  'user_defined_information',
  'audit_schema_version',
  'sequence_group_id',
  'transaction_id',
  'client_ip',
  'application_name',
  'duration_milliseconds',
  'response_rows',
  'affected_rows',
  'connection_id',
  'data_sensitivity_information',
  'host_name',
  'session_context',
] as const;
/** The event text has names of its own for some, and these besides. */
const ALSO = [
  'class_type_desc',
  'securable_class_type',
  'is_local_secondary_replica',
  'client_tls_version',
  'database_transaction_id',
  'ledger_start_sequence_number',
  'external_policy_permissions_checked',
  'obo_middle_tier_app_id',
  'is_server_level_audit',
  'event_id',
  'user_defined_event_id',
];
const NAMES = new Set<string>([...COLUMNS, ...ALSO]);
const FIELD = /(?:^|[\s\u00a0])([a-z][a-z_]{3,40}): ?/g;
const CSV =
  /^"?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[^,]{0,24}"?,"?\d{1,10}"?,"?[A-Z]{1,4} {0,3}"?,"?(?:0|1|true|false)"?,/i;
const MAX_FIELDS = 100;

/**
 * `audit_schema_version:1 event_time:… action_id:LGIS …`: the text of Windows event 33205, in lines or in one. A client chooses what its
 * statement says, so that ends where the server's last `additional_information:` begins, whatever looks like a field inside it.
 */
export function readAuditText(text: string): AuditFields | undefined {
  const from = text.search(/\b(?:audit_schema_version|event_time):/);
  if (from < 0 || !text.includes('action_id:', from)) return undefined;
  const body = text.slice(from);
  const start = body.search(/\sstatement:/);
  const end = start < 0 ? -1 : body.lastIndexOf('additional_information:');
  const fields: AuditFields = new Map();
  addFields(fields, start < 0 ? body : body.slice(0, start));
  if (start >= 0) {
    fields.set('statement', body.slice(start + 11, end > start ? end : undefined).trim());
    if (end > start) addFields(fields, body.slice(end));
  }
  return fields.has('action_id') ? fields : undefined;
}

function addFields(fields: AuditFields, body: string): void {
  let name: string | undefined;
  let start = 0;
  for (const found of body.matchAll(FIELD)) {
    const next = found[1] ?? '';
    if (!NAMES.has(next) || fields.has(next) || next === name || fields.size >= MAX_FIELDS) continue;
    if (name !== undefined) fields.set(name, body.slice(start, found.index).trim());
    name = next;
    start = found.index + found[0].length;
  }
  if (name !== undefined) fields.set(name, body.slice(start).trim());
}

export function readAuditCsv(text: string): AuditFields | undefined {
  if (!CSV.test(text)) return undefined;
  return namedColumns(readDelimited(text), COLUMNS);
}

/** A row of sys.fn_get_audit_file, or Azure's `{"category":"SQLSecurityAuditEvents","properties":{…}}`. */
export function readAuditJson(record: JsonObject): AuditFields | undefined {
  const holder = isJsonObject(record.properties) ? { ...record, ...record.properties } : record;
  const fields: AuditFields = new Map();
  for (const [name, value] of Object.entries(holder))
    if (name !== 'properties') fields.set(name.toLowerCase(), value);
  return fields.has('action_id') &&
    (fields.has('server_principal_name') || fields.has('event_time') || fields.has('succeeded'))
    ? fields
    : undefined;
}
