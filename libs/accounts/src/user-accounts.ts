import { derivedId, MonitorError, parseOrThrow, type Store, UserAccount, type UserView } from '@khien/model';
import type { PasswordHasher } from './password-hasher';
import { refuseWeakPassword } from './password-policy';

export interface UserDeps {
  store: Store;
  hasher: PasswordHasher;
  now: () => number;
}
export type NewUser = Pick<UserAccount, 'username' | 'displayName' | 'role' | 'agencies' | 'unit'> & {
  password: string;
};
export type UserChange = Partial<Pick<UserAccount, 'displayName' | 'role' | 'agencies' | 'disabled'>> & {
  /** Null: works for no unit any more. */
  unit?: string | null;
  password?: string;
};

/** The account with this name, in whatever case it was typed. */
export function findUser(store: Store, username: string): Promise<UserAccount | undefined> {
  return store.get<UserAccount>('users', userIdOf(username));
}

/** A user's id derives from the name, so that two people adding the same name add one account. */
export function userIdOf(username: string): string {
  return derivedId('user', username.trim().toLowerCase());
}

/** The checked account, not yet stored. MonitorError `invalid` names what is wrong with name, agencies or password. */
export async function draftUser(deps: UserDeps, user: NewUser): Promise<UserAccount> {
  const { password, ...rest } = user;
  const at = deps.now();
  const draft = {
    ...rest,
    _id: userIdOf(user.username),
    disabled: false,
    createdAt: at,
    tokensValidAfter: at,
    version: 0,
  };
  parseOrThrow(UserAccount, { ...draft, passwordHash: '' }, 'user');
  refuseWeakPassword(password, [user.username, user.displayName]);
  return { ...draft, passwordHash: await deps.hasher.hash(password) };
}

/** Stores a new account. MonitorError `conflict` when the name is taken. */
export async function insertUser(store: Store, user: UserAccount): Promise<void> {
  const { inserted } = await store.insertManyOnce('users', [user]);
  if (inserted === 1) return;
  throw new MonitorError('conflict', `user ${user.username}: already exists`, {
    problems: [{ pointer: '/username', message: 'user.exists' }],
  });
}

/**
 * Changes an account. Whatever bears on what a person may do (role, agencies, unit, disabled, password) ends all their sessions:
 * `tokensValidAfter` moves to now. MonitorError `not_found`, `invalid`, or `conflict` when somebody changes it at the same time.
 */
export async function changeUser(deps: UserDeps, username: string, change: UserChange): Promise<UserAccount> {
  const user = await findUser(deps.store, username);
  if (!user) throw new MonitorError('not_found', `user ${username}: not found`);
  const { password, unit, ...fields } = change;
  if (password !== undefined) refuseWeakPassword(password, [user.username, user.displayName]);
  const passwordHash = password === undefined ? user.passwordHash : await deps.hasher.hash(password);
  const onlyName = Object.keys(change).every((key) => key === 'displayName');
  // +1: sessions opened in this very millisecond end too.
  const tokensValidAfter = onlyName ? user.tokensValidAfter : deps.now() + 1;
  const draft = { ...ofUnit(user, unit), ...fields, passwordHash, tokensValidAfter };
  const changed = parseOrThrow(UserAccount, draft, 'user');
  if (await deps.store.replaceIfVersion('users', changed, user.version)) return changed;
  throw new MonitorError('conflict', `user ${username}: changed by somebody else`);
}

/** What others may know of an account. */
export function toUserView({ _id, username, displayName, role, agencies, unit }: UserAccount): UserView {
  return { id: _id, username, displayName, role, agencies, ...(unit !== undefined && { unit }) };
}

function ofUnit(user: UserAccount, unit: string | null | undefined): UserAccount {
  if (unit === undefined) return user;
  const { unit: _before, ...rest } = user;
  return unit === null ? rest : { ...rest, unit };
}
