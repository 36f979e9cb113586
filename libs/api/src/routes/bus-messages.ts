import { type BusHalf, busKeyOf, judgeMessage } from '@khien/compliance';
import { type Day, MonitorError, type StoredEvent } from '@khien/model';
import { agencyScope, inScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { createReadLog } from '../read-log';
import { type Route, route } from '../route';

/** Both ends of an exchange are two halves; a message sent again and again shows its first hundred. */
const MAX_HALVES = 100;

/** The halves of one message over the bus side by side, each with its event: what an auditor asks for by the message's id. */
export function busMessageRoutes({ store, registry, busRules, now }: ApiDeps): Route[] {
  const readLog = createReadLog(store, now);

  async function halvesOf(messageId: string): Promise<BusHalf[]> {
    const days = await store.partitions('bus_halves');
    const [from] = days;
    const to = days.at(-1);
    if (from === undefined || to === undefined) return [];
    const { docs } = await store.find<BusHalf>('bus_halves', {
      filter: { _id: { prefix: busKeyOf(messageId) } },
      limit: MAX_HALVES,
      days: { from, to },
    });
    return docs;
  }

  async function eventsOf(halves: readonly BusHalf[]): Promise<Map<string, StoredEvent>> {
    const byDay = new Map<Day, string[]>();
    for (const { day, eventId } of halves) byDay.set(day, [...(byDay.get(day) ?? []), eventId]);
    const events = new Map<string, StoredEvent>();
    for (const [day, ids] of byDay)
      for (const event of await store.getMany<StoredEvent>('events', ids, day)) events.set(event._id, event);
    return events;
  }

  return [
    route({
      method: 'GET',
      path: '/bus/messages',
      action: 'event.read',
      summary: 'Both halves of a message over the bus, by its id',
      query: z.strictObject({ messageId: z.string().min(1).max(1024) }),
      async handle({ query: { messageId }, caller, from }) {
        const halves = await halvesOf(messageId);
        const scope = agencyScope(caller.user, registry().agencies);
        const mine = halves.filter(({ agencyId }) => inScope(scope, agencyId));
        if (mine.length === 0)
          throw new MonitorError('not_found', 'message: no half of it, or none within scope');
        const visible = new Set(mine.map(({ _id }) => _id));
        const events = await eventsOf(mine);
        await readLog.record(caller, {
          subject: { kind: 'event', id: `bus:${busKeyOf(messageId)}` },
          from,
          data: { events: events.size },
          ...(mine[0]?.agencyId !== undefined && { agencyId: mine[0].agencyId }),
        });
        const exchanges = judgeMessage(halves, busRules())
          .filter((exchange) => exchange.halves.some(({ _id }) => visible.has(_id)))
          .map(({ halves: own, ...said }) => {
            const shown = own.filter(({ _id }) => visible.has(_id));
            const whole = shown.length === own.length;
            return {
              // Who sees one end only is not told what the other says; that it is there, everybody who exchanged data may know.
              ...(whole ? said : { verdict: 'out_of_scope' as const }),
              halves: shown.map(({ side, time, sourceId, day, eventId }) => ({
                ...{ side, time, sourceId, day, eventId },
                event: events.get(eventId) ?? null,
              })),
            };
          });
        return { body: { messageId, exchanges } };
      },
    }),
  ];
}
