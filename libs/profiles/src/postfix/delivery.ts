import type { Draft } from '../draft/open-draft';
import { bareAddress, putPeer, readNamed } from './host-brackets';

/** Words of a delivery status. A message that waits or comes back did not arrive. */
const STATUS: Readonly<Record<string, readonly [string, 'success' | 'failure' | 'unknown']>> = {
  sent: ['mail_sent', 'success'],
  deliverable: ['mail_probe', 'success'],
  undeliverable: ['mail_probe', 'failure'],
  deferred: ['mail_deferred', 'failure'],
  bounced: ['mail_bounced', 'failure'],
  expired: ['mail_expired', 'failure'],
  SOFTBOUNCE: ['mail_deferred', 'failure'],
};
const HERE = /^(?:local|virtual|dovecot|maildrop|procmail|cyrus|spamassassin|filter)$|dovecot-lmtp|private\//;
const PRIVATE = /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80)/;

/** `to=<…>, relay=…, delay=…, dsn=…, status=sent (…)`: what became of one recipient. */
export function putDelivery(draft: Draft, text: string): boolean {
  const at = text.indexOf('status=');
  if (at < 0) return false;
  const named = readNamed(text.slice(0, at));
  if (!named.has('to') && !named.has('relay')) return false;
  const after = text.slice(at + 7);
  const space = after.search(/[\s(]|$/);
  const status = after.slice(0, space);
  const [action, outcome] = (Object.hasOwn(STATUS, status) ? STATUS[status] : undefined) ?? [
    `mail_${status}`,
    'unknown',
  ];
  putRecipient(draft, named.get('to'));
  const relay = named.get('relay') ?? '';
  const remote = putPeer(draft, 'destination', relay);
  if (!remote && relay !== '' && relay !== 'none') draft.keep('relay', relay);
  const local = !remote && HERE.test(relay);
  draft.put('email.direction', directionOf(draft, local));
  for (const name of ['orig_to', 'conn_use', 'delays', 'dsn']) draft.keep(name, bareAddress(named.get(name)));
  const seconds = Number(named.get('delay'));
  if (Number.isFinite(seconds) && named.has('delay')) draft.put('event.duration', Math.round(seconds * 1e9));
  draft.put('event.code', named.get('dsn'));
  draft.put(
    'event.reason',
    after
      .slice(space)
      .trim()
      .replace(/^\(([\s\S]*)\)$/, '$1'),
  );
  draft.say({
    category: ['email'],
    type: outcome === 'failure' ? ['info', 'error'] : ['info'],
    action: local && status === 'sent' ? 'mail_delivered' : action,
    outcome,
  });
  return true;
}

/** A relay in private address space is a filter or a mail store of the house: where the message goes from there is not known here. */
function directionOf(draft: Draft, local: boolean): string | undefined {
  if (local) return 'inbound';
  const ip = draft.get('destination.ip');
  return typeof ip === 'string' && !PRIVATE.test(ip) ? 'outbound' : undefined;
}

export function putSender(draft: Draft, value: string | undefined): void {
  const address = bareAddress(value);
  if (address === undefined || draft.has('email.sender.address')) return;
  draft.put('email.sender.address', address);
  draft.put('email.from.address', [address]);
}

export function putRecipient(draft: Draft, value: string | undefined): void {
  const address = bareAddress(value);
  if (address !== undefined && !draft.has('email.to.address')) draft.put('email.to.address', [address]);
}
