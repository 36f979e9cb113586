import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { MonitorError, type Store, type UserAccount } from '@khien/model';
import { z } from 'zod';

/** Absolute life of a session, however often it is refreshed: one long shift. */
export const SESSION_MS = 12 * 3600_000;
/** How long the token just replaced is still answered: two tabs, or an answer that got lost. */
export const REUSE_GRACE_MS = 10_000;

/** One sign-in and everything refreshed from it. Only hashes of refresh tokens are kept. */
export const Session = z.strictObject({
  _id: z.string(),
  userId: z.string(),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
  /** SHA-256 of the token that is good now, and of the one before it. */
  current: z.string(),
  previous: z.string().optional(),
  /** With the token before it, gives the current token again: see `successorOf`. */
  nonce: z.string().optional(),
  rotatedAt: z.number().int(),
  revokedAt: z.number().int().optional(),
  version: z.number().int(),
});
export type Session = z.infer<typeof Session>;

export interface SessionDeps {
  store: Store;
  now: () => number;
  randomBytes: (size: number) => Buffer;
}
export interface OpenSession {
  session: Session;
  refreshToken: string;
}
export type Rotation =
  | { ok: true; value: OpenSession }
  | { ok: false; reason: 'unknown' | 'over' }
  | { ok: false; reason: 'reused'; session: Session };

/** Starts a session for someone who has just shown who they are. */
export async function openSession(deps: SessionDeps, userId: string): Promise<OpenSession> {
  const secret = deps.randomBytes(32).toString('base64url');
  const at = deps.now();
  const session: Session = {
    _id: deps.randomBytes(16).toString('hex'),
    userId,
    createdAt: at,
    expiresAt: at + SESSION_MS,
    current: sha256(secret),
    rotatedAt: at,
    version: 0,
  };
  const { inserted } = await deps.store.insertManyOnce('sessions', [session]);
  if (inserted !== 1) throw new MonitorError('internal', 'session: id already taken');
  return { session, refreshToken: tokenOf(session, secret) };
}

/**
 * Exchanges a refresh token for its successor, once. The immediate predecessor is answered with the same successor for
 * REUSE_GRACE_MS; any other use of a spent token means that two hold it, and the whole session is revoked.
 */
export async function rotateSession(deps: SessionDeps, refreshToken: string): Promise<Rotation> {
  const parts = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/.exec(refreshToken);
  const [, id, secret] = parts ?? [];
  if (!id || !secret) return { ok: false, reason: 'unknown' };
  for (let attempt = 0; attempt < 3; attempt++) {
    const session = await deps.store.get<Session>('sessions', id);
    if (!session) return { ok: false, reason: 'unknown' };
    if (!isOpen(session, deps.now())) return { ok: false, reason: 'over' };
    const rotation = await rotate(deps, session, secret);
    if (rotation) return rotation;
  }
  throw new MonitorError('unavailable', 'session: too many refreshes at once', { retryAfter: 1 });
}

async function rotate(deps: SessionDeps, session: Session, secret: string): Promise<Rotation | undefined> {
  const given = sha256(secret);
  const at = deps.now();
  if (same(given, session.current)) {
    const nonce = deps.randomBytes(32).toString('base64url');
    const successor = successorOf(secret, nonce);
    const next = { ...session, current: sha256(successor), previous: given, nonce, rotatedAt: at };
    if (!(await deps.store.replaceIfVersion('sessions', next, session.version))) return undefined;
    return { ok: true, value: { session: next, refreshToken: tokenOf(session, successor) } };
  }
  const inGrace = at - session.rotatedAt <= REUSE_GRACE_MS;
  if (session.nonce && session.previous && inGrace && same(given, session.previous))
    return {
      ok: true,
      value: { session, refreshToken: tokenOf(session, successorOf(secret, session.nonce)) },
    };
  if (!(await revokeSession(deps, session._id))) return undefined;
  return { ok: false, reason: 'reused', session };
}

/** Ends a session. False when it was over already. */
export async function revokeSession(deps: SessionDeps, sessionId: string): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const session = await deps.store.get<Session>('sessions', sessionId);
    if (!session || session.revokedAt !== undefined) return false;
    const revoked = { ...session, revokedAt: deps.now() };
    if (await deps.store.replaceIfVersion('sessions', revoked, session.version)) return true;
  }
  throw new MonitorError('unavailable', 'session: could not be ended', { retryAfter: 1 });
}

/** Whether a session still lets its owner in: neither revoked nor past its life. */
export function isOpen(session: Session, now: number): boolean {
  return session.revokedAt === undefined && now < session.expiresAt;
}

/** Whether the account still lets this session in: not disabled, and not made to sign in again since. */
export function isWelcome(user: UserAccount, session: Session): boolean {
  return !user.disabled && user._id === session.userId && session.createdAt >= user.tokensValidAfter;
}

/**
 * The token that follows `secret`. Random to whoever lacks either half: the holder has only the secret, the store only the nonce
 * and hashes. Derived, so that an answer that got lost can be given again without keeping any token.
 */
function successorOf(secret: string, nonce: string): string {
  return createHmac('sha256', nonce).update(secret).digest('base64url');
}

function tokenOf(session: Session, secret: string): string {
  return `${session._id}.${secret}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
