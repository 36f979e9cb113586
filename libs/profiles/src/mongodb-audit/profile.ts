import { innerRecord } from '../decode/inner-record';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import { openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { sayAudit } from './say-audit';
import { sayLog } from './say-log';

/** MongoDB (Enterprise, Atlas, Percona): audit documents and the server's structured log. */
export const mongodbAudit = defineProfile({
  id: 'mongodb-audit',
  version: 1,
  title: { vi: 'Kiểm toán MongoDB', en: 'MongoDB audit' },
  layer: 'database',
  logsource: { category: 'database', product: 'mongodb' },
  recognise,
  toEvent,
});

const KEYS = /"atype"\s{0,3}:|"t"\s{0,3}:\s{0,3}\{\s{0,3}"\$date"/;

function kindOf(record: JsonObject): 'audit' | 'log' | undefined {
  if (typeof record.atype === 'string') return 'audit';
  return isJsonObject(record.t) && typeof record.msg === 'string' && 's' in record ? 'log' : undefined;
}

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (body.charCodeAt(0) !== 123 || !KEYS.test(body)) return 0;
  const read = readJsonObject(body, {});
  return read.ok && kindOf(read.value) ? 0.95 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const read = readJsonObject(body, context);
  if (!read.ok) return read;
  const kind = kindOf(read.value);
  if (!kind)
    return refuse('unrecognised', 'JSON: expected "atype" of an audit document, or "t" and "msg" of the log');
  const draft = openDraft(context);
  const stamp = dateOf(kind === 'audit' ? read.value.ts : read.value.t);
  if (stamp !== undefined && !draft.timeFrom(stamp))
    return refuse('bad_field', 'ts: expected a date that exists');
  putHeader(draft, header);
  if (kind === 'audit') sayAudit(draft, read.value);
  else sayLog(draft, read.value);
  draft.put('observer.vendor', 'MongoDB');
  draft.put('observer.product', 'MongoDB');
  draft.put('observer.type', 'database');
  draft.say({ dataset: kind === 'audit' ? 'mongodb.audit' : 'mongodb.log' });
  return draft.done();
}

/** Extended JSON: `{"$date":"2026-…"}`, `{"$date":{"$numberLong":"1763…"}}`, or the value alone. */
function dateOf(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const date = value.$date;
  return isJsonObject(date) ? date.$numberLong : date;
}
