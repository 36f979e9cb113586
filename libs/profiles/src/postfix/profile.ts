import type { EventDraft } from '@khien/model';
import { type Peeled, peel, peelForLook } from '../decode/peel';
import { type Draft, openDraft } from '../draft/open-draft';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { putDelivery } from './delivery';
import { type MailForm, SMTPD_FORMS } from './forms';
import { putPeer } from './host-brackets';
import { POLICY_FORMS } from './policy-forms';
import { QUEUE_FORMS } from './queue-forms';

/** Postfix and what stands beside it in mail.log (postgrey, policyd-spf, spamd, opendkim, opendmarc, amavis); over syslog or the message alone. */
export const postfix = defineProfile({
  id: 'postfix',
  version: 2,
  title: { vi: 'Máy chủ thư Postfix', en: 'Postfix mail server' },
  layer: 'application',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

/** Queue ids, short (hexadecimal) and long (no vowels), and what stands in their place. */
const QUEUE_ID = /^(NOQUEUE|[0-9A-F]{6,16}|[0-9BCDFGHJ-NP-TV-Zbcdfghj-np-tv-z]{10,20}): /;
const BESIDE: ReadonlySet<string> = new Set([
  'postgrey',
  'policyd-spf',
  'spamd',
  'opendkim',
  'opendmarc',
  'amavis',
  'amavisd',
  'postfwd',
  'postfix',
  'sqlgrey',
  'policyd',
]);
const FORMS: readonly MailForm[] = [...SMTPD_FORMS, ...QUEUE_FORMS, ...POLICY_FORMS];
/** Forms that no other daemon writes, so that a message without its header is known. */
const OWN =
  /^(?:(?:dis)?connect from \S+\[|connect to \S+\[[^\]]+\]:\d+: |(?:lost connection|timeout|too many errors) after \S+ (?:\([^)]*\) )?from \S+\[|statistics: max |(?:Anonymous|Trusted|Untrusted|Verified) TLS connection |warning: \S+\[[^\]]+\]: SASL |warning: hostname \S+ does not resolve|spamd: |action=\w+, reason=|(?:Action: )?(?:prepend|reject)?:?(?: Text:)? ?(?:Received-SPF: )?(?:Pass|Fail|Softfail|Neutral|None|Permerror|Temperror)\b[^=]{0,120}identity=(?:helo|mailfrom))/i;
/** Longest message forms are tried on. */
const MAX_FORM = 8192;

function recognise(text: string): number {
  const { header, program, body } = peelForLook(text);
  if (header?.app?.startsWith('postfix') || text.startsWith('postfix/')) return 0.9;
  if (program !== undefined) return BESIDE.has(program) ? 0.85 : 0;
  const id = QUEUE_ID.exec(body);
  if (id) return isMessage(body.slice(id[0].length)) ? 0.8 : 0;
  return OWN.test(body) ? 0.8 : 0;
}

function isMessage(message: string): boolean {
  return /^(?:to=|from=|action=\w+, reason=|client=|message-id=|resent-message-id=|uid=\d|removed$|host \S+ (?:said|refused)|(?:warning|info|prepend|reject|hold): (?:header|body|mime-header) |(?:milter-)?(?:reject|filter|hold|discard|redirect|prepend|warn|permit)\w*: |Used TLS|sender \S+ notification|lost connection with|conversation with|Cannot start TLS|DKIM|s=\S+ d=|SSL_connect)/.test(
    message,
  );
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const { body, program } = peeled;
  if (body.trim() === '' || (program === undefined && !QUEUE_ID.test(body) && recognise(text) === 0))
    return refuse('unrecognised', 'expected a line of Postfix: queue id or daemon, then its message');
  const draft = openDraft(context);
  putDaemon(draft, peeled);
  draft.put('message', body.trimEnd());
  const beside = program !== undefined && BESIDE.has(program) && program !== 'postfix';
  draft.put('observer.vendor', beside ? program : 'Postfix');
  draft.put('observer.product', beside ? program : 'Postfix');
  draft.put('observer.type', 'email');
  draft.put('service.name', 'postfix');
  draft.put('service.type', 'mail');
  draft.say({ dataset: 'mail.postfix', module: daemonOf(peeled) });
  readMessage(draft, body.trim());
  return draft.done();
}

/** `postfix/submission/smtpd` is `submission/smtpd`. */
function daemonOf({ header, program }: Peeled): string {
  const app = header?.app ?? program ?? 'postfix';
  return app.slice(app.indexOf('/') + 1);
}

function readMessage(draft: Draft, body: string): void {
  const id = QUEUE_ID.exec(body);
  if (id && id[1] !== 'NOQUEUE') draft.put('email.local_id', id[1]);
  const message = id ? body.slice(id[0].length) : body;
  if (message.length <= MAX_FORM) {
    if (putDelivery(draft, message)) return;
    for (const { pattern, read } of FORMS) {
      const found = pattern.exec(message);
      if (found) {
        read(draft, found.slice(1), message);
        return;
      }
    }
  }
  readOther(draft, message);
}

/** A line we have no form for: whoever it names is the other end, and a warning is one. */
function readOther(draft: Draft, message: string): void {
  const level = /^(warning|error|fatal|panic): /.exec(message)?.[1];
  draft.put('log.level', level);
  putPeer(draft, / to \S*\[/.test(message) ? 'destination' : 'source', message.slice(0, MAX_FORM));
  const bad = level !== undefined && level !== 'warning';
  draft.say({
    category: ['email'],
    type: [bad ? 'error' : 'info'],
    action: level === undefined ? 'mail_notice' : `mail_${level}`,
    outcome: bad ? 'failure' : 'unknown',
  });
}

function logsourceOf(event: EventDraft): Logsource[] {
  const [first] = event.event.category ?? [];
  const email = { category: 'email', product: 'postfix' };
  if (first === 'authentication') return [{ category: 'authentication', product: 'postfix' }, email];
  return first === 'malware' ? [{ category: 'antivirus', product: 'postfix' }, email] : [email];
}
