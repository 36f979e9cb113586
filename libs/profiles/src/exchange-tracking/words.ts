import type { EventDraft } from '@khien/model';

type Outcome = NonNullable<EventDraft['event']['outcome']>;
type Words = { category: string[]; type: string[]; action: string; outcome: Outcome };

/** Event ids of the message tracking log. https://learn.microsoft.com/exchange/mail-flow/transport-logs/message-tracking */
const EVENTS: Readonly<Record<string, readonly [action: string, type: string, outcome: Outcome]>> = {
  RECEIVE: ['mail_received', 'info', 'success'],
  SUBMIT: ['mail_submitted', 'info', 'success'],
  SEND: ['mail_sent', 'info', 'success'],
  SENDEXTERNAL: ['mail_sent', 'info', 'success'],
  DELIVER: ['mail_delivered', 'info', 'success'],
  DUPLICATEDELIVER: ['mail_delivered', 'info', 'success'],
  FAIL: ['mail_failed', 'error', 'failure'],
  BADMAIL: ['mail_failed', 'error', 'failure'],
  DROP: ['mail_discarded', 'denied', 'failure'],
  POISONMESSAGE: ['mail_held', 'error', 'failure'],
  DEFER: ['mail_deferred', 'info', 'failure'],
  DELAY: ['mail_deferred', 'info', 'failure'],
  SUBMITDEFER: ['mail_deferred', 'info', 'failure'],
  SUBMITFAIL: ['mail_failed', 'error', 'failure'],
  DSN: ['mail_notice_sent', 'info', 'success'],
  EXPAND: ['mail_expanded', 'info', 'success'],
  RESOLVE: ['mail_resolved', 'info', 'success'],
  REDIRECT: ['mail_redirected', 'change', 'success'],
  TRANSFER: ['mail_transferred', 'info', 'success'],
  PROCESS: ['mail_processed', 'info', 'success'],
  AGENTINFO: ['mail_agent_noted', 'info', 'success'],
  HARECEIVE: ['mail_shadow_received', 'info', 'success'],
  HADISCARD: ['mail_shadow_discarded', 'info', 'success'],
  HAREDIRECT: ['mail_shadow_redirected', 'info', 'success'],
  THROTTLE: ['mail_throttled', 'denied', 'failure'],
  MODERATORAPPROVE: ['mail_approved', 'allowed', 'success'],
  MODERATORREJECT: ['mail_rejected', 'denied', 'failure'],
};

/** An id we do not know keeps its own name. A rule of a mailbox that forwards is a redirection. */
export function wordsOf(source: string, id: string): Words {
  const known = Object.hasOwn(EVENTS, id) ? EVENTS[id] : undefined;
  const [action, type, outcome] = known ?? [`mail_${id.toLowerCase()}`, 'info', 'unknown'];
  const forwarded = source === 'MAILBOXRULE' && (id === 'RECEIVE' || id === 'SUBMIT' || id === 'SEND');
  return { category: ['email'], type: [type], action: forwarded ? 'mail_forwarded' : action, outcome };
}
