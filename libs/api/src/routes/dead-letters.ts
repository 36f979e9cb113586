import { appendActivity, type Identity } from '@khien/accounts';
import { type Activity, type DeadLetter, DeadLetterReason, MonitorError } from '@khien/model';
import { scopeFilter, sourcesInScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { narrow } from '../narrow';
import { commaList, Id, Paging, Why } from '../query-fields';
import { actorOf } from '../read-log';
import { type Call, type Route, route } from '../route';

const MAX_REPLAY = 5000;

const ListQuery = z.strictObject({
  sourceId: Id.optional(),
  reason: commaList(DeadLetterReason).optional(),
  state: commaList(z.enum(['open', 'replayed', 'replay_failed'])).optional(),
  ...Paging,
});
const Replay = z
  .strictObject({
    ids: z.array(Id).min(1).max(500).optional(),
    sourceId: Id.optional(),
    reason: Why,
  })
  .refine(({ ids, sourceId }) => (ids === undefined) !== (sourceId === undefined), {
    error: 'dead_letter.ids_or_source',
    path: ['ids'],
  });

/** Records that could not become events. Their text is only shown to who says why. */
export function deadLetterRoutes({ store, registry, deadLetters, now }: ApiDeps): Route[] {
  async function visible(caller: Identity, ids: readonly string[]): Promise<DeadLetter[]> {
    const allowed = new Set(sourcesInScope(caller.user, registry()));
    const all = caller.user.agencies === '*';
    const letters = await store.getMany<DeadLetter>('dead_letters', ids);
    const found = letters.filter((letter) => all || allowed.has(letter.sourceId));
    if (found.length === new Set(ids).size) return found;
    throw new MonitorError('not_found', 'dead letter: not found or out of scope');
  }

  async function openOnesOf(caller: Identity, sourceId: string): Promise<DeadLetter[]> {
    const filter = narrow(scopeFilter(caller.user, 'dead_letters', registry()), {
      sourceId,
      state: { in: ['open', 'replay_failed'] },
    });
    if (!filter || !registry().sources.some((source) => source.id === sourceId))
      throw new MonitorError('not_found', `source ${sourceId}: not found or out of scope`);
    return (
      await store.find<DeadLetter>('dead_letters', { filter, sort: [['at', 'asc']], limit: MAX_REPLAY })
    ).docs;
  }

  function record(
    { caller, from }: Pick<Call<unknown, unknown, unknown>, 'caller' | 'from'>,
    step: Pick<Activity, 'subject' | 'action'> & {
      reason: string;
      sourceId: string;
      data?: Record<string, number>;
    },
  ) {
    const { sourceId, ...rest } = step;
    const { sources, systems } = registry();
    const systemId = sources.find((source) => source.id === sourceId)?.systemId;
    const agencyId = systems.find((system) => system.id === systemId)?.agencyId;
    const draft = { ...rest, from, at: now(), actor: actorOf(caller) };
    return appendActivity(store, { ...draft, ...(agencyId !== undefined && { agencyId }) });
  }

  return [
    route({
      method: 'GET',
      path: '/dead-letters',
      action: 'dead_letter.read',
      summary: 'Records that could not become events, newest first, without their text',
      query: ListQuery,
      async handle({ query, caller }) {
        const { sourceId, reason, state, limit, cursor } = query;
        const filter = narrow(scopeFilter(caller.user, 'dead_letters', registry()), {
          ...(sourceId !== undefined && { sourceId }),
          ...(reason && { reason: { in: reason } }),
          ...(state && { state: { in: state } }),
        });
        if (!filter) return { body: { items: [] } };
        const page = await store.find<DeadLetter>('dead_letters', {
          filter,
          sort: [['at', 'desc']],
          limit,
          ...(cursor !== undefined && { cursor }),
        });
        return {
          body: { items: page.docs.map(viewOf), ...(page.next !== undefined && { next: page.next }) },
        };
      },
    }),
    route({
      method: 'POST',
      path: '/dead-letters/:id/open',
      action: 'dead_letter.open',
      summary: 'The text of one record; leaves a record of who read it and why',
      // Its answer is unmasked text, which is not to be kept.
      idempotent: false,
      params: z.strictObject({ id: Id }),
      body: z.strictObject({ reason: Why }),
      async handle({ params, body: { reason }, caller, from }) {
        const [letter] = await visible(caller, [params.id]);
        if (!letter) throw new MonitorError('not_found', 'dead letter: not found');
        const subject = { kind: 'dead_letter', id: letter._id } as const;
        await record(
          { caller, from },
          { subject, action: 'dead_letter_read', reason, sourceId: letter.sourceId },
        );
        return { body: deadLetters.open(letter) };
      },
    }),
    route({
      method: 'POST',
      path: '/dead-letters/replay',
      action: 'dead_letter.replay',
      summary: 'Send records through today’s profiles again, by id or all open ones of a source',
      body: Replay,
      async handle({ body, caller, from }) {
        const { ids, sourceId, reason } = body;
        const letters =
          sourceId === undefined ? await visible(caller, ids ?? []) : await openOnesOf(caller, sourceId);
        const perSource = new Map<string, number>();
        for (const letter of letters)
          perSource.set(letter.sourceId, (perSource.get(letter.sourceId) ?? 0) + 1);
        for (const [source, count] of perSource) {
          const subject = { kind: 'source', id: source } as const;
          const step = {
            subject,
            action: 'dead_letter_replayed',
            reason,
            sourceId: source,
            data: { count },
          } as const;
          await record({ caller, from }, step);
        }
        return { body: await deadLetters.replay(letters.map((letter) => letter._id)) };
      },
    }),
  ];
}

/** Everything but the sealed record. */
function viewOf({ _id, sourceId, reason, detail, parser, bytes, receivedAt, at, state }: DeadLetter) {
  return { id: _id, sourceId, reason, detail, parser, bytes, receivedAt, at, state };
}
