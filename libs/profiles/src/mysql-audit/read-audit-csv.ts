import type { MysqlAct } from './act';

/**
 * MariaDB's server_audit: `20261120 08:15:30,server,user,host,connection,query,OPERATION,database,'object',code`. The object is quoted with
 * backslash escapes, so commas inside are text. https://mariadb.com/kb/en/mariadb-audit-plugin-log-format/
 */
const HEAD =
  /^(?:(\d{8}) {1,2}(\d{1,2}:\d\d:\d\d),)?([^,]{0,255}),([^,]{0,128}),([^,]{0,255}),(\d{1,20}),(\d{1,20}),(CONNECT|DISCONNECT|FAILED_CONNECT|QUERY|QUERY_DDL|QUERY_DML|QUERY_DML_NO_SELECT|QUERY_DCL|READ|WRITE|CREATE|ALTER|RENAME|DROP|TABLE|PROXY_CONNECT|CHANGEUSER),([^,]{0,128}),/;

export function readServerAudit(text: string): MysqlAct | undefined {
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const [whole, day, clock, server, user, host, connection, query, operation = '', database] = head;
  const rest = text.slice(whole.length);
  const code = /,(\d{0,6})(?:,[^,']{0,60}){0,2}$/.exec(rest);
  const object = code ? rest.slice(0, code.index) : rest;
  const statement = object
    .replace(/^'|'$/g, '')
    .replace(/\\(['"\\nrt])/g, (_, char: string) => ESCAPES[char] ?? char);
  return {
    ...(day !== undefined &&
      clock !== undefined && {
        time: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${clock.padStart(8, '0')}`,
      }),
    operation,
    user,
    remote: host,
    database,
    code: code?.[1],
    statement,
    host: server,
    rest: [
      ['connection_id', connection],
      ['query_id', query],
    ],
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
