import type { Draft } from '../draft/open-draft';
import { putRecipient, putSender } from './delivery';
import { bareAddress, putPeer, readNamed } from './host-brackets';

/** One form of message. Patterns are anchored and linear; `read` gets the groups and the whole text. */
export interface MailForm {
  pattern: RegExp;
  read(draft: Draft, groups: ReadonlyArray<string | undefined>, text: string): void;
}

type Words = Parameters<Draft['say']>[0];
const say = (
  draft: Draft,
  category: string[],
  type: string[],
  action: string,
  outcome: Words['outcome'],
): void => draft.say({ category, type, action, ...(outcome !== undefined && { outcome }) });

const CONNECTION = ['email', 'network'];

/** What `smtpd` and its policies decided on a message; a refusal is the service working, the message itself failed. */
const DECISIONS: Readonly<Record<string, readonly [string, string[], 'success' | 'failure']>> = {
  reject: ['mail_rejected', ['denied'], 'failure'],
  reject_warning: ['mail_reject_warned', ['info'], 'success'],
  'proxy-reject': ['mail_rejected', ['denied'], 'failure'],
  'milter-reject': ['mail_rejected', ['denied'], 'failure'],
  'milter-hold': ['mail_held', ['denied'], 'failure'],
  'milter-discard': ['mail_discarded', ['denied'], 'failure'],
  discard: ['mail_discarded', ['denied'], 'failure'],
  hold: ['mail_held', ['denied'], 'failure'],
  'proxy-accept': ['mail_accepted', ['allowed'], 'success'],
  permit: ['mail_accepted', ['allowed'], 'success'],
  filter: ['mail_filtered', ['info'], 'success'],
  redirect: ['mail_redirected', ['change'], 'success'],
  replace: ['mail_header_changed', ['change'], 'success'],
  prepend: ['mail_header_changed', ['change'], 'success'],
  strip: ['mail_header_changed', ['change'], 'success'],
  bcc: ['mail_copied', ['change'], 'success'],
  info: ['mail_header_matched', ['info'], 'success'],
  warning: ['mail_header_matched', ['info'], 'success'],
  warn: ['mail_header_matched', ['info'], 'success'],
};

/** `…; from=<a> to=<b> proto=ESMTP helo=<c>` at the end of a decision. */
function putEnvelope(draft: Draft, text: string): void {
  const at = text.lastIndexOf('; from=<');
  if (at < 0) return;
  const named = readNamed(text.slice(at + 2), ' ');
  putSender(draft, named.get('from'));
  putRecipient(draft, named.get('to'));
  draft.put('network.application', named.get('proto')?.toLowerCase());
  draft.keep('helo', bareAddress(named.get('helo')));
  if (named.has('sasl_username')) draft.put('user.name', bareAddress(named.get('sasl_username')));
}

const ATTACHMENT = /\b(?:file)?name=\\?["']{0,2}([^"';?\\]{1,255})/i;

export const SMTPD_FORMS: readonly MailForm[] = [
  {
    pattern: /^connect from (\S+)/,
    read: (draft, [peer]) => {
      putPeer(draft, 'source', peer);
      say(draft, CONNECTION, ['connection', 'start'], 'smtp_connect', 'success');
    },
  },
  {
    pattern: /^disconnect from (\S+)(.*)$/s,
    read: (draft, [peer, counts = '']) => {
      putPeer(draft, 'source', peer);
      for (const [name, value] of readNamed(counts.trim(), ' ')) draft.keep(name, value);
      const refused = /\bauth=0\/(\d{1,6})/.exec(counts)?.[1];
      if (refused !== undefined) draft.put('event.reason', `auth=0/${refused}`);
      say(draft, CONNECTION, ['connection', 'end'], 'smtp_disconnect', 'success');
    },
  },
  {
    pattern:
      /^(lost connection|timeout|too many errors|improper command pipelining) after (.{1,80}?) from (\S+)/,
    read: (draft, [what = '', stage, peer]) => {
      putPeer(draft, 'source', peer);
      draft.put('event.reason', `${what} after ${stage}`);
      say(draft, CONNECTION, ['connection', 'end'], 'smtp_connection_lost', 'failure');
    },
  },
  {
    pattern: /^(SSL_accept error) from (\S+?)(?:: (.*))?$/s,
    read: (draft, [what, peer, reason]) => {
      putPeer(draft, 'source', peer);
      draft.put('event.reason', reason ?? what);
      say(draft, CONNECTION, ['connection', 'protocol'], 'tls_failed', 'failure');
    },
  },
  {
    pattern: /^(\w+) TLS connection (established|reused) (from|to) (\S+?): (?:(\S+)(?: with cipher (\S+))?)?/,
    read: (draft, [trust, , way, peer, version, cipher]) => {
      putPeer(draft, way === 'to' ? 'destination' : 'source', peer);
      draft.put('tls.version', version);
      draft.put('tls.cipher', cipher);
      draft.keep('tls_trust', trust?.toLowerCase());
      say(draft, CONNECTION, ['connection', 'protocol'], 'tls_established', 'success');
    },
  },
  {
    pattern: /^Used TLS for (\S+)/,
    read: (draft, [peer]) => {
      putPeer(draft, 'destination', peer);
      say(draft, CONNECTION, ['connection', 'protocol'], 'tls_established', 'success');
    },
  },
  {
    pattern: /^(?:warning: )?(\S{3,300}): SASL (\S{1,40}) authentication (failed|aborted)(?::\s*(.*))?$/s,
    read: (draft, [peer, method, , reason], text) => {
      putPeer(draft, 'source', peer);
      putSignIn(draft, /sasl_username=(\S+)/.exec(text)?.[1], method, 'failure');
      draft.put(
        'event.reason',
        reason?.replace(/, sasl_username=.*$/s, '').trim() || 'authentication failed',
      );
    },
  },
  {
    pattern: /^client=(\S+)/,
    read: (draft, _, text) => {
      const named = readNamed(text);
      putPeer(draft, 'source', named.get('client'));
      putPeer(draft, 'source', named.get('orig_client'));
      if (named.has('orig_client')) draft.keep('client', named.get('client'));
      draft.keep('orig_queue_id', named.get('orig_queue_id'));
      if (named.has('sasl_username'))
        putSignIn(draft, named.get('sasl_username'), named.get('sasl_method'), 'success');
      else say(draft, ['email'], ['info'], 'mail_received', 'success');
      const sender = named.get('sasl_sender');
      if (sender !== undefined) putSender(draft, sender);
    },
  },
  {
    pattern: /^warning: hostname (\S+) does not resolve to address (\S+?)(?:: (.*))?$/s,
    read: (draft, [name, ip, reason]) => {
      draft.put('source.ip', ip);
      draft.put('source.domain', name);
      draft.put('event.reason', reason ?? 'hostname does not resolve to address');
      say(draft, CONNECTION, ['info'], 'hostname_mismatch', 'unknown');
    },
  },
  {
    pattern:
      /^warning: (Connection (?:rate|concurrency) limit exceeded|Message delivery request rate limit exceeded|Recipient address rate limit exceeded|New TLS session rate limit exceeded|AUTH command rate limit exceeded): \d+ from (\S+)/,
    read: (draft, [reason, peer]) => {
      putPeer(draft, 'source', peer);
      draft.put('event.reason', reason);
      say(draft, CONNECTION, ['connection', 'denied'], 'smtp_rate_limited', 'success');
    },
  },
  {
    pattern:
      /^(warning|info|reject|hold|discard|redirect|replace|prepend|filter|strip|bcc|warn): (header|body|mime-header|nested-header) (.*)$/s,
    read: (draft, [what = '', part, rest = '']) => {
      const [action, type, outcome] = DECISIONS[what] ?? [
        'mail_header_matched',
        ['info'],
        'unknown' as const,
      ];
      const end = rest.lastIndexOf('; from=<');
      const origin = rest.lastIndexOf(' from ', end < 0 ? undefined : end);
      draft.keep(`${part}_line`, rest.slice(0, origin < 0 ? undefined : origin));
      putPeer(draft, 'source', origin < 0 ? undefined : rest.slice(origin + 6, end < 0 ? undefined : end));
      putFile(draft, ATTACHMENT.exec(rest)?.[1]);
      if (/^subject: /i.test(rest))
        draft.put('email.subject', rest.slice(9, origin < 0 ? undefined : origin));
      putEnvelope(draft, rest);
      say(draft, ['email'], type, action, outcome);
    },
  },
  {
    pattern:
      /^(reject|reject_warning|proxy-reject|proxy-accept|milter-reject|milter-hold|milter-discard|filter|hold|discard|redirect|prepend|permit|bcc|warn): (\S+) from (\S+): (.*)$/s,
    read: (draft, [what = '', stage, peer, rest = '']) => {
      const [action, type, outcome] = DECISIONS[what] ?? ['mail_rejected', ['denied'], 'failure' as const];
      putPeer(draft, 'source', peer);
      const end = rest.lastIndexOf('; from=<');
      const reason = (end < 0 ? rest : rest.slice(0, end)).trim();
      draft.put('event.reason', reason);
      draft.put('event.code', /^(\d{3}(?: \d\.\d{1,3}\.\d{1,3})?)\b/.exec(reason)?.[1]);
      draft.keep('stage', stage);
      putEnvelope(draft, rest);
      if (draft.has('email.sender.address') || what.includes('reject'))
        draft.put('email.direction', 'inbound');
      say(draft, ['email'], type, action, outcome);
    },
  },
];

/** `BP.exe` of a header line: name and extension, as rules on attachments read them. */
export function putFile(draft: Draft, name: string | undefined): void {
  if (name === undefined || name.trim() === '') return;
  draft.put('file.name', name.trim());
  const dot = name.lastIndexOf('.');
  if (dot > 0 && name.length - dot <= 12)
    draft.put(
      'file.extension',
      name
        .slice(dot + 1)
        .trim()
        .toLowerCase(),
    );
}

/** A sign-in to send mail: rules on guessing and on old protocols read these words. */
export function putSignIn(
  draft: Draft,
  user: string | undefined,
  method: string | undefined,
  outcome: 'success' | 'failure',
): void {
  draft.put('user.name', bareAddress(user));
  draft.keep('sasl_method', method);
  draft.put('network.protocol', 'smtp');
  say(draft, ['authentication', 'email'], ['start'], 'smtp_login', outcome);
}
