import { innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { scanXml } from '../decode/scan-xml';
import { readIso } from '../decode/timestamp';
import { openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { withoutPasswords } from '../sql/without-passwords';
import type { MysqlAct } from './act';
import { readServerAudit } from './read-audit-csv';
import { readAuditJson } from './read-audit-json';
import { readErrorLine, readGeneralLine, type ServerLine } from './read-server-log';
import { sayAct } from './say-act';

/** MySQL and MariaDB: server_audit, Percona and Enterprise audit (JSON, XML), error and general log. */
export const mysqlAudit = defineProfile({
  id: 'mysql-audit',
  version: 1,
  title: { vi: 'Kiểm toán MySQL, MariaDB', en: 'MySQL and MariaDB audit' },
  layer: 'database',
  logsource: { category: 'database', product: 'mysql' },
  recognise,
  toEvent,
});

const JSON_KEYS = /"(?:audit_record|class)"/;
const SYSLOG_AUDIT = /^(?:mysql|mariadb)/i;

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  if (body.charCodeAt(0) === 60) return body.startsWith('<AUDIT_RECORD') ? 0.95 : 0;
  if (body.charCodeAt(0) === 123 && !JSON_KEYS.test(body)) return 0;
  const act = readAct(body);
  if (act === undefined || 'ok' in act) return 0;
  return SYSLOG_AUDIT.test(header?.app ?? '') || act.operation !== '' ? 0.95 : 0.85;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const act = readAct(body);
  if (!act) {
    if (context.truncated) return refuse('truncated', 'cut before the operation');
    return refuse(
      'unrecognised',
      'expected: a server_audit line, an audit record, or a line of the error or general log',
    );
  }
  const draft = openDraft(context);
  const stamp = act.time === undefined ? undefined : readIso(act.time.replace(/ UTC$/, 'Z'), 0, context);
  if (act.time !== undefined && !stamp) return refuse('bad_field', 'time: expected a date that exists');
  draft.time(stamp);
  putHeader(draft, header);
  sayAct(draft, act);
  if ('message' in act) {
    const line = act as ServerLine;
    if (!draft.has('message')) draft.put('message', withoutPasswords(line.message));
    draft.put('log.level', line.level);
    if (line.operation === '') sayServer(line, draft);
  }
  draft.put('event.id', act.id?.startsWith('MY-') ? undefined : act.id);
  if (act.id?.startsWith('MY-')) draft.put('event.code', act.id);
  if (!draft.has('host.name')) draft.put('host.name', act.host);
  for (const [name, value] of act.rest) {
    if (name === 'program_name') draft.put('process.name', value);
    else draft.keep(name, value);
  }
  draft.put('observer.vendor', 'Oracle');
  draft.put('observer.product', 'MySQL');
  draft.put('observer.type', 'database');
  draft.say({ dataset: 'mysql.audit' });
  return draft.done();
}

function sayServer(line: ServerLine, draft: ReturnType<typeof openDraft>): void {
  const failed = /^error$/i.test(line.level ?? '');
  const started = /ready for connections/.test(line.message);
  const stopped = /Shutdown complete|shutting down/i.test(line.message);
  draft.say({
    type: [failed ? 'error' : started ? 'start' : stopped ? 'end' : 'info'],
    action: started
      ? 'database_started'
      : stopped
        ? 'database_stopped'
        : failed
          ? 'database_error'
          : 'database_message',
    outcome: failed ? 'failure' : 'success',
  });
  if (failed) draft.put('error.message', line.message);
}

function readAct(body: string): MysqlAct | undefined {
  const first = body.charCodeAt(0);
  if (first === 123) {
    const read = readJsonObject(body, {});
    return read.ok ? readAuditJson(read.value) : undefined;
  }
  if (first === 60) return readXml(body);
  return readServerAudit(body) ?? readErrorLine(body) ?? readGeneralLine(body);
}

/** Percona's and Enterprise's old XML: a record whose fields are attributes or elements. */
function readXml(body: string): MysqlAct | undefined {
  const element = body.startsWith('<AUDIT_RECORD') ? scanXml(body) : undefined;
  if (!element) return undefined;
  const pairs = [...element.attributes, ...element.children.map(({ name, text }) => [name, text] as const)];
  return readAuditJson({
    audit_record: Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value])),
  });
}
