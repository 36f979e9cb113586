import { openApiOf } from '../open-api';
import { type Route, route } from '../route';

/** The description of all other routes. */
export function openApiRoutes(others: readonly Route[]): Route[] {
  const document = openApiOf(others);
  return [
    route({
      method: 'GET',
      path: '/openapi.json',
      action: 'signed_in',
      summary: 'This interface as OpenAPI 3.1',
      handle: async () => ({ body: document }),
    }),
  ];
}
