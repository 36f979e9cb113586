import type { EventDraft } from '@khien/model';
import { type Peeled, peel, peelForLook } from '../decode/peel';
import { type Draft, openDraft } from '../draft/open-draft';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { readLogin } from './login';
import { readMail } from './mail';

/** Dovecot: sign-ins to IMAP, POP3, ManageSieve and submission, the auth service, LMTP delivery and mail commands; 2.2 to 2.4. */
export const dovecot = defineProfile({
  id: 'dovecot',
  version: 1,
  title: { vi: 'Máy chủ hộp thư Dovecot', en: 'Dovecot mailbox server' },
  layer: 'application',
  logsource: logsourceOf,
  recognise,
  toEvent,
});

/** `imap-login: `, `imap(an)<12><session>: `, `auth-worker(7): `, `lmtp(an@x)<1><s>: `, `doveadm(10.0.0.1,an): `. */
const SERVICE =
  /^(?:(Info|Warning|Error|Fatal|Panic|Debug): )?([a-z][a-z0-9-]{2,30})(?:\(([^()\s]{0,320})\))?(?:<([^<>\s]{0,64})>)?(?:<([^<>\s]{0,64})>)?: /;
const SERVICES =
  /^(?:imap|pop3|managesieve|submission|lmtp|lda|auth|auth-worker|anvil|master|config|log|doveadm|indexer|indexer-worker|imap-hibernate|imap-urlauth|stats|dict|dict-async|replicator|ssl-params|director|ipc|dns-client|old-stats|quota-status|script)(?:-login)?$/;
/** A session id at the end tells a bare line for one of Dovecot's. */
const OWN = /^(?:imap|pop3|managesieve|submission)-login: |, session=<[^>]{1,64}>/;

function recognise(text: string): number {
  const { program, body } = peelForLook(text);
  if (program === 'dovecot') return 0.95;
  if (program !== undefined && SERVICES.test(program)) return OWN.test(`${program}: ${body}`) ? 0.9 : 0;
  return SERVICE.test(body) && OWN.test(body) ? 0.9 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const known = peeled.program === 'dovecot' || recognise(text) > 0;
  if (!known || peeled.body.trim() === '')
    return refuse('unrecognised', 'expected: dovecot: service: message');
  const draft = openDraft(context);
  putDaemon(draft, peeled);
  draft.put('observer.vendor', 'Dovecot');
  draft.put('observer.product', 'Dovecot');
  draft.put('observer.type', 'email');
  draft.put('service.name', 'dovecot');
  draft.put('service.type', 'mail');
  draft.say({ dataset: 'mail.dovecot' });
  readLine(draft, peeled);
  return draft.done();
}

function readLine(draft: Draft, { body, program }: Peeled): void {
  const whole = program === undefined || program === 'dovecot' ? body : `${program}: ${body}`;
  const found = SERVICE.exec(whole);
  const service = found?.[2] ?? 'dovecot';
  const message = found ? whole.slice(found[0].length) : whole;
  draft.put('message', whole.trimEnd());
  const level =
    found?.[1]?.toLowerCase() ?? /^(Error|Warning|Fatal|Panic): /.exec(message)?.[1]?.toLowerCase();
  draft.put('log.level', level);
  draft.say({ module: service });
  const [protocol = ''] = service.split('-');
  if (/^(?:imap|pop3|submission|managesieve|lmtp)$/.test(protocol))
    draft.put('network.protocol', protocol === 'submission' ? 'smtp' : protocol);
  const owner = found?.[3];
  if (readLogin(draft, { service, owner, message })) return;
  // The name in brackets is whose mailbox it is; auth workers write a number there.
  if (owner !== undefined && !/^\d+$/.test(owner)) draft.put('user.name', owner.split(',').at(-1));
  if (found?.[5] !== undefined) draft.keep('session', found[5]);
  if (!readMail(draft, message)) readOther(draft, service, level);
}

function readOther(draft: Draft, service: string, level: string | undefined): void {
  const bad = level === 'error' || level === 'fatal' || level === 'panic';
  draft.say({
    category: ['email'],
    type: [bad ? 'error' : 'info'],
    action: bad ? 'mail_error' : `dovecot_${service.replaceAll('-', '_')}`,
    outcome: bad ? 'failure' : 'unknown',
  });
}

function logsourceOf(event: EventDraft): Logsource[] {
  const email = { category: 'email', product: 'dovecot' };
  if (event.event.category?.[0] === 'authentication')
    return [{ category: 'authentication', product: 'dovecot' }, email];
  return [email];
}
