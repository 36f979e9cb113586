import type { JsonObject } from '../decode/read-json';
import type { ServerRecord } from './server-record';

const TAKEN = new Set([
  'timestamp',
  'user',
  'dbname',
  'pid',
  'application_name',
  'remote_host',
  'remote_port',
  'session_id',
  'line_num',
  'error_severity',
  'state_code',
  'message',
  'detail',
  'hint',
  'statement',
  'backend_type',
]);

/** jsonlog of PostgreSQL 15 and later. */
export function isJsonLog(record: JsonObject): boolean {
  return (
    typeof record.error_severity === 'string' &&
    'pid' in record &&
    ('message' in record || 'state_code' in record)
  );
}

export function readJsonLog(record: JsonObject): ServerRecord {
  const text = (name: string): string => {
    const value = record[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const remote = text('remote_host');
  return {
    time: text('timestamp'),
    user: text('user'),
    database: text('dbname'),
    pid: text('pid'),
    application: text('application_name'),
    remote: remote === '[local]' ? '' : remote,
    remotePort: text('remote_port'),
    session: text('session_id'),
    line: text('line_num'),
    severity: text('error_severity'),
    state: text('state_code'),
    message: text('message'),
    detail: text('detail'),
    hint: text('hint'),
    statement: text('statement'),
    backend: text('backend_type'),
    rest: Object.entries(record).filter(([name]) => !TAKEN.has(name)),
  };
}
