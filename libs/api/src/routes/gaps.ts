import { GapPlan, MonitorError } from '@khien/model';
import type { GapPatch } from '@khien/office';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { CardId, Id, LegalDay } from '../query-fields';
import { realDays } from '../real-days';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { etagOf, requireIfMatch } from '../version-tag';

const { owner, note, costMillionVnd, milestones } = GapPlan.shape;
const Plan = realDays(
  z.strictObject({ owner, dueOn: LegalDay.optional(), note, costMillionVnd, milestones }),
);

/** Kế hoạch khắc phục: who closes a gap, by when, in which steps. */
export function gapRoutes({ office, registry, controls }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'PUT',
      path: '/systems/:id/gaps/:controlId',
      action: 'gap.plan',
      summary: 'Plan how a gap is closed; If-Match is the version of the plan, "0" for a new one',
      params: z.strictObject({ id: CardId, controlId: Id }),
      body: Plan,
      async handle(call) {
        const { params, body } = call;
        const expectedVersion = requireIfMatch(call.request);
        const system = sight.system(call.caller.user, params.id);
        if (!controls().controls.some((control) => control.id === params.controlId))
          throw new MonitorError('not_found', `control ${params.controlId}: not found`);
        const patch = Object.fromEntries(
          Object.entries(body).filter(([, value]) => value !== undefined),
        ) as unknown as GapPatch;
        const gap = await office.gaps.plan(byOf(call), system.id, params.controlId, patch, expectedVersion);
        return { body: { gap }, headers: { ETag: etagOf(gap.version) } };
      },
    }),
  ];
}
