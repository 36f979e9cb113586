import type { EventDraft } from '@khien/model';
import { innerRecord } from '../decode/inner-record';
import type { SyslogRecord } from '../decode/syslog';
import { readClf, readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { webAccess } from '../web-access/profile';
import { wordsOfLevel } from '../web-server/error-words';
import { putEnd, putRequest } from '../web-server/put-request';
import { putAudit, putSignIn } from './read-audit';
import { putCall } from './read-call';

/** WSO2 API Manager, which many provinces run as the gateway of their LGSP: api.log, audit.log, wso2carbon.log, http_access and correlation.log. */
export const wso2Apim = defineProfile({
  id: 'wso2-apim',
  version: 1,
  title: { vi: 'Cổng API WSO2 (LGSP)', en: 'WSO2 API Manager (LGSP gateway)' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

const LEVEL = '(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)';
/** `TID: [-1234] [app] [2026-11-20 08:15:30,123] [correlation]  INFO {logger} name - message`; all but time and level may be missing. */
const LINE = new RegExp(
  `^(?:TID: ?\\[([^\\]]{0,60})\\] )?(?:\\[([^\\]]{0,200})\\] )?\\[(\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d[.,]\\d{1,6}(?:[+-]\\d\\d:?\\d\\d)?)\\] {1,2}(?:\\[([^\\]]{0,120})\\] {1,3})?${LEVEL} (?: ?\\{([^}]{1,300})\\})?`,
);
const ACCESS =
  /^(\S{2,255}) (\S{1,100}) (\S{1,256}) \[([^\]]{10,60})\] ([A-Z]{3,10} \S{1,8000} HTTP\/\d(?:\.\d)?) (\d{3}|-) (\d{1,15}|-)(?: (\S{1,4000})(?: (.{0,2000}?))?(?: (\d{1,7}(?:\.\d{1,6})?))?)?$/;
const CORRELATION =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3})\|([\w-]{0,80})\|([^|]{0,200})\|(\d{1,10})\|([\w-]{1,60})\|(.*)$/s;

function logsource(event: EventDraft): Logsource {
  const { dataset } = event.event;
  if (dataset === 'wso2.api') return { category: 'data_sharing', product: 'wso2' };
  if (dataset === 'wso2.access') return { category: 'webserver', product: 'wso2' };
  if (event.event.category?.includes('authentication'))
    return { category: 'authentication', product: 'wso2' };
  return { category: 'application', product: 'wso2' };
}

function recognise(text: string): number {
  const { body } = innerRecord(text);
  const line = LINE.exec(body);
  if (line) return scoreOf(line, body.slice(line[0].length));
  if (CORRELATION.test(body)) return 0.9;
  return ACCESS.test(body) ? 0.8 : 0;
}

/** Log4j writes lines like these for many products: the logger or the tenant says that it is this one. */
function scoreOf(line: RegExpExecArray, rest: string): number {
  if (line[6] !== undefined || line[1] !== undefined || isAudit(rest.replace(/^- /, ''))) return 0.95;
  return /^(?:[\w.]{1,100} )?- /.test(rest) ? 0.4 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const line = LINE.exec(body);
  if (line) return lineEvent(line, body.slice(line[0].length), { header, context });
  const correlation = CORRELATION.exec(body);
  if (correlation) return correlationEvent(correlation, { header, context });
  const access = ACCESS.exec(body);
  if (access) return accessEvent(access, { header, context });
  const web = webAccess.toEvent(text, context);
  if (!web.ok)
    return web.reason === 'unrecognised'
      ? refuse('unrecognised', 'expected: [time] LEVEL {logger} - message')
      : web;
  web.event.event.dataset = 'wso2.access';
  web.event.observer = { ...web.event.observer, vendor: 'WSO2', product: 'API Manager', type: 'api-gateway' };
  return web;
}

interface Around {
  header: SyslogRecord | undefined;
  context: ProfileContext;
}

function open({ header, context }: Around, time: string | undefined): Draft {
  const draft = openDraft(context);
  draft.time(readIso(time ?? '', 0, context));
  putHeader(draft, header);
  draft.put('observer.vendor', 'WSO2');
  draft.put('observer.product', 'API Manager');
  draft.put('observer.type', 'api-gateway');
  return draft;
}

function lineEvent(found: RegExpExecArray, rest: string, around: Around): ParseResult {
  const [, tenant, application, time, correlation, level = '', logger] = found;
  const draft = open(around, time);
  draft.keep('tenant', tenant);
  draft.keep('application', application);
  draft.put('http.request.id', correlation);
  draft.put('log.level', level);
  draft.put('log.logger', logger);
  const dash = rest.indexOf('- ');
  const [name, message] =
    dash < 0 ? ['', rest.trim()] : [rest.slice(0, dash).trim(), rest.slice(dash + 2).trim()];
  if (logger === 'API_LOG' && putCall(draft, name, message)) return draft.done();
  if (logger === 'AUDIT_LOG' || isAudit(message)) {
    draft.put('message', message);
    putAudit(draft, message);
    draft.say({ dataset: 'wso2.audit' });
    return draft.done();
  }
  draft.put('message', name === '' ? message : `${name} - ${message}`);
  draft.say({ ...wordsOfLevel(level, message), category: ['web'], dataset: 'wso2.carbon' });
  putSignIn(draft, message);
  if (draft.get('event.outcome') === 'failure') draft.put('error.message', message.split('\n', 1)[0]);
  return draft.done();
}

function isAudit(message: string): boolean {
  return message.startsWith('{"performedBy"') || /^Initiator\s?[:=]/.test(message);
}

function accessEvent(found: RegExpExecArray, around: Around): ParseResult {
  const [, host = '', , user, time = '', request = '', status, bytes, referrer, agent, seconds] = found;
  const draft = openDraft(around.context);
  if (!draft.time(readClf(time, 0, around.context)))
    return refuse('bad_field', 'time: expected [20/Nov/2026:08:15:30 +0700]');
  putHeader(draft, around.header);
  putEnd(draft, 'source', host);
  putRequest(draft, request);
  draft.put('user.name', user);
  draft.put('http.response.status_code', status);
  draft.put('http.response.body.bytes', bytes);
  draft.put('http.request.referrer', referrer);
  draft.put('user_agent.original', agent);
  if (seconds !== undefined) draft.put('event.duration', Math.round(Number(seconds) * 1e9));
  draft.put('observer.vendor', 'WSO2');
  draft.put('observer.product', 'API Manager');
  draft.put('observer.type', 'api-gateway');
  const type = status === '401' || status === '403' ? ['access', 'denied'] : ['access'];
  draft.say({ category: ['web'], type, action: 'http_request', dataset: 'wso2.access' });
  return draft.done();
}

function correlationEvent(found: RegExpExecArray, around: Around): ParseResult {
  const [, time, correlation, thread, duration, kind = '', rest = ''] = found;
  const draft = open(around, time);
  draft.put('http.request.id', correlation);
  draft.keep('thread', thread);
  draft.put('event.duration', Number(duration) * 1e6);
  draft.put('message', rest);
  draft.say({
    category: [kind === 'jdbc' ? 'database' : 'web'],
    type: ['info'],
    action: `${kind.toLowerCase()}_call`,
    outcome: 'unknown',
    dataset: 'wso2.correlation',
  });
  return draft.done();
}
