import { type ControlAtLevel, type ControlCatalogue, controlsFor } from '@khien/compliance';
import { type ControlResult, ControlStatus, type GapPlan } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { CardId, commaList, nextOf, Paging } from '../query-fields';
import { type Route, route } from '../route';
import { createSight } from '../sight';

const ById = z.strictObject({ id: CardId });

/** How a system stands, control by control, and how that changed. */
export function controlRoutes({ office, registry, controls }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/systems/:id/controls',
      action: 'compliance.read',
      summary:
        'Every control of the level with how it stands, on what evidence, and its plan where it is a gap',
      params: ById,
      query: z.strictObject({
        status: commaList(ControlStatus).optional(),
        group: z.string().max(120).optional(),
      }),
      async handle({ params, query, caller }) {
        const system = sight.system(caller.user, params.id);
        const [sheet, plans] = await Promise.all([
          office.sheets.get(system.id),
          office.gaps.plans(system.id),
        ]);
        if (!sheet) return { body: { items: [], groups: [] } };
        const lines = linesOf(sheet.controls, controls(), { level: sheet.level, plans });
        const { status, group } = query;
        const items = lines.filter(
          ({ control, result }) =>
            (!status || status.includes(result.status)) && (group === undefined || control.group === group),
        );
        const { level, computedAt } = sheet;
        return {
          body: {
            ...(level !== undefined && { level }),
            computedAt,
            items,
            groups: groupsOf(lines, controls()),
          },
        };
      },
    }),
    route({
      method: 'GET',
      path: '/systems/:id/history',
      action: 'compliance.read',
      summary: 'What changed in the standing of a system, newest first',
      params: ById,
      query: z.strictObject(Paging),
      async handle({ params, query, caller }) {
        const system = sight.system(caller.user, params.id);
        const { limit, cursor } = query;
        const page = await office.sheets.history({
          scope: sight.scopeOf(caller.user),
          systemId: system.id,
          limit,
          ...(cursor !== undefined && { cursor }),
        });
        return { body: { items: page.items, ...nextOf(page.next) } };
      },
    }),
  ];
}

type Shown = Pick<ControlAtLevel, 'id' | 'title' | 'group' | 'clause' | 'parameters' | 'nature' | 'mark'>;
interface Line {
  control: Shown;
  result: ControlResult;
  gap?: GapPlan;
}

/** Results with what the level asks. A result whose control left the catalogue is not shown: nothing says what it was. */
function linesOf(
  results: readonly ControlResult[],
  catalogue: ControlCatalogue,
  { level, plans }: { level: number | undefined; plans: readonly GapPlan[] },
): Line[] {
  const atLevel = new Map(controlsFor(catalogue, level ?? 1).map((control) => [control.id, control]));
  const planOf = new Map(plans.map((plan) => [plan.controlId, plan]));
  return results.flatMap((result) => {
    const control = atLevel.get(result.controlId);
    if (!control) return [];
    const gap = planOf.get(result.controlId);
    return [{ control, result, ...(gap && { gap }) }];
  });
}

function groupsOf(lines: readonly Line[], { groups }: ControlCatalogue) {
  return groups.flatMap(({ id, title }) => {
    const own = lines.filter(({ control }) => control.group === id);
    if (own.length === 0) return [];
    const counts = Object.fromEntries(
      ControlStatus.options.map((status) => [
        status,
        own.filter((line) => line.result.status === status).length,
      ]),
    );
    return [{ id, title, counts }];
  });
}
