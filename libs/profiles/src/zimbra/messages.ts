import type { Draft } from '../draft/open-draft';
import type { ZimbraLine } from './head';

interface Form {
  category: RegExp;
  pattern: RegExp;
  read(draft: Draft, groups: ReadonlyArray<string | undefined>): void;
}
type Outcome = 'success' | 'failure' | 'unknown';
const say = (
  draft: Draft,
  category: string,
  type: string,
  words: { action: string; outcome: Outcome },
): void => draft.say({ category: [category], type: [type], ...words });
const bare = (value: string | undefined): string | undefined => value?.replace(/^<|>$/g, '');

/** Messages of mailbox.log by their category. */
const FORMS: readonly Form[] = [
  {
    category: /^(?:imap|pop|soap|account|nginxlookup|security)$/,
    pattern:
      /^(?:\[[^\]]*\] )?(?:user (\S+) authenticated(?:, mechanism=(\S+))?|(?:authentication failed for|Authentication failed for|authentication failed) \[?([^\]\s,]+)\]?[,:]? ?(.*))/s,
    read: (draft, [user, mechanism, tried, reason]) => {
      draft.put('user.name', user ?? tried);
      draft.keep('auth_method', mechanism);
      draft.put('event.reason', reason?.replace(/^\(|\)$/g, ''));
      say(draft, 'authentication', 'start', {
        action: 'mailbox_login',
        outcome: user === undefined ? 'failure' : 'success',
      });
    },
  },
  {
    category: /^lmtp$/,
    pattern: /^Delivering message: size=(\d+)(?: bytes)?, nrcpts=(\d+), sender=(\S*?), msgid=(\S*)/,
    read: (draft, [size, recipients, sender, id]) => {
      draft.keep('size', size);
      draft.keep('recipients', Number(recipients));
      putSender(draft, sender);
      draft.put('email.message_id', bare(id));
      draft.put('email.direction', 'inbound');
      say(draft, 'email', 'info', { action: 'mail_received', outcome: 'success' });
    },
  },
  {
    category: /^smtp$/,
    pattern: /^Sending message to MTA at (\S+?): (.*)$/s,
    read: (draft, [mta, rest = '']) => {
      draft.keep('mta', mta);
      draft.put('email.message_id', bare(/Message-ID=(\S+?)(?:,|$)/.exec(rest)?.[1]));
      const to = /rcpts?=([^\s]{1,4000}?)(?:, \w+=|$)/.exec(rest)?.[1];
      const recipients =
        to
          ?.split(/[,;]/)
          .map((one) => bare(one) ?? '')
          .filter(Boolean) ?? [];
      if (recipients.length > 0) draft.put('email.to.address', recipients);
      putOutgoing(draft, recipients);
      say(draft, 'email', 'info', { action: 'mail_submitted', outcome: 'success' });
    },
  },
  {
    category: /^mailop$/,
    pattern: /^Adding Message: (?:id=(\d+), )?Message-ID=(\S+?),(.*)$/s,
    read: (draft, [, id, rest = '']) => {
      draft.put('email.message_id', bare(id));
      draft.keep('folder', /folderName=([^,]{1,200}?)(?: acct=|,|$)/.exec(rest)?.[1]);
      say(draft, 'email', 'creation', { action: 'mail_delivered', outcome: 'success' });
    },
  },
  {
    category: /^mailop$/,
    pattern: /^(?:(Delet|Mov|Updat|Creat|Renam|Empty|Copy)(?:ed|ing|e)?)\b ?(.*)$/s,
    read: (draft, [verb = '', what = '']) => {
      const change = { Delet: 'deletion', Empty: 'deletion', Creat: 'creation' }[verb] ?? 'change';
      draft.put('event.reason', what);
      const words = {
        Delet: 'mail_deleted',
        Mov: 'mail_moved',
        Creat: 'mailbox_item_created',
        Empty: 'mail_folder_emptied',
      };
      say(draft, 'email', change, {
        action: Object.hasOwn(words, verb) ? words[verb as keyof typeof words] : 'mailbox_item_changed',
        outcome: 'success',
      });
    },
  },
  {
    category: /^filter$/,
    pattern: /(?:redirect|forward)\w* .{0,80}?([^\s<>,;]{1,64}@[^\s<>,;]{1,255})/i,
    read: (draft, [to]) => {
      draft.put('email.to.address', [to]);
      draft.put('email.direction', 'outbound');
      say(draft, 'email', 'info', { action: 'mail_forwarded', outcome: 'success' });
    },
  },
  {
    category: /^soap$/,
    pattern: /^(?:\(\w+\) )?(\w{1,60}Request)(?: elapsed=(\d{1,9}))?/,
    read: (draft, [request = '', elapsed]) => {
      draft.put('event.code', request);
      if (elapsed !== undefined) draft.put('event.duration', Number(elapsed) * 1e6);
      const filter = /^ModifyFilterRules|^ModifyOutgoingFilterRules/.test(request);
      if (filter) say(draft, 'email', 'change', { action: 'inbox_rule_updated', outcome: 'success' });
      else say(draft, 'web', 'access', { action: 'soap_request', outcome: 'success' });
    },
  },
];

export function putSender(draft: Draft, value: string | undefined): void {
  const sender = bare(value);
  if (sender === undefined || sender === '') return;
  draft.put('email.sender.address', sender);
  draft.put('email.from.address', [sender]);
}

/** Who sends is whose session it is: an account of Zimbra is an address. */
function putOutgoing(draft: Draft, recipients: readonly string[]): void {
  const sender = draft.get('user.name');
  if (typeof sender !== 'string' || !sender.includes('@')) return;
  putSender(draft, sender);
  const domain = sender.slice(sender.lastIndexOf('@')).toLowerCase();
  const inside = recipients.every((one) => one.toLowerCase().endsWith(domain));
  draft.put('email.direction', inside ? 'internal' : 'outbound');
}

/** What a line of mailbox.log says. A line of another form is an event of its category. */
export function readMessage(draft: Draft, { category, level, message }: ZimbraLine): void {
  if (message.length <= 8192)
    for (const form of FORMS) {
      if (!form.category.test(category)) continue;
      const found = form.pattern.exec(message);
      if (!found) continue;
      form.read(draft, found.slice(1));
      return;
    }
  const bad = level === 'ERROR' || level === 'FATAL';
  say(draft, 'email', bad ? 'error' : 'info', {
    action: `zimbra_${category.toLowerCase()}`,
    outcome: bad ? 'failure' : 'unknown',
  });
}
