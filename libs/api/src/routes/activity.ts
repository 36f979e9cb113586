import { Activity, ActivityAction, type UserView } from '@khien/model';
import { can, scopeFilter } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { narrow } from '../narrow';
import { between, commaList, Id, Instant, Paging } from '../query-fields';
import { type Route, route } from '../route';

const ActivityQuery = z.strictObject({
  subjectKind: Activity.shape.subject.shape.kind.optional(),
  subjectId: Id.optional(),
  actor: z.string().min(1).max(40).optional(),
  action: commaList(ActivityAction).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  ...Paging,
});

/** Who did what, when, from where and why. Everybody may read what they did themselves. */
export function activityRoutes({ store, registry }: ApiDeps): Route[] {
  const readable = (user: UserView) =>
    can(user, 'activity.read')
      ? scopeFilter(user, 'activity', registry())
      : { 'actor.username': { in: [user.username] }, 'actor.userId': { in: [user.id] } };
  return [
    route({
      method: 'GET',
      path: '/activity',
      action: 'activity.read_own',
      summary: 'What people did, newest first; without activity.read only what I did',
      query: ActivityQuery,
      async handle({ query, caller }) {
        const { subjectKind, subjectId, actor, action, from, to, limit, cursor } = query;
        const at = between(from, to);
        const filter = narrow(readable(caller.user), {
          ...(subjectKind && { 'subject.kind': subjectKind }),
          ...(subjectId !== undefined && { 'subject.id': subjectId }),
          ...(actor !== undefined && { 'actor.username': actor }),
          ...(action && { action: { in: action } }),
          ...(at && { at }),
        });
        if (!filter) return { body: { items: [] } };
        const page = await store.find<Activity>('activity', {
          filter,
          sort: [['at', 'desc']],
          limit,
          ...(cursor !== undefined && { cursor }),
        });
        return { body: { items: page.docs, ...(page.next !== undefined && { next: page.next }) } };
      },
    }),
  ];
}
