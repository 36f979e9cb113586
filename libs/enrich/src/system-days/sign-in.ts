import type { EventDraft } from '@khien/model';

const MFA = /mfa|otp|totp|fido|webauthn|passkey|smart.?card|second.?factor|two.?factor/i;
const PRIVILEGED = /^(root|administrator|admin([._-].*)?|sa|sys|system|postgres|.*[._-]admin)$/i;
const LOCKED = /(account|user)[_-]?(was[_-])?(locked|lockout|lock[_-]?out)|^lockout$|^locked[_-]?out$/i;
/** Windows: account locked out. */
const LOCKED_CODES: ReadonlySet<string> = new Set(['4740']);
const ATTEMPT = /log.?(in|on)|sign.?in|authenticat|ssh_login|session_opened|kinit|vpn/i;

export type SignIn = 'success' | 'failure';

/** Whether the event is an attempt to sign in, and how it ended; undefined for everything else, and for what names no outcome. */
export function signInOf(event: EventDraft): SignIn | undefined {
  if (!event.event.category?.includes('authentication')) return undefined;
  const { action, outcome, type } = event.event;
  const attempt = type?.includes('start') || (action !== undefined && ATTEMPT.test(action));
  return attempt && (outcome === 'success' || outcome === 'failure') ? outcome : undefined;
}

/** A second factor was part of it. */
export const withSecondFactor = (event: EventDraft): boolean =>
  MFA.test(event.access?.authentication ?? '') || MFA.test(event.event.action ?? '');

/** The account administers something, by its name or by what it did. */
export const isPrivileged = (event: EventDraft): boolean =>
  PRIVILEGED.test(event.user?.name ?? '') || event.event.code === '4672';

/** The system locked an account (khóa tài khoản sau nhiều lần đăng nhập sai). */
export const isLockout = (event: EventDraft): boolean =>
  LOCKED.test(event.event.action ?? '') || LOCKED_CODES.has(event.event.code ?? '');
