import { type ConflictInForce, conflictsOn, provinceLayers, today } from '@khien/compliance';
import type { LayerReason, LayerStatus, System } from '@khien/model';
import type { SheetSummary } from '@khien/office';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { pageOfList } from '../list-page';
import { CardId, Paging } from '../query-fields';
import { type Route, route } from '../route';
import { createSight, type Sight } from '../sight';
import { createTurnstile } from '../turnstile';

/** Conflicts that draw the circle of the four layers: who is asked (K1, K5), and which names are one receiver (K8). */
const SCOPE_CONFLICTS = new Set(['K1', 'K5', 'K8']);

/** Mô hình bốn lớp of the province, the choices it rests on, and its recomputation. */
export function complianceRoutes({ office, registry, law, now }: ApiDeps): Route[] {
  const sight = createSight(registry);
  // Computing everything once is enough at a time.
  const computing = createTurnstile(1);

  return [
    route({
      method: 'GET',
      path: '/compliance/layers',
      action: 'compliance.read',
      summary: 'Four layers of every system in use, counted for the province by verdict, never as one score',
      query: z.strictObject({ agencyId: CardId.optional(), ...Paging }),
      async handle({ query, caller: { user } }) {
        const { agencyId, limit, cursor } = query;
        const scope = sight.scopeWithin(user, agencyId);
        const [sheets, computedAt] = await Promise.all([
          office.sheets.all(scope),
          office.sheets.computedAt(),
        ]);
        const systems = sight
          .systems(user)
          .filter((one) => one.stage !== 'retired' && (scope === '*' || scope.has(one.agencyId)));
        const bySystem = new Map(sheets.map((sheet) => [sheet._id, sheet]));
        const page = pageOfList(systems, {
          placeOf: ({ id, name }) => ({ key: name.vi, id }),
          query: ['layers', agencyId],
          limit,
          cursor,
        });
        const conflicts = conflictsOn(law(), today(now()));
        return {
          body: {
            province: provinceLayers(
              sheets.map((sheet) => ({ ...sheet, controls: [] })),
              systems,
            ),
            ...page,
            items: page.items.map((system) => rowOf(system, bySystem.get(system.id), sight)),
            scope: conflicts.filter(({ id }) => SCOPE_CONFLICTS.has(id)).map(conflictOf),
            ...(computedAt !== undefined && { computedAt }),
          },
        };
      },
    }),
    route({
      method: 'GET',
      path: '/compliance/conflicts',
      action: 'compliance.read',
      summary: 'Where plans disagree with each other or with the law, and the reading in force',
      handle: async () => ({ body: { items: conflictsOn(law(), today(now())).map(conflictOf) } }),
    }),
    route({
      method: 'POST',
      path: '/compliance/recompute',
      action: 'register.import',
      summary: 'Compute the sheets of one system or of all again',
      idempotent: false,
      body: z.strictObject({ systemId: CardId.optional() }),
      async handle({ body: { systemId }, caller: { user } }) {
        const ids =
          systemId === undefined
            ? sight.systems(user).map(({ id }) => id)
            : [sight.system(user, systemId).id];
        const all = systemId === undefined && sight.scopeOf(user) === '*';
        return { body: await computing.pass(() => office.sheets.recompute(all ? undefined : ids)) };
      },
    }),
  ];
}

/** With the option in force by its id and in words; none where the figure names none. */
function conflictOf({ chosen, choice, ...conflict }: ConflictInForce) {
  return {
    ...conflict,
    ...(chosen && { chosen: chosen.id, choice: chosen.text }),
    ...(choice && { chosenBy: choice }),
  };
}

function rowOf({ id, name, agencyId, level }: System, sheet: SheetSummary | undefined, sight: Sight) {
  const known = sheet?.level ?? level;
  return {
    systemId: id,
    name,
    agencyId,
    agencyName: sight.nameOf(agencyId)?.name ?? { vi: agencyId, en: agencyId },
    ...(known !== undefined && { level: known }),
    layers: sheet ? sheet.layers.map(layerOf) : [],
    technical: sheet?.technical ?? [],
  };
}

function layerOf({ layer, verdict, expiresOn, reasons }: LayerStatus) {
  return { layer, verdict, ...(expiresOn !== undefined && { expiresOn }), reasons: reasons.map(reasonOf) };
}

/** Reasons of a matrix cell; their evidence stands on the page of the system. */
function reasonOf({ check, verdict, text, clause, mark }: LayerReason) {
  return { check, verdict, text, clause, mark };
}
