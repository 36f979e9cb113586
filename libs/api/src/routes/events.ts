import { Day, MonitorError, type StoredEvent } from '@khien/model';
import { agencyScope, inScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { Id } from '../query-fields';
import { createReadLog } from '../read-log';
import { type Route, route } from '../route';

/** One stored event, personal data masked as it was stored. Reading it leaves a record. */
export function eventRoutes({ store, registry, now }: ApiDeps): Route[] {
  const readLog = createReadLog(store, now);
  return [
    route({
      method: 'GET',
      path: '/events/:day/:id',
      action: 'event.read',
      summary: 'One event',
      params: z.strictObject({ day: Day, id: Id }),
      async handle({ params: { day, id }, caller, from }) {
        const event = await store.get<StoredEvent>('events', id, day);
        const agencyId = event?.khien.agency_id;
        if (!event || !inScope(agencyScope(caller.user, registry().agencies), agencyId))
          throw new MonitorError('not_found', `event ${id}: not found or out of scope`);
        const subject = { kind: 'event', id } as const;
        await readLog.record(caller, {
          subject,
          from,
          data: { day },
          ...(agencyId !== undefined && { agencyId }),
        });
        return { body: { event } };
      },
    }),
  ];
}
