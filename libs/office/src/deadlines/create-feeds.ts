import { MonitorError, type VersionedDocument } from '@khien/model';
import { readAll } from '@khien/store';
import { noteActivity } from '../note-activity';
import type { CalendarFeed, DeadlineDesk } from '../office';
import type { Room } from '../room';
import { sha256Hex } from '../sha256';

const TOKEN_BYTES = 32;

interface StoredFeed extends VersionedDocument {
  userId: string;
  tokenHash: string;
  createdAt: number;
  revokedAt?: number;
}

const viewOf = ({ _id, userId, createdAt, revokedAt }: StoredFeed): CalendarFeed => ({
  ...{ id: _id, userId, createdAt },
  ...(revokedAt !== undefined && { revokedAt }),
});

/** Subscriptions of the calendar. Whoever has the token reads what its owner may read, as of then; only its hash is kept. */
export function createFeeds({
  store,
  now,
  randomBytes,
}: Pick<Room, 'store' | 'now' | 'randomBytes'>): DeadlineDesk['feeds'] {
  return {
    async make(by) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const feed: StoredFeed = {
        _id: `feed-${randomBytes(8).toString('hex')}`,
        ...{ version: 1, userId: by.actor.userId, tokenHash: sha256Hex(token), createdAt: now() },
      };
      await store.insertManyOnce('calendar_feeds', [feed]);
      const subject = { kind: 'user' as const, id: feed.userId };
      await noteActivity(store, by, {
        ...{ subject, action: 'calendar_feed_made', at: feed.createdAt, data: { feed: feed._id } },
      });
      return { id: feed._id, token };
    },
    async revoke(by, id) {
      const feed = await store.get<StoredFeed>('calendar_feeds', id);
      if (feed?.userId !== by.actor.userId) throw new MonitorError('not_found', `calendar feed ${id}: none`);
      if (feed.revokedAt !== undefined) return;
      const at = now();
      if (!(await store.replaceIfVersion('calendar_feeds', { ...feed, revokedAt: at }, feed.version))) return;
      const subject = { kind: 'user' as const, id: feed.userId };
      await noteActivity(store, by, { subject, action: 'calendar_feed_revoked', at, data: { feed: id } });
    },
    async of(userId) {
      return (await readAll<StoredFeed>(store, 'calendar_feeds', { filter: { userId } })).map(viewOf);
    },
    async byToken(token) {
      if (!/^[\w-]{43}$/.test(token)) return undefined;
      const { docs } = await store.find<StoredFeed>('calendar_feeds', {
        filter: { tokenHash: sha256Hex(token) },
        limit: 1,
      });
      const [feed] = docs;
      return feed && feed.revokedAt === undefined ? viewOf(feed) : undefined;
    },
  };
}
