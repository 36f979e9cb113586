import { type Evidence, EvidenceFact, MonitorError, type UserView } from '@khien/model';
import { can, inScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { CardId, Id, LegalDay, nextOf, Paging, Why } from '../query-fields';
import { realDays } from '../real-days';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';

const KINDS = EvidenceFact.options.map(({ shape }) => shape.kind.value);

const Draft = realDays(
  z.strictObject({
    systemId: CardId.optional(),
    agencyId: CardId.optional(),
    effectiveFrom: LegalDay,
    effectiveTo: LegalDay.optional(),
    fact: EvidenceFact,
    note: z.string().trim().min(1).max(2000).optional(),
    supersedes: Id.optional(),
  }),
);
const Decision = z.strictObject({
  decision: z.enum(['approved', 'refused', 'revoked']),
  note: Why,
  effectiveTo: LegalDay.optional(),
});

/** Roles of the law whose holder decides on dossiers. */
const DECIDING: ReadonlySet<string> = new Set(['owner', 'specialised_unit', 'appraiser']);

/** Nobody who works on dossiers names who decides on them. */
function refuseSelfDesignation(user: UserView, fact: EvidenceFact): void {
  if (fact.kind !== 'designation' || !DECIDING.has(fact.role) || can(user, 'register.import')) return;
  throw new MonitorError('invalid', 'evidence: a designation of who decides', {
    problems: [{ pointer: '/fact/role', message: 'register.party_by_decision' }],
  });
}

/** Chứng cứ: dated facts about a system, a body or the province; exceptions are asked for here and decided by somebody else. */
export function evidenceRoutes({ office, registry }: ApiDeps): Route[] {
  const sight = createSight(registry);

  function refuseOutOfScope(
    user: UserView,
    about: { systemId?: string | undefined; agencyId?: string | undefined },
  ) {
    if (about.systemId !== undefined) sight.system(user, about.systemId);
    else if (about.agencyId !== undefined) sight.agency(user, about.agencyId);
    else if (sight.scopeOf(user) !== '*')
      throw new MonitorError('not_found', 'evidence: the whole province is out of scope');
  }

  async function visible(user: UserView, id: string): Promise<Evidence> {
    const found = await office.evidence.get(id);
    if (found && inScope(sight.scopeOf(user), agencyOf(found))) return found;
    throw new MonitorError('not_found', `evidence ${id}: not found or out of scope`);
  }

  /** Of a system it is the body the system belongs to now. */
  function agencyOf({ systemId, agencyId }: Evidence): string | undefined {
    if (systemId === undefined) return agencyId;
    return registry().systems.find((one) => one.id === systemId)?.agencyId ?? agencyId;
  }

  return [
    route({
      method: 'GET',
      path: '/evidence',
      action: 'evidence.read',
      summary: 'Evidence by system, body and kind, newest first',
      query: z.strictObject({
        systemId: CardId.optional(),
        agencyId: CardId.optional(),
        kind: z.enum(KINDS).optional(),
        ...Paging,
      }),
      async handle({ query, caller: { user } }) {
        const { systemId, agencyId, kind, limit, cursor } = query;
        if (systemId !== undefined) sight.system(user, systemId);
        const page = await office.evidence.list({
          // A system in sight shows all its evidence, under whichever body that was recorded.
          scope: systemId !== undefined ? '*' : sight.scopeWithin(user, agencyId),
          limit,
          ...(systemId !== undefined && { systemId }),
          ...(kind && { kind }),
          ...(cursor !== undefined && { cursor }),
        });
        return { body: { items: page.items, ...nextOf(page.next) } };
      },
    }),
    route({
      method: 'POST',
      path: '/evidence',
      action: 'evidence.add',
      summary: 'Record a dated fact, or ask for an exception to a control',
      body: Draft,
      async handle(call) {
        const { body, caller } = call;
        refuseOutOfScope(caller.user, body);
        refuseSelfDesignation(caller.user, body.fact);
        if (body.supersedes !== undefined) await visible(caller.user, body.supersedes);
        const evidence = await office.evidence.add(byOf(call), draftOf(body));
        return { status: 201, body: { evidence } };
      },
    }),
    route({
      method: 'POST',
      path: '/evidence/:id/decision',
      action: 'exception.decide',
      summary: 'Approve, refuse or revoke an exception; never by who asked for it',
      params: z.strictObject({ id: Id }),
      body: Decision,
      async handle(call) {
        const { params, body, caller } = call;
        await visible(caller.user, params.id);
        const { decision, note, effectiveTo } = body;
        const evidence = await office.evidence.decideException(byOf(call), params.id, {
          decision,
          note,
          ...(effectiveTo !== undefined && { effectiveTo }),
        });
        return { body: { evidence } };
      },
    }),
  ];
}

function draftOf({ effectiveFrom, fact, ...rest }: z.output<typeof Draft>) {
  const { systemId, agencyId, effectiveTo, note, supersedes } = rest;
  return {
    effectiveFrom,
    fact,
    ...(systemId !== undefined && { systemId }),
    ...(agencyId !== undefined && { agencyId }),
    ...(effectiveTo !== undefined && { effectiveTo }),
    ...(note !== undefined && { note }),
    ...(supersedes !== undefined && { supersedes }),
  };
}
