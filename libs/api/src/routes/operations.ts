import type { ApiDeps } from '../api-deps';
import { machineRoute, openRoute, type Route } from '../route';

/** For the machines that watch the monitor. */
export function operationsRoutes({ store, metrics }: ApiDeps): Route[] {
  return [
    openRoute({
      method: 'GET',
      path: '/health/live',
      summary: 'The process answers',
      handle: async () => ({ body: { status: 'ok' } }),
    }),
    openRoute({
      method: 'GET',
      path: '/health/ready',
      summary: 'The store answers too (else 503)',
      async handle() {
        await store.ping();
        return { body: { status: 'ok' } };
      },
    }),
    machineRoute({
      method: 'GET',
      path: '/metrics',
      action: 'metrics.read',
      summary: 'Prometheus text; on the machine itself, or for administrators',
      handle: async () => ({
        text: await metrics(),
        headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
      }),
    }),
  ];
}
