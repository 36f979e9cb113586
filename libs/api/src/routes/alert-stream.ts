import { createAlertStreams } from '../alert-stream';
import type { ApiDeps } from '../api-deps';
import { type Route, route } from '../route';

/** Alerts as they come. */
export function alertStreamRoutes(deps: ApiDeps): Route[] {
  const streams = createAlertStreams(deps);
  return [
    route({
      method: 'GET',
      path: '/alerts/stream',
      action: 'alert.read',
      summary: 'Server-sent events: alerts created and updated',
      async handle({ caller, request }) {
        const last = request.headers['last-event-id'];
        return { stream: streams.open(caller, typeof last === 'string' ? last : undefined) };
      },
    }),
  ];
}
