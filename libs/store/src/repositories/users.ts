import { derivedId, MonitorError, type Store, type UserAccount } from '@khien/model';
import { insertOne } from './insert-one';
import { readAll } from './read-all';
import { updateWithRetry } from './update-with-retry';

/** People who sign in. */
export interface UserRepository {
  /** The id follows from the username, so that a name can be taken only once, on every adapter. MonitorError `conflict` when it is taken. */
  add(account: Omit<UserAccount, '_id' | 'version'>): Promise<UserAccount>;
  get(id: string): Promise<UserAccount | undefined>;
  byUsername(username: string): Promise<UserAccount | undefined>;
  list(): Promise<UserAccount[]>;
  /** Whether anybody can sign in yet. */
  any(): Promise<boolean>;
  /** The username stays. MonitorError `not_found`, `conflict`. */
  update(id: string, change: (account: UserAccount) => UserAccount | undefined): Promise<UserAccount>;
}

/** `_id` of the account with a username. */
export function userIdOf(username: string): string {
  return derivedId('user', username);
}

export function createUserRepository(store: Store): UserRepository {
  return {
    async add(account) {
      const user: UserAccount = { ...account, _id: userIdOf(account.username), version: 0 };
      if (await insertOne(store, 'users', user)) return user;
      throw new MonitorError('conflict', `users: the name ${account.username} is taken`);
    },
    get: (id) => store.get<UserAccount>('users', id),
    byUsername: (username) => store.get<UserAccount>('users', userIdOf(username)),
    list: () => readAll<UserAccount>(store, 'users', { sort: [['username', 'asc']] }),
    async any() {
      return (await store.find('users', { limit: 1 })).docs.length > 0;
    },
    update: (id, change) =>
      updateWithRetry<UserAccount>(store, 'users', {
        id,
        change: (account) => {
          const changed = change(account);
          return changed && { ...changed, _id: account._id, username: account.username };
        },
      }),
  };
}
