import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { LegalDay } from '../query-fields';
import { type Route, route } from '../route';
import { createSight } from '../sight';

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
        body: office.simulate(sight.scopeOf(caller.user), query),
      }),
    }),
  ];
}
