import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

export interface ServiceLine {
  service: string;
  /** What stands in brackets behind the service. */
  owner: string | undefined;
  message: string;
}

const HEAD =
  /^(?:Info: )?(Login|Proxy|proxy|Aborted login|Disconnected|Disconnected: .{1,80}?|Aborted login by logging out|Login aborted: .{1,160}?|Maximum number of connections from user\+IP exceeded)(?: \((.{1,300}?)\))?(?:\s\[[^\]]{0,40}\])?: ?(user=<.*|rip=.*|method=.*|started proxying.*)?$/s;
const TRIED =
  /auth failed|Authentication failure|tried to use disabled|unknown user|password mismatch|auth_failed/i;
const REASONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/unknown user/i, 'unknown_user'],
  [/password mismatch/i, 'wrong_password'],
  [/(?:user|account).{0,20}disabled/i, 'account_disabled'],
  [/expired/i, 'password_expired'],
  [/disabled cleartext|disallowed_plaintext|plaintext auth/i, 'cleartext_refused'],
];

/** Sign-ins: lines of `*-login`, and of the auth service that names what was wrong. False when the line is none. */
export function readLogin(draft: Draft, line: ServiceLine): boolean {
  if (line.service.startsWith('auth')) return readAuth(draft, line);
  if (!line.service.endsWith('-login')) return false;
  const found = HEAD.exec(line.message);
  if (!found) return false;
  const [, what = '', note, pairs = ''] = found;
  const named = readPairsOf(pairs);
  putNamed(draft, named);
  const reason =
    note?.replace(/\) \([\s\S]*$/, '') ??
    (what.includes(': ') ? what.slice(what.indexOf(': ') + 2) : undefined);
  draft.put('event.reason', reason ?? (what.startsWith('Maximum') ? 'too_many_connections' : undefined));
  const success = what === 'Login' || what.toLowerCase() === 'proxy';
  const attempted = success || TRIED.test(`${what} ${note ?? ''}`) || what.startsWith('Maximum');
  if (attempted)
    draft.say({
      category: ['authentication'],
      type: ['start'],
      action: 'mailbox_login',
      outcome: success ? 'success' : 'failure',
    });
  // Nobody tried a password: a scanner or a client that went away.
  else
    draft.say({
      category: ['network'],
      type: ['connection', 'end'],
      action: 'mailbox_disconnect',
      outcome: 'unknown',
    });
  return true;
}

/** `user=<an>, method=PLAIN, rip=203.0.113.5, lip=10.0.0.2, mpid=12, TLS, session=<x>`. */
function readPairsOf(text: string): Map<string, string> {
  const named = new Map<string, string>();
  for (const part of text.split(', ')) {
    const equals = part.indexOf('=');
    if (equals <= 0) {
      if (/^(?:TLS|secured|STARTTLS)/.test(part)) named.set('tls', part);
    } else if (!named.has(part.slice(0, equals)))
      named.set(part.slice(0, equals), part.slice(equals + 1).replace(/^<([\s\S]*)>$/, '$1'));
  }
  return named;
}

function putNamed(draft: Draft, named: ReadonlyMap<string, string>): void {
  draft.put('user.name', named.get('user'));
  putAddress(draft, 'source', named.get('rip'));
  draft.put('source.port', named.get('rport'));
  putAddress(draft, 'destination', named.get('lip'));
  draft.put('destination.port', named.get('lport'));
  for (const [name, value] of named)
    if (!['user', 'rip', 'rport', 'lip', 'lport'].includes(name))
      draft.keep(name === 'method' ? 'auth_method' : name, value);
}

/** `passwd-file(an,203.0.113.5,<session>): Password mismatch`, with the driver before or after the service's bracket. */
const AUTH =
  /^(?:conn unix:\S{1,80} \([^)]{1,120}\): )?(?:auth: |auth-worker<\d+>: )?([a-z][\w-]{1,30})\(([^,()]{0,320})(?:,([0-9a-fA-F.:]{2,45}))?(?:,(?:<[^>]{0,64}>|\w{1,20}))*\): (.*)$/s;
/** What went wrong elsewhere (a database that is down) is no attempt of the user's. */
const WRONG =
  /password mismatch|unknown user|invalid credentials|authentication failure|user (?:not found|disabled)|Login failed|pam_authenticate\(\) failed|bind failed|account.{0,20}(?:disabled|expired)|disallowed by/i;

function readAuth(draft: Draft, { message }: ServiceLine): boolean {
  const found = AUTH.exec(message);
  if (!found) return false;
  const [, driver, user, ip, said = ''] = found;
  draft.put('user.name', user);
  putAddress(draft, 'source', ip);
  draft.keep('auth_driver', driver);
  draft.put('event.reason', REASONS.find(([pattern]) => pattern.test(said))?.[1] ?? said.trim());
  // The attempt itself is the line of *-login: this one explains it, and must not be counted as another.
  draft.say({
    category: ['email'],
    type: ['info'],
    action: 'mailbox_auth_check',
    outcome: WRONG.test(said) ? 'failure' : 'unknown',
  });
  return true;
}
