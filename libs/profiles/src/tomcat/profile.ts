import { innerRecord } from '../decode/inner-record';
import { readJsonObject } from '../decode/read-json';
import { readTime } from '../decode/read-time';
import type { SyslogRecord } from '../decode/syslog';
import { type Draft, openDraft } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { webAccess } from '../web-access/profile';
import { wordsOf } from '../web-server/error-words';
import { FORMS, putDetails } from './forms';
import { isJsonAccess, putJsonAccess } from './read-json';

/** Tomcat: catalina, localhost and manager logs, access lines of its valves (patterned and JSON). */
export const tomcat = defineProfile({
  id: 'tomcat',
  version: 1,
  title: { vi: 'Nhật ký Tomcat', en: 'Tomcat logs' },
  layer: 'application',
  logsource: { category: 'webserver', product: 'tomcat' },
  recognise,
  toEvent,
});

const LEVEL = '(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST)';
/** `20-Nov-2026 08:15:30.123 INFO [main] org.apache.catalina.startup.Catalina.start message` */
const ONE_LINE = new RegExp(
  `^(\\d{1,2}-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d)\\.(\\d{1,6}) ${LEVEL} \\[([^\\]]{0,200})\\] ([\\w.$<>-]{1,300}) ?`,
);
/** Java's own two-line form: `Nov 20, 2026 8:15:30 AM class method`, then `INFO: message`. */
const TWO_LINES = new RegExp(
  `^([A-Z][a-z]{2}) (\\d{1,2}), (\\d{4}),? (\\d{1,2}):(\\d\\d:\\d\\d)[ \\u202f](AM|PM) ([\\w.$]{1,200}) ([\\w$<>]{1,100})(?:\\s*\\r?\\n\\s*${LEVEL}: )?`,
);

function recognise(text: string): number {
  const { body } = innerRecord(text);
  if (ONE_LINE.test(body)) return 0.95;
  if (TWO_LINES.test(body)) return 0.85;
  if (body.charCodeAt(0) !== 123 || !body.includes('"statusCode"')) return 0;
  const read = readJsonObject(body, {});
  return read.ok && isJsonAccess(read.value) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const one = ONE_LINE.exec(body);
  if (one) return lineEvent(one, { body, header, context });
  const two = TWO_LINES.exec(body);
  if (two) return twoLineEvent(two, { body, header, context });
  if (body.charCodeAt(0) === 123) return jsonEvent(body, header, context);
  const access = webAccess.toEvent(text, context);
  if (!access.ok)
    return access.reason === 'unrecognised'
      ? refuse('unrecognised', 'expected: a catalina line or an access line')
      : access;
  access.event.observer = {
    ...access.event.observer,
    vendor: 'Apache',
    product: 'Tomcat',
    type: 'web-server',
  };
  access.event.event.dataset = 'tomcat.access';
  return access;
}

interface Whole {
  body: string;
  header: SyslogRecord | undefined;
  context: ProfileContext;
}

function lineEvent(found: RegExpExecArray, { body, header, context }: Whole): ParseResult {
  const [head, day, fraction, level = '', thread, origin] = found;
  const stamp = readTime(day, context);
  if (!stamp) return refuse('bad_field', 'time: expected 20-Nov-2026 08:15:30.123');
  const draft = openDraft(context);
  draft.time({ ...stamp, ms: stamp.ms + Number(`${fraction}00`.slice(0, 3)) });
  draft.keep('thread', thread);
  return messageEvent(draft, { level, origin, message: body.slice(head.length), header });
}

function twoLineEvent(found: RegExpExecArray, { body, header, context }: Whole): ParseResult {
  const [head, month, day, year, hour, rest, half, origin, method, level = 'INFO'] = found;
  const clock = `${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}:${rest}`;
  const stamp = readTime(`${day?.padStart(2, '0')}-${month}-${year} ${clock}`, context);
  if (!stamp) return refuse('bad_field', 'time: expected Nov 20, 2026 8:15:30 AM');
  const draft = openDraft(context);
  draft.time(stamp);
  return messageEvent(draft, {
    level,
    origin: `${origin}.${method}`,
    message: body.slice(head.length),
    header,
  });
}

interface Line {
  level: string;
  origin: string | undefined;
  message: string;
  header: SyslogRecord | undefined;
}

function messageEvent(draft: Draft, { level, origin, message, header }: Line): ParseResult {
  putHeader(draft, header);
  draft.put('message', message);
  draft.put('log.level', level);
  draft.put('log.logger', origin);
  draft.say({ ...wordsOf(message, level, FORMS), dataset: 'tomcat.log' });
  putDetails(draft, message);
  if (draft.get('event.outcome') === 'failure') {
    draft.put('error.message', message.split('\n', 1)[0]);
    draft.put('event.reason', message.split('\n', 1)[0]?.slice(0, 300));
  }
  putObserver(draft);
  return draft.done();
}

function jsonEvent(body: string, header: SyslogRecord | undefined, context: ProfileContext): ParseResult {
  const read = readJsonObject(body, context);
  if (!read.ok) return read;
  if (!isJsonAccess(read.value))
    return refuse('unrecognised', 'JSON: expected statusCode and request of an access valve');
  const draft = openDraft(context);
  putJsonAccess(draft, read.value, context);
  putHeader(draft, header);
  putObserver(draft);
  const status = Number(draft.get('http.response.status_code') ?? 0);
  const type = status === 401 || status === 403 ? ['access', 'denied'] : ['access'];
  draft.say({ category: ['web'], type, action: 'http_request', dataset: 'tomcat.access' });
  return draft.done();
}

function putObserver(draft: Draft): void {
  draft.put('observer.vendor', 'Apache');
  draft.put('observer.product', 'Tomcat');
  draft.put('observer.type', 'web-server');
}
