import { canonicalIp } from '../decode/ip-address';
import { endOf } from './read-csv';
import type { ServerRecord } from './server-record';

const LEVEL =
  /(?:^|[\s>:\]])(DEBUG[1-5]|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): {1,2}/;
const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: (?:[A-Z]{2,5}|[+-]\d\d(?::?\d\d)?))?/;
const NAMED =
  /\b(user|usr|u|db|database|d|app|application|a|client|host|h|remote|pid|p|session|state|e)=("[^"]{0,256}"|\[[^\]]{0,100}\]|[^\s,|;]{0,256})/g;
const MAX_PREFIX = 1000;

const FIELDS: Readonly<
  Record<string, 'user' | 'database' | 'application' | 'remote' | 'pid' | 'session' | 'state'>
> = {
  user: 'user',
  usr: 'user',
  u: 'user',
  db: 'database',
  database: 'database',
  d: 'database',
  app: 'application',
  application: 'application',
  a: 'application',
  client: 'remote',
  host: 'remote',
  h: 'remote',
  remote: 'remote',
  pid: 'pid',
  p: 'pid',
  session: 'session',
  state: 'state',
  e: 'state',
};

/** A line with any `log_line_prefix`: the level ends the prefix, and what stands before it is told apart by its form. */
export function readStderr(text: string): ServerRecord | undefined {
  const level = LEVEL.exec(text.slice(0, MAX_PREFIX));
  if (!level) return undefined;
  const prefix = text.slice(0, level.index + 1);
  const end = level.index + level[0].length;
  const record: ServerRecord = { severity: level[1] ?? '', message: text.slice(end), rest: [] };
  const time = TIME.exec(prefix);
  if (time) record.time = time[0];
  readNamed(prefix, record);
  readPlain(time ? prefix.replace(time[0], ' ') : prefix, record);
  return record;
}

function readNamed(prefix: string, record: ServerRecord): void {
  for (const [, name = '', quoted = ''] of prefix.matchAll(NAMED)) {
    const field = FIELDS[name];
    const value = quoted.replace(/^"|"$/g, '');
    if (field === undefined || value === '' || value === '[unknown]') continue;
    if (field === 'remote') putRemote(record, value);
    else record[field] ??= value;
  }
}

/** `[1234]`, `[1234-1]`, `user@database`, `192.0.2.1(5000)`. */
function readPlain(prefix: string, record: ServerRecord): void {
  const pid = /\[(\d{1,10})(?:-(\d{1,10}))?\]/.exec(prefix);
  if (pid?.[1] !== undefined) record.pid ??= pid[1];
  if (pid?.[2] !== undefined) record.line ??= pid[2];
  for (const word of prefix.split(/[\s,|<>]+/)) {
    const who = /^(?!.*=)([^@\s[\]]{1,128})@([^@\s[\]]{1,128}?)[:]?$/.exec(word);
    if (who) {
      record.user ??= who[1] ?? '';
      record.database ??= who[2] ?? '';
    } else if (record.remote === undefined && /[.:]/.test(word)) putRemote(record, word);
  }
}

function putRemote(record: ServerRecord, value: string): void {
  const [, name = value, port] = /^(.{2,100})\((\d{1,5})\)$/.exec(value) ?? [];
  const [host, colonPort] = canonicalIp(name) === undefined ? endOf(name) : [name, ''];
  if (canonicalIp(host) === undefined && !/^[\w-]+(?:\.[\w-]+)+$/.test(host)) return;
  record.remote ??= host;
  const number = port ?? colonPort;
  if (number !== '') record.remotePort ??= number;
}
