import { readDelimited } from '../decode/delimited';
import type { ServerRecord } from './server-record';

/** Columns of csvlog since 9.0; 13 added backend_type, 14 leader_pid and query_id. https://www.postgresql.org/docs/current/runtime-config-logging.html */
const COLUMNS = [
  'log_time',
  'user_name',
  'database_name',
  'process_id',
  'connection_from',
  'session_id',
  'session_line_num',
  'command_tag',
  'session_start_time',
  'virtual_transaction_id',
  'transaction_id',
  'error_severity',
  'sql_state_code',
  'message',
  'detail',
  'hint',
  'internal_query',
  'internal_query_pos',
  'context',
  'query',
  'query_pos',
  'location',
  'application_name',
  'backend_type',
  'leader_pid',
  'query_id',
] as const;
const START = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? [A-Z+\-\d:]{1,8},/;
const LEVEL = /^(?:DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC)$/;
const TAKEN = new Set([
  'log_time',
  'user_name',
  'database_name',
  'process_id',
  'connection_from',
  'session_id',
  'session_line_num',
  'error_severity',
  'sql_state_code',
  'message',
  'detail',
  'hint',
  'query',
  'application_name',
  'backend_type',
]);

export function looksLikeCsv(text: string): boolean {
  return START.test(text) && readDelimited(text.slice(0, 2000)).length >= 14;
}

export function readCsv(text: string): ServerRecord | undefined {
  if (!START.test(text)) return undefined;
  const values = readDelimited(text);
  const at = (name: (typeof COLUMNS)[number]): string => values[COLUMNS.indexOf(name)] ?? '';
  if (values.length < 14 || !LEVEL.test(at('error_severity'))) return undefined;
  const [remote, remotePort] = endOf(at('connection_from'));
  return {
    time: at('log_time'),
    user: at('user_name'),
    database: at('database_name'),
    pid: at('process_id'),
    application: at('application_name'),
    remote,
    remotePort,
    session: at('session_id'),
    line: at('session_line_num'),
    severity: at('error_severity'),
    state: at('sql_state_code'),
    message: at('message'),
    detail: at('detail'),
    hint: at('hint'),
    statement: at('query'),
    backend: at('backend_type'),
    rest: COLUMNS.filter((name) => !TAKEN.has(name)).map((name) => [name, at(name)] as const),
  };
}

/** `192.0.2.1:5000`, `2001:db8::1:5000` (the port is behind the last colon) or `[local]`. */
export function endOf(text: string): [string, string] {
  if (text === '' || text === '[local]') return ['', ''];
  const colon = text.lastIndexOf(':');
  return colon > 0 && /^\d{1,5}$/.test(text.slice(colon + 1))
    ? [text.slice(0, colon), text.slice(colon + 1)]
    : [text, ''];
}
