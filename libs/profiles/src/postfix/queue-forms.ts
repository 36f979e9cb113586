import type { Draft } from '../draft/open-draft';
import { putRecipient, putSender } from './delivery';
import type { MailForm } from './forms';
import { bareAddress, putPeer, readNamed } from './host-brackets';

type Outcome = 'success' | 'failure' | 'unknown';
const mail = (draft: Draft, action: string, outcome: Outcome, type = 'info'): void =>
  draft.say({ category: ['email'], type: [type], action, outcome });
const network = (draft: Draft, type: string[], action: string, outcome: Outcome): void =>
  draft.say({ category: ['email', 'network'], type, action, outcome });

/** smtp, lmtp, qmgr, cleanup, pickup, bounce, anvil and postscreen. */
export const QUEUE_FORMS: readonly MailForm[] = [
  {
    pattern: /^from=(<[^>]*>|\S*?), (?:size|status)=/,
    read: (draft, [from], text) => {
      const named = readNamed(text);
      putSender(draft, from);
      const recipients = /^\d{1,9}/.exec(named.get('nrcpt') ?? '')?.[0];
      draft.keep('size', named.get('size'));
      draft.put('email.recipient_count', recipients === undefined ? undefined : Number(recipients));
      const status = named.get('status');
      if (status?.startsWith('expired')) {
        draft.put('event.reason', status);
        mail(draft, 'mail_expired', 'failure');
      } else mail(draft, 'mail_queued', 'success');
    },
  },
  { pattern: /^removed$/, read: (draft) => mail(draft, 'mail_removed', 'success', 'end') },
  {
    pattern: /^(?:resent-)?message-id=(.*)$/s,
    read: (draft, [id]) => {
      draft.put('email.message_id', bareAddress(id));
      mail(draft, 'mail_identified', 'success');
    },
  },
  {
    pattern: /^uid=(\d{1,10}) from=(\S*)/,
    read: (draft, [uid, from]) => {
      draft.put('user.id', uid);
      putSender(draft, from);
      mail(draft, 'mail_picked_up', 'success');
    },
  },
  {
    pattern: /^sender (non-delivery|delay|delivery status) notification: (\S+)/,
    read: (draft, [kind = '', id]) => {
      draft.keep('notice_queue_id', id);
      mail(draft, kind === 'non-delivery' ? 'mail_bounce_sent' : 'mail_notice_sent', 'success');
    },
  },
  {
    pattern: /^host (\S+) (said|refused to talk to me): (.*)$/s,
    read: (draft, [peer, , reason = '']) => {
      putPeer(draft, 'destination', peer);
      draft.put('event.reason', reason);
      draft.put('event.code', /^(\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?)/.exec(reason)?.[1]);
      mail(draft, 'mail_refused_by_host', 'failure');
    },
  },
  {
    pattern: /^(?:warning: )?(?:connect|Connection) to (\S+?): (.*)$/s,
    read: (draft, [peer, reason]) => {
      putPeer(draft, 'destination', peer);
      draft.put('event.reason', reason);
      network(draft, ['connection', 'error'], 'smtp_connection_failed', 'failure');
    },
  },
  {
    pattern:
      /^(?:lost connection with|conversation with|SSL_connect error to|Cannot start TLS: |enabling PIX workarounds: \S+ for) ?(\S+?)(?:[:,] (.*)| (while .*|timed out.*))?$/s,
    read: (draft, [peer, reason, stage]) => {
      putPeer(draft, 'destination', peer);
      draft.put('event.reason', reason ?? stage);
      network(draft, ['connection', 'error'], 'smtp_connection_failed', 'failure');
    },
  },
  {
    pattern:
      /^(?:Server certificate not (?:verified|trusted)|certificate verification failed) for (\S+?): ?(.*)$/s,
    read: (draft, [peer, reason]) => {
      putPeer(draft, 'destination', peer);
      draft.put('event.reason', reason);
      network(draft, ['connection', 'protocol'], 'tls_failed', 'failure');
    },
  },
  {
    pattern: /^statistics: (.*)$/s,
    read: (draft, [what = '']) => {
      draft.put('source.ip', /\bfor \([^:)]{1,60}:([0-9a-fA-F.:]{2,45})\)/.exec(what)?.[1]);
      network(draft, ['info'], 'smtp_statistics', 'success');
    },
  },
  {
    pattern:
      /^(CONNECT|DISCONNECT|HANGUP|PASS (?:NEW|OLD)|WHITELISTED|ALLOWLISTED|BLACKLISTED|DENYLISTED|PREGREET|DNSBL|BARE NEWLINE|NON-SMTP COMMAND|COMMAND \w+ LIMIT|COMMAND PIPELINING)\b(.{0,200}?)(?:from |for |^| )(\[[0-9a-fA-F.:]{2,45}\](?::\d{1,5})?)(.*)$/s,
    read: (draft, [what = '', detail, peer, rest = '']) => {
      putPeer(draft, 'source', peer);
      const to = / to (\[\S+)/.exec(rest)?.[1];
      putPeer(draft, 'destination', to);
      putScreened(draft, what, `${what}${detail ?? ''}`.trim());
    },
  },
];

const PASSED = /^(?:PASS|WHITELISTED|ALLOWLISTED)/;

function putScreened(draft: Draft, what: string, reason: string): void {
  const left = what === 'DISCONNECT' || what === 'HANGUP';
  if (what !== 'CONNECT' && !left) draft.put('event.reason', reason);
  if (what === 'CONNECT') network(draft, ['connection', 'start'], 'smtp_connect', 'success');
  else if (left) network(draft, ['connection', 'end'], 'smtp_disconnect', 'success');
  else if (PASSED.test(what)) network(draft, ['connection', 'allowed'], 'postscreen_passed', 'success');
  else network(draft, ['connection', 'denied'], 'postscreen_suspected', 'success');
}

/** `Passed CLEAN {RelayedInbound}, [198.51.100.7]:4711 <a> -> <b>,…, Hits: 1.2`: amavisd. */
export const AMAVIS: MailForm = {
  pattern: /^(?:\([\w-]{1,40}\) )?(Passed|Blocked) ([\w-]{1,40})(?: \([^)]{1,200}\))? \{([^}]{1,200})\},/,
  read: (draft, [verdict, kind = '', routes = ''], text) => {
    putPeer(draft, 'source', / (\[[0-9a-fA-F.:]{2,45}\](?::\d{1,5})?)/.exec(text)?.[1]);
    const ends = /(<[^>]{0,320}>) -> ((?:<[^>]{0,320}>,?){1,50})/.exec(text);
    putSender(draft, ends?.[1]);
    const to = ends?.[2]?.split(',').flatMap((one) => bareAddress(one) ?? []);
    if (to && to.length > 0) draft.put('email.to.address', to);
    else putRecipient(draft, ends?.[2]);
    draft.put(
      'email.direction',
      /Outbound/.test(routes) ? 'outbound' : /Internal/.test(routes) ? 'internal' : 'inbound',
    );
    draft.put('email.message_id', bareAddress(/Message-ID: (<[^>\s]{1,500}>)/.exec(text)?.[1]));
    draft.put('event.code', kind);
    const virus = /^(?:\([\w-]{1,40}\) )?\w+ INFECTED \(([^)]{1,200})\)/.exec(text)?.[1];
    if (virus !== undefined) draft.put('threat.indicator.name', virus);
    const blocked = verdict === 'Blocked';
    draft.say({
      ...(kind === 'INFECTED' && { kind: 'alert' }),
      category: kind === 'INFECTED' ? ['malware', 'email'] : ['email'],
      type: ['info', blocked ? 'denied' : 'allowed'],
      action: blocked ? 'mail_blocked' : 'mail_passed',
      outcome: 'success',
    });
  },
};
