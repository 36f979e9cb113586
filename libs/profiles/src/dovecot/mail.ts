import type { Draft } from '../draft/open-draft';

interface Form {
  pattern: RegExp;
  read(draft: Draft, groups: ReadonlyArray<string | undefined>): void;
}
type Outcome = 'success' | 'failure' | 'unknown';
const mail = (draft: Draft, type: string, action: string, outcome: Outcome): void =>
  draft.say({ category: ['email'], type: [type], action, outcome });

const bare = (value: string | undefined): string | undefined => value?.replace(/^<|>$/g, '');

const FORMS: readonly Form[] = [
  {
    pattern:
      /^(?:sieve: )?(?:msgid=(.*?): )?(saved mail to|stored mail into mailbox|forwarded to|discarded|marked message to be discarded|rejected message|save failed to) ?(.*)$/s,
    read: (draft, [id, what = '', rest = '']) => {
      draft.put('email.message_id', bare(id?.trim()));
      const target = rest.replace(/^['<]|['>]$/g, '');
      if (what === 'forwarded to') {
        draft.put('email.to.address', [target]);
        draft.put('email.direction', 'outbound');
        mail(draft, 'info', 'mail_forwarded', 'success');
      } else if (what.startsWith('save failed')) {
        draft.put('event.reason', rest);
        mail(draft, 'error', 'mail_deferred', 'failure');
      } else if (/discard|reject/.test(what)) mail(draft, 'denied', 'mail_discarded', 'success');
      else {
        draft.keep('mailbox', target);
        draft.put('email.direction', 'inbound');
        mail(draft, 'info', 'mail_delivered', 'success');
      }
    },
  },
  {
    pattern:
      /^(?:Disconnected|Logged out|Connection closed|Server shutting down)(?:: (.{0,200}?))?(?: \(.*?\))?(?: (in=\d+.*|bytes=.*|top=.*))?$/s,
    read: (draft, [reason, counts = '']) => {
      draft.put('event.reason', reason);
      for (const pair of counts.split(/[ ,]+/)) {
        const [name = '', value] = pair.split('=');
        if (name === 'in') draft.put('source.bytes', value);
        else if (name === 'out') draft.put('destination.bytes', value);
        else if (name !== '' && value !== undefined) draft.keep(name, value);
      }
      draft.say({ category: ['session'], type: ['end'], action: 'mailbox_logout', outcome: 'success' });
    },
  },
  {
    pattern:
      /^(delete|undelete|expunge|copy|save|append|mailbox_create|mailbox_delete|mailbox_rename|Mailbox (?:created|deleted|renamed|subscribed|unsubscribed)|flag_change): (.*)$/s,
    read: (draft, [what = '', rest = '']) => {
      const id = /\bmsgid=<?([^>,\s]{1,500})/.exec(rest)?.[1];
      draft.put('email.message_id', id);
      draft.put('email.from.address', /\bfrom=<?([^>,\s]{1,320})/.exec(rest)?.[1]);
      draft.put('email.subject', /\bsubject=(.{1,500}?)(?:, \w+=|$)/.exec(rest)?.[1]);
      draft.keep('mailbox', /\bbox=([^,]{1,200})/.exec(rest)?.[1] ?? (id === undefined ? rest : undefined));
      const word = what.toLowerCase().replace(/[ -]/g, '_');
      mail(
        draft,
        /delete|expunge/.test(word) ? 'deletion' : 'change',
        word.startsWith('mailbox') ? word : `mail_${word}`,
        'success',
      );
    },
  },
  {
    pattern: /^(?:Connect from|connect from) (\S+)/,
    read: (draft, [peer]) => {
      draft.put('source.ip', peer === 'local' ? undefined : peer);
      draft.say({
        category: ['email', 'network'],
        type: ['connection', 'start'],
        action: 'smtp_connect',
        outcome: 'success',
      });
    },
  },
  {
    pattern: /^Quota (?:exceeded|warning)|^.{0,80}Quota exceeded/,
    read: (draft) => mail(draft, 'error', 'mail_quota_exceeded', 'failure'),
  },
];

/** Delivery, Sieve, mail commands (mail_log plugin) and the end of a session. False when the line is none of them. */
export function readMail(draft: Draft, message: string): boolean {
  if (message.length > 8192) return false;
  for (const { pattern, read } of FORMS) {
    const found = pattern.exec(message);
    if (!found) continue;
    read(draft, found.slice(1));
    return true;
  }
  return false;
}
