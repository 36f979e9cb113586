import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { MysqlAct } from './act';

const PERCONA_TAKEN = new Set([
  'name',
  'record',
  'timestamp',
  'command_class',
  'status',
  'sqltext',
  'user',
  'host',
  'os_user',
  'ip',
  'db',
  'priv_user',
]);

/** Percona's audit log (`{"audit_record":{"name":"Query","record":…}}`) and MySQL Enterprise's (`{"timestamp":…,"class":"general","event":"status"}`). */
export function readAuditJson(record: JsonObject): MysqlAct | undefined {
  if (isJsonObject(record.audit_record)) return perconaAct(record.audit_record);
  if (
    typeof record.class === 'string' &&
    typeof record.event === 'string' &&
    ('account' in record || 'connection_id' in record || 'id' in record)
  )
    return enterpriseAct(record);
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function perconaAct(record: JsonObject): MysqlAct {
  const name = textOf(record.name) ?? '';
  // `app[app] @ host [192.0.2.1]`: the account the client asked for, and where it is.
  const user = /^([^[\s]{1,128})\[/.exec(textOf(record.user) ?? '')?.[1] ?? textOf(record.user);
  const remote = textOf(record.ip) || textOf(record.host);
  return {
    time: textOf(record.timestamp),
    operation: name,
    command: textOf(record.command_class),
    user,
    remote,
    database: textOf(record.db),
    code: textOf(record.status),
    statement: textOf(record.sqltext),
    id: textOf(record.record),
    rest: Object.entries(record).filter(([key]) => !PERCONA_TAKEN.has(key)),
  };
}

function enterpriseAct(record: JsonObject): MysqlAct {
  const holder = (name: string): JsonObject => {
    const value = record[name];
    return isJsonObject(value) ? value : {};
  };
  const [login, account, general, connection, table] = [
    holder('login'),
    holder('account'),
    holder('general_data'),
    holder('connection_data'),
    holder('table_access_data'),
  ];
  const time = textOf(record.timestamp);
  const {
    timestamp,
    class: kind,
    event,
    login: _l,
    account: _a,
    general_data,
    connection_data,
    table_access_data,
    ...rest
  } = record;
  const attributes = isJsonObject(connection.connection_attributes) ? connection.connection_attributes : {};
  return {
    // The server writes UTC without saying so.
    time: time === undefined || /Z$|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`,
    operation: kind === 'connection' ? String(event) : String(kind),
    command: textOf(general.sql_command) ?? textOf(table.sql_command) ?? textOf(general.command),
    user: textOf(login.user) ?? textOf(account.user),
    remote: textOf(login.ip) || textOf(account.host) || undefined,
    database: textOf(connection.db) ?? textOf(table.db),
    code: textOf(general.status) ?? textOf(connection.status),
    statement: textOf(general.query) ?? textOf(table.query),
    id: textOf(record.id),
    rest: [
      ...Object.entries(rest),
      ['program_name', attributes.program_name],
      ['table', table.table],
      ['connection_type', connection.connection_type],
    ],
  };
}
