import { innerRecord } from '../decode/inner-record';
import { readBsd } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type ParseResult, type ProfileContext, refuse } from '../profile';
import { denied, type ErrorForm, loginFailed, wordsOf } from '../web-server/error-words';
import { putModSecurity } from '../web-server/modsecurity';
import { putEnd } from '../web-server/put-request';

/** Error log of Apache 2.2 and 2.4, bare or inside syslog, with ModSecurity's lines. */
export const apacheError = defineProfile({
  id: 'apache-error',
  version: 1,
  title: { vi: 'Nhật ký lỗi Apache', en: 'Apache error log' },
  layer: 'application',
  logsource: { category: 'webserver', product: 'apache' },
  recognise: (text) => (HEAD.test(innerRecord(text).body) ? 0.95 : 0),
  toEvent,
});

const LEVEL = '(?:emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])';
/** `[Fri Nov 20 08:15:30.123456 2026] [core:error]`; by syslog Apache leaves the time to the header. */
const HEAD = new RegExp(
  `^(?:\\[(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) (\\d{4})\\] )?\\[(?:([\\w.-]{0,40}):)?(${LEVEL})\\] `,
);
const PROCESS = /^\[pid (\d{1,10})(?::tid (\d{1,20}))?\] /;
const CLIENT = /\[client (\[[^\]]{1,60}\](?::\d{1,5})?|[^\]]{1,300})\] ?/;

const FORMS: readonly ErrorForm[] = [
  {
    pattern: /AH0161[78]|AH01807|AH01790|user .{1,256} not found|Password Mismatch|authentication failure/,
    words: loginFailed,
  },
  {
    pattern: /AH01630|AH01797|AH01276|client denied by server configuration|Directory index forbidden/,
    words: denied('access_denied'),
  },
  {
    pattern: /AH00126|Invalid URI|AH00135|AH10244|invalid URI path|AH00127/,
    words: { action: 'malformed_request', outcome: 'failure' },
  },
  {
    pattern: /File does not exist|AH00128|script '.*' not found|AH01071/,
    words: { action: 'file_not_found', outcome: 'failure' },
  },
  {
    pattern: /AH0111[0-9]|AH00957|AH00898|AH01102|proxy: /,
    words: { action: 'upstream_failed', outcome: 'failure' },
  },
  { pattern: /^(?:AH0[12]\d{3}: )?SSL|AH02039/, words: { action: 'tls_error' } },
  { pattern: /AH00163|resuming normal operations/, words: { type: ['start'], action: 'server_started' } },
  { pattern: /AH0049[0-9]|caught SIG(?:TERM|WINCH)/, words: { type: ['end'], action: 'server_stopped' } },
];

function toEvent(text: string, context: ProfileContext): ParseResult {
  const { body, header } = innerRecord(text, context);
  const head = HEAD.exec(body);
  if (!head) return refuse('unrecognised', 'expected: [Fri Nov 20 08:15:30 2026] [module:level] message');
  const [whole, month, day, time, year, module, level = ''] = head;
  const draft = openDraft(context);
  if (month !== undefined && !draft.time(readBsd(`${month} ${day} ${year} ${time}`, 0, context)))
    return refuse('bad_field', 'time: expected a date that exists');
  if (header) putSyslog(draft, header);
  const message = putProcess(draft, body.slice(whole.length));
  const client = CLIENT.exec(message);
  // A client chooses what stands behind its own address, so the first one counts.
  if (client) putEnd(draft, 'source', (client[1] ?? '').replace(/ :(\d+)$/, ':$1'));
  const said = client
    ? `${message.slice(0, client.index)}${message.slice(client.index + client[0].length)}`
    : message;
  draft.put('message', said);
  draft.put('log.level', level);
  draft.put('log.logger', module);
  draft.put('observer.vendor', 'Apache');
  draft.put('observer.product', 'HTTP Server');
  draft.say({ ...wordsOf(said, level, FORMS), dataset: 'apache.error' });
  putDetails(draft, said);
  if (!putModSecurity(draft, said)) draft.put('observer.type', 'web-server');
  if (header?.host !== undefined) draft.put('host.name', header.host);
  return draft.done();
}

function putProcess(draft: Draft, rest: string): string {
  const process = PROCESS.exec(rest);
  if (!process) return rest;
  draft.put('process.pid', process[1]);
  draft.keep('thread_id', process[2]);
  return rest.slice(process[0].length);
}

function putDetails(draft: Draft, message: string): void {
  const code = /\bAH\d{5}\b/.exec(message)?.[0];
  const system = /^\((\d{1,6})\)/.exec(message)?.[1];
  const user =
    /\buser ['"]?([^\s'":]{1,256})['"]?(?=[: ](?:not found|authentication failure|.{0,60}Password Mismatch))/.exec(
      message,
    )?.[1];
  const file =
    /(?:File does not exist|server configuration|not found or unable to stat): (\/[^,]{1,2000})/.exec(
      message,
    )?.[1];
  const referrer = /, referer: (\S{1,2000})$/.exec(message)?.[1];
  draft.put('event.code', code);
  draft.put('error.code', code ?? system);
  draft.put('user.name', user);
  draft.put('file.path', file);
  draft.put('http.request.referrer', referrer);
  if (draft.get('event.outcome') !== 'failure') return;
  draft.put('error.message', message);
  draft.put('event.reason', message.replace(/^(?:\(\d+\))?.{0,80}?AH\d{5}: /, '').slice(0, 300));
}
