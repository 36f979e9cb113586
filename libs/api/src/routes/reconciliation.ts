import type { ApiDeps } from '../api-deps';
import { type Route, route } from '../route';
import { createSight } from '../sight';

/** What is heard and not registered, and what is registered and not heard. */
export function reconciliationRoutes({ office, registry }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/register/reconciliation',
      action: 'register.read',
      summary: 'Hosts and domains heard that no card holds, and systems of which nothing is heard',
      handle: async ({ caller }) => ({ body: await office.register.reconcile(sight.scopeOf(caller.user)) }),
    }),
  ];
}
