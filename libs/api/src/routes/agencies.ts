import { type Agency, MonitorError, type UserView } from '@khien/model';
import { can, inScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { AgencyBody } from '../card-body';
import { CardId } from '../query-fields';
import { type Route, route } from '../route';
import { byOf, createSight, nameOfAgency } from '../sight';
import { etagOf, requireIfMatch } from '../version-tag';

/** Cơ quan, đơn vị: the tree of the province. */
export function agencyRoutes({ office, registry, refreshRegister }: ApiDeps): Route[] {
  const { register } = office;
  const sight = createSight(registry);

  /** The place of a body in the tree decides who sees what: that is the administrator's. */
  function refuseUnlessTheirs(user: UserView, before: Agency | undefined, after: Agency): void {
    const moves = before?.parent !== after.parent || before?.kind !== after.kind;
    if (moves && !can(user, 'register.import'))
      throw new MonitorError('forbidden', `agency ${after.id}: only an administrator changes the tree`, {
        problems: [{ pointer: '/parent', message: 'agency.tree_is_admin' }],
      });
    if (!moves || inScope(sight.scopeOf(user), after.parent)) return;
    throw new MonitorError('invalid', `agency ${after.id}: parent unknown or out of scope`, {
      problems: [{ pointer: '/parent', message: 'agency.unknown' }],
    });
  }

  return [
    route({
      method: 'GET',
      path: '/agencies',
      action: 'register.read',
      summary: 'The bodies in my scope with their version, and the names of those above them',
      async handle({ caller }) {
        const scope = sight.scopeOf(caller.user);
        const cards = await register.agencies(scope);
        const own = cards.map(({ agency, version }) => ({ ...agency, version, inScope: true }));
        const above = ancestorsOf(own, registry().agencies).map((agency) => ({
          ...nameOfAgency(agency),
          inScope: false,
        }));
        return { body: { items: [...own, ...above] } };
      },
    }),
    route({
      method: 'POST',
      path: '/agencies',
      action: 'register.import',
      summary: 'Enter a body into the tree',
      body: AgencyBody,
      async handle(call) {
        const { body, caller } = call;
        if (registry().agencies.some((one) => one.id === body.id))
          throw new MonitorError('conflict', `agency ${body.id}: exists`, {
            problems: [{ pointer: '/id', message: 'register.id_taken' }],
          });
        refuseUnlessTheirs(caller.user, undefined, body);
        const { version } = await register.saveAgency(byOf(call), body, 0);
        await refreshRegister();
        return { status: 201, body: { agency: body, version }, headers: { ETag: etagOf(version) } };
      },
    }),
    route({
      method: 'PUT',
      path: '/agencies/:id',
      action: 'register.edit',
      summary: 'Change a body; its place in the tree only by an administrator',
      params: z.strictObject({ id: CardId }),
      body: AgencyBody,
      async handle(call) {
        const { params, body, caller } = call;
        const expectedVersion = requireIfMatch(call.request);
        const before = sight.agency(caller.user, params.id);
        if (body.id !== params.id)
          throw new MonitorError('invalid', `agency ${params.id}: id in the body differs`, {
            problems: [{ pointer: '/id', message: 'register.id_differs' }],
          });
        refuseUnlessTheirs(caller.user, before, body);
        const { version } = await register.saveAgency(byOf(call), body, expectedVersion);
        await refreshRegister();
        return { body: { agency: body, version }, headers: { ETag: etagOf(version) } };
      },
    }),
  ];
}

/** Bodies above these that are not among them; a loop in the tree ends. */
function ancestorsOf(own: readonly Agency[], all: readonly Agency[]): Agency[] {
  const byId = new Map(all.map((agency) => [agency.id, agency]));
  const parentOf = ({ parent }: Agency) => (parent === undefined ? undefined : byId.get(parent));
  const seen = new Set(own.map(({ id }) => id));
  const above: Agency[] = [];
  for (const agency of own)
    for (let up = parentOf(agency); up && !seen.has(up.id); up = parentOf(up)) {
      seen.add(up.id);
      above.push(up);
    }
  return above;
}
