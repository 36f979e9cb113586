import { type ActivityDraft, appendActivity, type Identity } from '@khien/accounts';
import type { Activity, Store } from '@khien/model';

const AGAIN_MS = 3600_000;
const MAX_REMEMBERED = 10_000;

export type Reading = Pick<ActivityDraft, 'subject' | 'from'> &
  Partial<Pick<ActivityDraft, 'data' | 'agencyId'>>;
export interface ReadLog {
  /** Records that somebody read events, before they get them; the same session reading the same thing again counts once an hour. */
  record(caller: Identity, reading: Reading): Promise<void>;
}

/** Who read what (ASVS 5.0 §16.3): written before the answer leaves, so nobody reads unseen. */
export function createReadLog(store: Store, now: () => number): ReadLog {
  const recorded = new Map<string, number>();
  return {
    async record(caller, reading) {
      const key = `${caller.sessionId}|${reading.subject.kind}|${reading.subject.id}`;
      const at = now();
      const last = recorded.get(key);
      if (last !== undefined && at - last < AGAIN_MS) return;
      await appendActivity(store, { ...reading, at, actor: actorOf(caller), action: 'event_read' });
      if (recorded.size >= MAX_REMEMBERED) recorded.clear();
      recorded.set(key, at);
    },
  };
}

/** The signed-in person as the one who did it. */
export function actorOf({ user }: Identity): Activity['actor'] {
  return { userId: user.id, username: user.username, role: user.role };
}
