import type { Simulation, SimulationItem } from '@khien/office';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { LegalDay } from '../query-fields';
import { type Route, route } from '../route';
import { createSight } from '../sight';

/** Systems of the same levels share duties and figures: each list is sent once, and `effect` of an item says which. */
function compact({ items, ...simulation }: Simulation) {
  const places = new Map<SimulationItem['duties'], number>();
  const effects: Array<Pick<SimulationItem, 'duties' | 'parameters'>> = [];
  const rows = items.map(({ duties, parameters, ...row }) => {
    const effect = places.get(duties) ?? effects.push({ duties, parameters }) - 1;
    places.set(duties, effect);
    return { ...row, effect };
  });
  return { ...simulation, items: rows, effects };
}

/** What another law means for the systems somebody sees. Nothing is stored. */
export function regimeRoutes({ office, registry }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/regimes/simulation',
      action: 'regime.simulate',
      summary: 'Every system under the law of two days: level, duties and figures that change',
      query: z.strictObject({ from: LegalDay, to: LegalDay }),
      handle: async ({ query, caller }) => ({
        body: compact(office.simulate(sight.scopeOf(caller.user), query)),
      }),
    }),
  ];
}
