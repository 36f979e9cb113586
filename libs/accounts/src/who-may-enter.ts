import type { Store, UserAccount, UserView } from '@khien/model';
import { isOpen, isWelcome, type Session } from './sessions';
import { toUserView } from './user-accounts';

/** Longest time a disabled account or a revoked session is still let in. */
const CACHE_MS = 5_000;
const MAX_CACHED = 10_000;

export interface WhoMayEnter {
  /** The person behind an open session, as the store has said within the last CACHE_MS; undefined when not let in. */
  check(userId: string, sessionId: string): Promise<UserView | undefined>;
  /** Asks the store again for this session at once. */
  forget(sessionId: string): void;
}

/** Asked at every request, so what the store said is kept for a moment, for a bounded number of sessions. */
export function createWhoMayEnter(store: Store, now: () => number): WhoMayEnter {
  const cached = new Map<string, { at: number; user: UserAccount; session: Session }>();
  async function look(userId: string, sessionId: string): Promise<UserView | undefined> {
    const at = now();
    const [user, session] = await Promise.all([
      store.get<UserAccount>('users', userId),
      store.get<Session>('sessions', sessionId),
    ]);
    if (!user || !session || !isOpen(session, at) || !isWelcome(user, session)) return undefined;
    if (cached.size >= MAX_CACHED) cached.clear();
    cached.set(sessionId, { at, user, session });
    return toUserView(user);
  }
  return {
    async check(userId, sessionId) {
      const known = cached.get(sessionId);
      const at = now();
      if (known && known.user._id === userId && at - known.at < CACHE_MS && isOpen(known.session, at))
        return toUserView(known.user);
      cached.delete(sessionId);
      return look(userId, sessionId);
    },
    forget: (sessionId) => void cached.delete(sessionId),
  };
}
