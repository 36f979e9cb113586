import type { Draft } from '../draft/open-draft';
import { putRecipient, putSender } from './delivery';
import type { MailForm } from './forms';
import { readNamed } from './host-brackets';
import { AMAVIS } from './queue-forms';

const mail = (
  draft: Draft,
  type: string[],
  action: string,
  outcome: 'success' | 'failure' | 'unknown',
): void => draft.say({ category: ['email'], type, action, outcome });

/** postgrey, policyd-spf, spamd, opendkim, opendmarc and amavis: what stands beside Postfix in the same file. */
export const POLICY_FORMS: readonly MailForm[] = [
  {
    pattern: /^action=(\w{1,30})[,:] /,
    read: (draft, [action = ''], text) => {
      const named = readNamed(text);
      draft.put('source.ip', named.get('client_address')?.replace(/\/\d{1,3}$/, ''));
      const name = named.get('client_name');
      if (name !== 'unknown') draft.put('source.domain', name);
      putSender(draft, named.get('sender'));
      putRecipient(draft, named.get('recipient'));
      draft.put('event.reason', named.get('reason'));
      for (const key of ['delay', 'queue_id']) draft.keep(key, named.get(key));
      draft.put('email.direction', 'inbound');
      const allowed = action === 'pass' || action === 'permit' || action === 'dunno';
      // The service decided as it should: what became of the message is on the line of smtpd.
      mail(draft, ['info', allowed ? 'allowed' : 'denied'], `policy_${action.toLowerCase()}`, 'success');
    },
  },
  {
    pattern:
      /^(?:(?:Action: )?(prepend|reject|defer(?:_if_permit)?|action)\b:?(?: Text:)? ?)?(?:Received-SPF: )?(Pass|Fail|Softfail|Neutral|None|Permerror|Temperror)\b[^=]{0,120}identity=/i,
    read: (draft, [decision = '', result = ''], text) => {
      const named = readNamed(text.slice(text.indexOf('identity=')), ';');
      draft.put('source.ip', named.get('client-ip'));
      const sender = named.get('envelope-from');
      putSender(draft, sender?.replace(/^"|"$/g, ''));
      const to = named.get('receiver')?.split(' ')[0];
      if (to !== '<UNKNOWN>') putRecipient(draft, to);
      draft.keep('helo', named.get('helo'));
      draft.keep('spf_identity', named.get('identity'));
      draft.put('email.direction', 'inbound');
      draft.put('event.reason', `spf=${result.toLowerCase()}`);
      const refused = /^(?:reject|defer)/i.test(decision);
      mail(
        draft,
        refused ? ['denied'] : ['info'],
        refused ? 'spf_rejected' : 'spf_checked',
        refused ? 'failure' : 'success',
      );
    },
  },
  {
    pattern: /^(\d{3} \d\.7\.\d{1,3}) Message (?:rejected|deferred) due to: (SPF [^.;]{1,80})/i,
    read: (draft, [code, reason = ''], text) => {
      const named = new URLSearchParams(/\?(\S{1,600})/.exec(text)?.[1] ?? '');
      putSender(draft, /\bid=([^;&\s]{1,320})/.exec(text)?.[1] ?? named.get('id') ?? undefined);
      draft.put('source.ip', /\bip=([0-9a-fA-F.:]{2,45})/.exec(text)?.[1]);
      putRecipient(draft, /\br=([^;&\s]{1,320})/.exec(text)?.[1]);
      draft.put('event.code', code);
      draft.put('event.reason', reason.toLowerCase());
      draft.put('email.direction', 'inbound');
      mail(draft, ['denied'], 'spf_rejected', 'failure');
    },
  },
  {
    pattern: /^(?:spamd: )?result: (Y|\.) (-?\d{1,4}) - (\S*) (.*)$/s,
    read: (draft, [spam, score, tests, rest = '']) => {
      const named = readNamed(rest, ',');
      draft.put('source.ip', named.get('raddr'));
      draft.put('source.port', named.get('rport'));
      draft.put('user.name', named.get('user'));
      draft.put('email.message_id', named.get('mid')?.replace(/^<|>$/g, ''));
      draft.keep('score', Number(score));
      draft.put('event.reason', tests);
      for (const key of ['size', 'scantime', 'required_score', 'autolearn']) draft.keep(key, named.get(key));
      mail(draft, ['info'], spam === 'Y' ? 'spam_found' : 'spam_checked', 'success');
    },
  },
  {
    pattern: /^(?:spamd: )?connection from (\S+) ?\[([0-9a-fA-F.:]{2,45})\]:(\d{1,5})/,
    read: (draft, [name, ip, port]) => {
      draft.put('source.ip', ip);
      draft.put('source.port', port);
      draft.put('source.domain', name);
      draft.say({
        category: ['email', 'network'],
        type: ['connection', 'start'],
        action: 'spamd_connect',
        outcome: 'success',
      });
    },
  },
  {
    pattern: /^(\S{1,255}) (pass|fail|none|quarantine|reject)$/,
    read: (draft, [domain, result = '']) => {
      draft.put('source.domain', domain);
      draft.put('event.reason', `dmarc=${result}`);
      draft.put('email.direction', 'inbound');
      const refused = result === 'reject' || result === 'quarantine';
      mail(
        draft,
        [refused ? 'denied' : 'info'],
        'dmarc_checked',
        result === 'fail' || refused ? 'failure' : 'success',
      );
    },
  },
  {
    pattern:
      /^(?:s=(\S+) d=(\S+) (?:SSL|a=\S+.*)(?: (error:.*))?|DKIM verification (successful)|(?:\S+ )?(bad signature data|no signature data|key retrieval failed.*))$/s,
    read: (draft, [selector, domain, error, good, bad]) => {
      draft.put('source.domain', domain);
      draft.keep('dkim_selector', selector);
      const failed = error !== undefined || (bad !== undefined && bad !== 'no signature data');
      draft.put('event.reason', failed ? 'dkim=fail' : good !== undefined ? 'dkim=pass' : 'dkim=none');
      mail(draft, ['info'], 'dkim_checked', failed ? 'failure' : 'success');
    },
  },
  AMAVIS,
];
