import { Deadline, DeadlineKind } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { pageOfList } from '../list-page';
import { CardId, Id, LegalDay } from '../query-fields';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';

const REMINDED_MS = 30 * 24 * 3600_000;

const Query = z.strictObject({
  from: LegalDay.optional(),
  to: LegalDay.optional(),
  kind: DeadlineKind.optional(),
  state: Deadline.shape.state.optional(),
  agencyId: CardId.optional(),
  systemId: CardId.optional(),
  // A calendar shows a month at once.
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .pipe(z.number().max(2000))
    .default(1000),
  cursor: z.string().min(1).max(2000).optional(),
});

/** Thời hạn: what is owed by when, and the calendars people subscribe to. */
export function deadlineRoutes({ office, registry, publicUrl, now }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/deadlines',
      action: 'deadline.read',
      summary: 'Deadlines by day, kind, state, body and system; reminders of the last 30 days',
      query: Query,
      async handle({ query, caller: { user } }) {
        const { agencyId, limit, cursor, ...filter } = query;
        if (filter.systemId !== undefined) sight.system(user, filter.systemId);
        const scope = sight.scopeWithin(user, agencyId);
        const [deadlines, reminders] = await Promise.all([
          office.deadlines.list(scope, given(filter)),
          office.deadlines.reminders(scope, now() - REMINDED_MS),
        ]);
        const page = pageOfList(deadlines, {
          placeOf: ({ dueOn, id }) => ({ key: dueOn, id }),
          query: [filter, agencyId],
          limit,
          cursor,
        });
        return { body: { ...page, reminders } };
      },
    }),
    route({
      method: 'POST',
      path: '/deadlines/feed',
      action: 'deadline.read',
      summary: 'Subscribe: an address for calendar programs, told once',
      // The address is a secret that is kept nowhere.
      idempotent: false,
      async handle(call) {
        const { id, token } = await office.deadlines.feeds.make(byOf(call));
        return { status: 201, body: { id, url: `${publicUrl()}/api/v1/calendar/${token}.ics` } };
      },
    }),
    route({
      method: 'GET',
      path: '/deadlines/feeds',
      action: 'deadline.read',
      summary: 'My subscriptions',
      async handle({ caller }) {
        const feeds = await office.deadlines.feeds.of(caller.user.id);
        return {
          body: {
            items: feeds.map(({ id, createdAt, revokedAt }) => ({
              id,
              createdAt,
              ...(revokedAt !== undefined && { revokedAt }),
            })),
          },
        };
      },
    }),
    route({
      method: 'DELETE',
      path: '/deadlines/feed/:id',
      action: 'deadline.read',
      summary: 'End a subscription of mine',
      params: z.strictObject({ id: Id }),
      async handle(call) {
        await office.deadlines.feeds.revoke(byOf(call), call.params.id);
        return {};
      },
    }),
  ];
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that were not asked for. */
function given<T extends object>(filter: T): Partial<Given<T>> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Partial<
    Given<T>
  >;
}
