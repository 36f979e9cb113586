import type { MysqlAct } from './act';

/** `2026-11-20T01:15:30.123456Z 8 [Note] [MY-010926] [Server] Access denied …` (MySQL) or `2026-11-20  8:15:30 8 [Warning] Access denied …` (MariaDB). */
const ERROR =
  /^(\d{4}-\d\d-\d\d(?:T| {1,2})\d{1,2}:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?) (\d{1,20}) \[(System|ERROR|Error|Warning|Note)\] (?:\[(MY-\d{6})\] )?(?:\[([\w ]{1,60})\] )?/;
/** General query log: `2026-11-20T01:15:30.123456Z\t    8 Connect\troot@10.0.0.9 on mysql using TCP/IP`. */
const GENERAL =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?|\d{6} {1,2}\d{1,2}:\d\d:\d\d)\s{1,8}|\t{1,2}\s{0,8})(\d{1,20}) (Connect|Quit|Query|Execute|Prepare|Init DB|Field List|Change user|Close stmt|Binlog Dump|Statistics|Refresh|Shutdown|Kill)(?:\t|$)/;
const REFUSED = /Access denied for user '([^']{0,128})'@'([^']{1,255})'(?: to database '([^']{1,128})')?/;
const ABORTED =
  /Aborted connection \d{1,20} to db: '([^']{0,128})' user: '([^']{0,128})' host: '([^']{0,255})' \((.{1,300})\)/;
const CONNECT = /^(\S{0,128})@(\S{1,255}) (?:on|as \S{1,100} on) ?(\S{0,128})/;

export interface ServerLine extends MysqlAct {
  level?: string;
  message: string;
}

export function readErrorLine(text: string): ServerLine | undefined {
  const head = ERROR.exec(text);
  if (!head) return undefined;
  const [whole, time = '', thread, level, code, subsystem] = head;
  const message = text.slice(whole.length);
  const refused = REFUSED.exec(message);
  const aborted = ABORTED.exec(message);
  return {
    time: time.replace(/ {1,2}(\d{1,2}):/, (_, hour: string) => `T${hour.padStart(2, '0')}:`),
    operation: refused ? 'FAILED_CONNECT' : aborted ? 'ABORTED' : '',
    user: refused?.[1] ?? aborted?.[2],
    remote: refused?.[2] ?? aborted?.[3],
    database: refused?.[3] ?? aborted?.[1],
    id: code,
    level: level ?? '',
    message,
    rest: [
      ['thread_id', thread],
      ['subsystem', subsystem],
    ],
  };
}

export function readGeneralLine(text: string): ServerLine | undefined {
  const head = GENERAL.exec(text);
  if (!head) return undefined;
  const [whole, time, connection, command = ''] = head;
  const message = text.slice(whole.length).trim();
  const old = time === undefined ? null : /^(\d\d)(\d\d)(\d\d) {1,2}(\d{1,2})(:.*)$/.exec(time);
  const stamp = old ? `20${old[1]}-${old[2]}-${old[3]}T${old[4]?.padStart(2, '0')}${old[5]}` : time;
  const line: ServerLine = {
    time: stamp,
    operation: command,
    message,
    rest: [['connection_id', connection]],
  };
  const refused = REFUSED.exec(message);
  const connect = command === 'Connect' ? CONNECT.exec(message) : null;
  if (refused) return { ...line, operation: 'FAILED_CONNECT', user: refused[1], remote: refused[2] };
  if (connect) return { ...line, user: connect[1], remote: connect[2], database: connect[3] };
  return { ...line, statement: message };
}
