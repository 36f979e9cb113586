import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import { type JsonObject, readJsonObject } from '../decode/read-json';
import { readIso } from '../decode/timestamp';
import { openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { isAdminLog, putAdminLog } from './admin-log';
import { isMessageLog, putMessageLog } from './message-log';
import { isOpmon, putOpmon } from './opmon';

/** X-Road (NDXP): operational-monitoring records of both halves of a call, the message log, and the servers' audit log. */
export const xroadMessages = defineProfile({
  id: 'xroad-messages',
  version: 1,
  title: { vi: 'Trục X-Road (NDXP)', en: 'X-Road (NDXP) bus' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

/** Prefix of the audit log before its JSON: `2026-11-20T08:15:30.123+07:00 ss1 INFO [X-Road Proxy UI] … - {`. */
const PREFIX = /^(?:(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?) )?[^{]{0,200}$/;
const KEYS = /"(?:requestInTs|query_?id|event)"/i;
const LEAD = 300;

function logsource(event: EventDraft): Logsource {
  const signIn = event.event.category?.includes('authentication');
  return { category: signIn ? 'authentication' : 'data_sharing', product: 'x-road' };
}

function split(body: string): { prefix: string; json: string } {
  const brace = body.slice(0, LEAD).indexOf('{');
  return brace < 0 ? { prefix: body, json: '' } : { prefix: body.slice(0, brace), json: body.slice(brace) };
}

function recognise(text: string): number {
  const { body, header } = innerRecord(text);
  const { prefix, json } = split(body);
  if (json === '' || !KEYS.test(json) || !PREFIX.test(prefix)) return 0;
  const read = readJsonObject(json, {});
  if (!read.ok) return 0;
  if (prefix === '' && (isOpmon(read.value) || isMessageLog(read.value))) return 0.95;
  const named = `${header?.app ?? ''} ${prefix}`;
  if (!isAdminLog(read.value)) return 0;
  return /x-road|xroad/i.test(named) ? 0.95 : prefix === '' && 'ipaddress' in read.value ? 0.7 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const { prefix, json } = split(body);
  const read = readJsonObject(json, context);
  if (!read.ok) return read;
  const draft = openDraft(context);
  if (!put(draft, read.value, { prefix, context }))
    return refuse('bad_field', 'time: expected milliseconds since the epoch');
  if (!draft.has('event.action'))
    return refuse('unrecognised', 'JSON: expected an operational-monitoring, message-log or audit record');
  putHeader(draft, header);
  draft.put('observer.vendor', 'NIIS');
  draft.put('observer.product', 'X-Road');
  draft.put('observer.type', 'bus');
  if (draft.get('event.dataset') === undefined) draft.say({ dataset: 'xroad.opmon' });
  return draft.done();
}

function put(
  draft: ReturnType<typeof openDraft>,
  record: JsonObject,
  { prefix, context }: { prefix: string; context: ProfileContext },
): boolean {
  if (isOpmon(record)) return putOpmon(draft, record);
  if (isMessageLog(record)) return putMessageLog(draft, record);
  if (!isAdminLog(record)) return true;
  const time = PREFIX.exec(prefix)?.[1];
  if (time !== undefined) draft.time(readIso(time, 0, context));
  putAdminLog(draft, record);
  return true;
}
