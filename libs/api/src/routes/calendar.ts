import { icsOf } from '@khien/compliance';
import { MonitorError } from '@khien/model';
import { can } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { openRoute, type Route } from '../route';
import { createSight } from '../sight';
import { createFeedThrottle } from '../throttles';

/** 256 bits in base64url. */
const Token = z.string().regex(/^[\w-]{43}$/);
const NAMES = { vi: 'Khiên: thời hạn', en: 'Khiên: deadlines' } as const;

/**
 * The calendar of who holds its token (RFC 5545). Calendar programs cannot sign in; so the token is as long as a key, stored
 * only as its hash, never logged, and shows no more than its owner may see at that moment.
 */
export function calendarRoutes({ office, registry, accounts, publicUrl, limits }: ApiDeps): Route[] {
  const sight = createSight(registry);
  const throttle = createFeedThrottle(limits);
  return [
    openRoute({
      method: 'GET',
      path: '/calendar/:token.ics',
      summary: 'Deadlines as a calendar, for who holds the address',
      produces: 'text/calendar',
      params: z.strictObject({ token: Token }),
      async handle({ params, from, language }) {
        await throttle.refuseIfBlocked(from.ip);
        const feed = await office.deadlines.feeds.byToken(params.token);
        const owner = feed && feed.revokedAt === undefined ? await accounts.personOf(feed.userId) : undefined;
        if (!feed || !owner || !can(owner, 'deadline.read')) {
          await throttle.missed(from.ip);
          throw new MonitorError('not_found', 'calendar: no such feed');
        }
        await throttle.read(feed.id);
        const deadlines = await office.deadlines.list(sight.scopeOf(owner), {});
        const open = deadlines.filter(({ state }) => state !== 'done');
        const text = icsOf(open, { language, name: NAMES[language], url: publicUrl() });
        const bytes = Buffer.from(text, 'utf8');
        const mediaType = 'text/calendar; charset=utf-8';
        return { file: { bytes, mediaType, name: 'khien.ics', inline: true } };
      },
    }),
  ];
}
