import {
  type Activity,
  type Actor,
  type Logger,
  MonitorError,
  type Store,
  type UserAccount,
  type UserView,
} from '@khien/model';
import { type ActivityDraft, appendActivity } from './append-activity';
import type { PasswordHasher } from './password-hasher';
import { type OpenSession, openSession, revokeSession, rotateSession, type Session } from './sessions';
import { completeSetup, type FirstUser, issueSetupSecret, setupNeeded } from './set-up';
import type { Tokens } from './tokens';
import {
  changeUser,
  draftUser,
  findUser,
  insertUser,
  type NewUser,
  toUserView,
  type UserChange,
} from './user-accounts';
import { createWhoMayEnter } from './who-may-enter';

export interface AccountsDeps {
  store: Store;
  tokens: Tokens;
  hasher: PasswordHasher;
  now: () => number;
  randomBytes: (size: number) => Buffer;
  log: Logger;
}
/** Where a request came from. */
export type From = Activity['from'];
/** Who changes accounts, and from where. */
export interface ChangedBy {
  actor: Actor;
  from: From;
}
/** Someone who signed in, and which sign-in it was. */
export interface Identity {
  user: UserView;
  sessionId: string;
}
/** What a browser gets after showing who it is. `refreshUntil` in milliseconds since the epoch. */
export interface SignedIn extends Identity {
  accessToken: string;
  refreshToken: string;
  refreshUntil: number;
}
export interface Accounts {
  setupNeeded(): Promise<boolean>;
  /** The one-time secret to print; undefined when set-up is over. */
  issueSetupSecret(): Promise<string | undefined>;
  completeSetup(secret: string, first: FirstUser, from: From): Promise<SignedIn>;
  /** MonitorError `unauthenticated`, the same and after the same time whatever was wrong. */
  signIn(given: { username: string; password: string }, from: From): Promise<SignedIn>;
  /** Records that a sign-in was refused without looking at the password (too many tries). */
  refuseSignIn(username: string, why: RefusalReason, from: From): Promise<void>;
  refresh(refreshToken: string, from: From): Promise<SignedIn>;
  signOut(identity: Identity, from: From): Promise<void>;
  /** The person behind an access token; MonitorError `unauthenticated`. */
  authenticate(accessToken: string): Promise<Identity>;
  /** Whether the session of a long-lived connection still stands, and with what rights. */
  current(identity: Identity): Promise<UserView | undefined>;
  /** The person with this id as of now, for what acts on their behalf without a session (calendar feeds); undefined when gone or disabled. */
  personOf(userId: string): Promise<UserView | undefined>;
  addUser(user: NewUser, by: ChangedBy): Promise<UserView>;
  changeUser(username: string, change: UserChange, by: ChangedBy): Promise<UserView>;
}
export type RefusalReason = 'credentials' | 'throttled';

/** Accounts, sign-in and sessions over the store; every step leaves an activity. */
export function createAccounts(deps: AccountsDeps): Accounts {
  const { store, tokens, hasher, now, log } = deps;
  const entrance = createWhoMayEnter(store, now);
  const record = (draft: Omit<ActivityDraft, 'at'>) => appendActivity(store, { ...draft, at: now() });

  async function enter(user: UserAccount, from: From): Promise<SignedIn> {
    const opened = await openSession(deps, user._id);
    await record({
      ...about(user),
      subject: { kind: 'session', id: opened.session._id },
      action: 'sign_in',
      from,
    });
    return signedIn(user, opened);
  }

  function signedIn(user: UserAccount, { session, refreshToken }: OpenSession): SignedIn {
    const tokenId = deps.randomBytes(16).toString('hex');
    const accessToken = tokens.issue({ userId: user._id, sessionId: session._id, tokenId });
    return {
      user: toUserView(user),
      sessionId: session._id,
      accessToken,
      refreshToken,
      refreshUntil: session.expiresAt,
    };
  }

  async function refuseSignIn(username: string, why: RefusalReason, from: From): Promise<void> {
    const user = await findUser(store, username);
    // The name typed is not kept when it is nobody's: people type passwords there.
    const subject = { kind: 'user', id: user?._id ?? 'unknown' } as const;
    await record({ ...about(user), subject, action: 'sign_in_refused', from, data: { why } });
  }

  async function reuse(session: Session, from: From): Promise<void> {
    entrance.forget(session._id);
    log.warn('a spent refresh token was used again; session revoked', {
      sessionId: session._id,
      userId: session.userId,
    });
    const user = await store.get<UserAccount>('users', session.userId);
    const subject = { kind: 'session', id: session._id } as const;
    await record({
      ...about(user),
      subject,
      action: 'session_revoked',
      from,
      data: { why: 'refresh_token_reused' },
    });
  }

  return {
    setupNeeded: () => setupNeeded(store),
    issueSetupSecret: () => issueSetupSecret(deps),
    async completeSetup(secret, first, from) {
      const user = await completeSetup(deps, secret, first);
      await record({ ...about(user), subject: { kind: 'user', id: user._id }, action: 'setup', from });
      return enter(user, from);
    },
    async signIn({ username, password }, from) {
      const user = await findUser(store, username);
      const right = await hasher.verify(user?.passwordHash, password);
      if (user && right && !user.disabled) return enter(user, from);
      await refuseSignIn(username, 'credentials', from);
      throw new MonitorError('unauthenticated', 'session: name or password wrong', {
        problems: [{ pointer: '', message: 'session.wrong_credentials' }],
      });
    },
    refuseSignIn,
    async refresh(refreshToken, from) {
      const rotation = await rotateSession(deps, refreshToken);
      if (!rotation.ok && rotation.reason === 'reused') await reuse(rotation.session, from);
      if (!rotation.ok)
        throw new MonitorError('unauthenticated', `session: refresh refused (${rotation.reason})`);
      const { session } = rotation.value;
      entrance.forget(session._id);
      if (!(await entrance.check(session.userId, session._id))) throw signInAgain();
      const user = await store.get<UserAccount>('users', session.userId);
      if (!user) throw signInAgain();
      return signedIn(user, rotation.value);
    },
    async signOut(identity, from) {
      const ended = await revokeSession(deps, identity.sessionId);
      entrance.forget(identity.sessionId);
      if (!ended) return;
      const subject = { kind: 'session', id: identity.sessionId } as const;
      await record({
        ...about({ ...identity.user, _id: identity.user.id }),
        subject,
        action: 'sign_out',
        from,
      });
    },
    async authenticate(accessToken) {
      const { sub, sid } = tokens.verify(accessToken);
      const user = await entrance.check(sub, sid);
      if (!user) throw signInAgain();
      return { user, sessionId: sid };
    },
    current: ({ user, sessionId }) => entrance.check(user.id, sessionId),
    async personOf(userId) {
      const user = await store.get<UserAccount>('users', userId);
      return user && !user.disabled ? toUserView(user) : undefined;
    },
    async addUser(user, by) {
      const draft = await draftUser(deps, user);
      await insertUser(store, draft);
      await record({
        ...by,
        ...agencyOf(draft),
        subject: { kind: 'user', id: draft._id },
        action: 'user_added',
        data: { username: draft.username, role: draft.role },
      });
      return toUserView(draft);
    },
    async changeUser(username, change, by) {
      const user = await changeUser(deps, username, change);
      const action = change.password === undefined ? 'user_changed' : 'password_reset';
      const data = { username, changed: Object.keys(change).sort().join(',') };
      await record({ ...by, ...agencyOf(user), subject: { kind: 'user', id: user._id }, action, data });
      return toUserView(user);
    },
  };
}

type Known = Pick<UserAccount, '_id' | 'username' | 'role' | 'agencies'>;

function about(user: Known | undefined): Pick<ActivityDraft, 'actor' | 'agencyId'> {
  if (!user) return { actor: { userId: '', username: '', role: 'anonymous' } };
  return { actor: { userId: user._id, username: user.username, role: user.role }, ...agencyOf(user) };
}

/** The agency an account's records belong to: its first; none for those who see the whole province. */
function agencyOf(user: Pick<UserAccount, 'agencies'>): { agencyId?: string } {
  const agencyId = user.agencies === '*' ? undefined : user.agencies[0];
  return agencyId === undefined ? {} : { agencyId };
}

function signInAgain(): MonitorError {
  return new MonitorError('unauthenticated', 'session: over');
}
