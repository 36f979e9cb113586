import type { ApiDeps } from './api-deps';
import type { Route } from './route';
import { activityRoutes } from './routes/activity';
import { alertStepRoutes } from './routes/alert-steps';
import { alertStreamRoutes } from './routes/alert-stream';
import { alertRoutes } from './routes/alerts';
import { deadLetterRoutes } from './routes/dead-letters';
import { eventRoutes } from './routes/events';
import { openApiRoutes } from './routes/open-api';
import { operationsRoutes } from './routes/operations';
import { sessionRoutes } from './routes/session';
import { setUpRoutes } from './routes/set-up';
import { sourceRoutes } from './routes/sources';

/** The whole interface as one table: what is not here does not exist, and what is here has a policy. */
export function apiRoutes(deps: ApiDeps): Route[] {
  const routes = [
    ...operationsRoutes(deps),
    ...setUpRoutes(deps),
    ...sessionRoutes(deps),
    // Before `/alerts/:id`, which would take «stream» for an id.
    ...alertStreamRoutes(deps),
    ...alertRoutes(deps),
    ...alertStepRoutes(deps),
    ...sourceRoutes(deps),
    ...deadLetterRoutes(deps),
    ...activityRoutes(deps),
    ...eventRoutes(deps),
  ];
  return [...routes, ...openApiRoutes(routes)];
}
