import { innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putHeader } from '../draft/put-header';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { withoutPasswords } from '../sql/without-passwords';
import { looksLikeCsv, readCsv } from './read-csv';
import { isJsonLog, readJsonLog } from './read-json';
import { readStderr } from './read-stderr';
import { sayMessage } from './say-message';
import type { ServerRecord } from './server-record';

/** PostgreSQL: csvlog, jsonlog, stderr with any prefix, and syslog; connections, statements, errors and pgaudit. */
export const postgresql = defineProfile({
  id: 'postgresql',
  version: 1,
  title: { vi: 'Nhật ký PostgreSQL (và pgaudit)', en: 'PostgreSQL log (and pgaudit)' },
  layer: 'database',
  logsource: { category: 'database', product: 'postgresql' },
  recognise,
  toEvent,
});

const PROGRAM = /^postgres(?:ql)?(?:$|[@/.-])/;
/** Syslog numbers the parts of a long message: `[5-1] `. */
const PART = /^\[\d{1,10}-\d{1,6}\] /;
const DATED = /^<?\s?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? (?:[A-Z]{2,5}|[+-]\d\d(?::?\d\d)?)[ :>[]/;
const LEVEL =
  /(?:^|[\s>:\]])(?:DEBUG[1-5]|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|STATEMENT|DETAIL|HINT|CONTEXT|QUERY): {2}/;

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  if (PROGRAM.test(header?.app ?? '')) return LEVEL.test(body.slice(0, 1000)) ? 0.95 : 0;
  if (body.charCodeAt(0) === 123) {
    if (!body.includes('"error_severity"')) return 0;
    const read = readJsonObject(body, {});
    return read.ok && isJsonLog(read.value) ? 0.95 : 0;
  }
  if (looksLikeCsv(body)) return readCsv(body) ? 0.95 : 0.3;
  return DATED.test(body) && LEVEL.test(body.slice(0, 1000)) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const record = readRecord(body.replace(PART, ''), context);
  if (!record) {
    if (context.truncated) return refuse('truncated', 'cut before the message');
    return refuse('unrecognised', 'expected: csvlog, jsonlog, or a prefix and LOG:, ERROR:, FATAL: …');
  }
  const draft = openDraft(context);
  const stamp =
    record.time === undefined || record.time === ''
      ? undefined
      : readIso(withOffset(record.time), 0, context);
  if (record.time && !stamp) return refuse('bad_field', 'time: expected 2026-11-20 08:15:30.123 +07');
  draft.time(stamp);
  putHeader(draft, header);
  putRecord(draft, record);
  sayMessage(draft, record);
  if (record.detail) draft.keep('detail', record.detail);
  draft.say({
    dataset: 'postgresql.log',
    ...(record.state && record.state !== '00000' && { code: record.state }),
  });
  return draft.done();
}

function readRecord(body: string, context: ProfileContext): ServerRecord | undefined {
  if (body.charCodeAt(0) === 123) {
    const read = readJsonObject(body, context);
    return read.ok && isJsonLog(read.value) ? readJsonLog(read.value) : undefined;
  }
  return readCsv(body) ?? readStderr(body);
}

/** PostgreSQL names zones by abbreviation: those of Vietnam and Greenwich are read, another is the source's own zone. */
function withOffset(time: string): string {
  return time
    .replace(/ (?:UTC|GMT)$/, 'Z')
    .replace(/ (?:ICT|\+07)$/, '+07:00')
    .replace(/ [A-Z]{2,5}$/, '');
}

function putRecord(draft: Draft, record: ServerRecord): void {
  draft.put('user.name', record.user === '[unknown]' ? undefined : record.user);
  putAddress(draft, 'source', record.remote);
  draft.put('source.port', record.remotePort);
  draft.put('process.pid', record.pid);
  draft.put('process.name', record.application === '[unknown]' ? undefined : record.application);
  draft.put('log.level', record.severity);
  if (record.state !== '00000') draft.put('error.code', record.state);
  draft.keep('session_id', record.session);
  draft.keep('line', record.line);
  draft.keep('hint', record.hint);
  draft.keep('backend_type', record.backend);
  for (const [name, value] of record.rest)
    draft.keep(name, typeof value === 'string' ? withoutPasswords(value) : value);
  draft.put('observer.vendor', 'PostgreSQL');
  draft.put('observer.product', 'PostgreSQL');
  draft.put('observer.type', 'database');
}
