import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import { readTime } from '../decode/read-time';
import type { SyslogRecord } from '../decode/syslog';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { wordsOfLevel } from '../web-server/error-words';
import { putEnd, putRequest, putTarget } from '../web-server/put-request';
import { putAction, wordsOfActivity } from './actions';

/** CKAN, the open-data portal: application log, uWSGI request lines and records of its activity stream. */
export const ckan = defineProfile({
  id: 'ckan',
  version: 1,
  title: { vi: 'Cổng dữ liệu mở CKAN', en: 'CKAN open-data portal' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

/** `2026-11-20 08:15:30,123 INFO  [ckan.config.middleware.flask_app] message` */
const LINE =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (DEBUG|INFO|WARNI|WARNING|ERROR|CRITI|CRITICAL) {1,3}\[((?:ckan|ckanext)[\w.]{0,200})\] /;
const UWSGI =
  /^\[pid: (\d{1,10})\|app: [\d-]{1,10}\|req: [\d/-]{1,30}\] (\S{1,100}) \(([^)]{0,200})\) \{[^}]{0,80}\} \[([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\] ([A-Z]{3,10} .{1,8000}?) => generated (\d{1,15}) bytes in (\d{1,10}) msecs \(HTTP\/([\d.]{1,4}) (\d{3})\)/;
const RENDERED = /^(?:(\d{3}) )?(\/\S{0,4000}) render time (\d{1,6}(?:\.\d{1,9})?) seconds/;
const LOGIN =
  /[Ll]ogin (?:as |failed - )?.{0,40}?['"(]([^'")]{1,256})['")].{0,40}?(failed|not found|not valid|succeeded)?/;

function logsource(event: EventDraft): Logsource {
  const web = event.event.action === 'http_request';
  return { category: web ? 'webserver' : 'application', product: 'ckan' };
}

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (LINE.test(body)) return 0.95;
  if (UWSGI.test(body)) return 0.8;
  const read = body.includes('"activity_type"') ? readJsonObject(body, {}) : undefined;
  return read?.ok && isActivity(read.value) ? 0.9 : 0;
}

function isActivity(record: JsonObject): boolean {
  return typeof record.activity_type === 'string' && 'object_id' in record;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const around = { header, context };
  const line = LINE.exec(body);
  if (line) return lineEvent(line, body.slice(line[0].length), around);
  const request = UWSGI.exec(body);
  if (request) return requestEvent(request, around);
  const read = body.charCodeAt(0) === 123 ? readJsonObject(body, context) : undefined;
  if (read && !read.ok) return read;
  if (read?.ok && isActivity(read.value)) return activityEvent(read.value, around);
  return refuse('unrecognised', 'expected: time LEVEL [ckan.…] message, a uWSGI request or an activity');
}

interface Around {
  header: SyslogRecord | undefined;
  context: ProfileContext;
}

function putObserver(draft: Draft): void {
  draft.put('observer.vendor', 'CKAN');
  draft.put('observer.product', 'CKAN');
  draft.put('observer.type', 'application');
  draft.put('service.name', 'ckan');
}

function lineEvent(found: RegExpExecArray, message: string, { header, context }: Around): ParseResult {
  const [, time = '', level = '', logger] = found;
  const draft = openDraft(context);
  if (!draft.time(readIso(time, 0, context)))
    return refuse('bad_field', 'time: expected 2026-11-20 08:15:30,123');
  putHeader(draft, header);
  draft.put('message', message);
  draft.put('log.level', level);
  draft.put('log.logger', logger);
  draft.say({
    ...wordsOfLevel(level.replace('WARNI', 'WARN').replace(/^CRITI$/, 'CRITICAL'), message),
    dataset: 'ckan.log',
  });
  const rendered = RENDERED.exec(message.trim());
  if (rendered) {
    draft.put('http.response.status_code', rendered[1]);
    putTarget(draft, rendered[2] ?? '');
    draft.put('event.duration', Math.round(Number(rendered[3]) * 1e9));
    draft.say({
      type: ['access'],
      action: 'http_request',
      outcome: Number(rendered[1] ?? 200) >= 400 ? 'failure' : 'success',
    });
    putAction(draft);
  } else putSignIn(draft, message);
  putObserver(draft);
  return draft.done();
}

function putSignIn(draft: Draft, message: string): void {
  const found = LOGIN.exec(message);
  if (!found || !/authenticator|views\.user|\blogin\b/i.test(`${draft.get('log.logger')} ${message}`)) return;
  const failed = /failed|not found|not valid|denied/.test(message);
  draft.put('user.name', found[1]);
  draft.say({
    category: ['authentication'],
    type: ['start'],
    action: 'login',
    outcome: failed ? 'failure' : 'success',
    ...(failed && { reason: message.slice(0, 300) }),
  });
}

function requestEvent(found: RegExpExecArray, { header, context }: Around): ParseResult {
  const [, pid, client = '', user, time, request = '', bytes, duration, version, status] = found;
  const draft = openDraft(context);
  draft.time(
    readTime(time?.slice(4).replace(/^(\w{3}) ([ \d]\d) ([\d:]{8}) (\d{4})$/, '$1 $2 $4 $3'), context),
  );
  putHeader(draft, header);
  putEnd(draft, 'source', client);
  draft.put('user.name', user);
  draft.put('process.pid', pid);
  putRequest(draft, `${request} HTTP/${version}`);
  draft.put('http.response.status_code', status);
  draft.put('http.response.body.bytes', bytes);
  draft.put('event.duration', Number(duration) * 1e6);
  const denied = status === '401' || status === '403';
  draft.say({
    category: ['web'],
    type: denied ? ['access', 'denied'] : ['access'],
    action: 'http_request',
    dataset: 'ckan.request',
  });
  putAction(draft);
  putObserver(draft);
  return draft.done();
}

function activityEvent(record: JsonObject, { header, context }: Around): ParseResult {
  const { activity_type, timestamp, user_id, object_id, data, id, ...rest } = record;
  const draft = openDraft(context);
  // CKAN stores activities in UTC without saying so.
  const text = String(timestamp ?? '');
  draft.timeFrom(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  putHeader(draft, header);
  const holder = isJsonObject(data) ? data : {};
  const subject = isJsonObject(holder.package) ? holder.package : undefined;
  draft.put('event.id', id);
  draft.put('event.code', activity_type);
  draft.put('user.id', user_id);
  draft.put('user.name', holder.actor);
  if (String(activity_type).endsWith(' user')) draft.put('user.target.id', object_id);
  else draft.put('access.dataset', subject?.name ?? object_id);
  draft.keep('object_id', object_id);
  draft.keep('title', subject?.title);
  draft.keep('private', subject?.private);
  draft.keep('', rest);
  draft.say({ ...wordsOfActivity(String(activity_type)), outcome: 'success', dataset: 'ckan.activity' });
  putObserver(draft);
  return draft.done();
}
