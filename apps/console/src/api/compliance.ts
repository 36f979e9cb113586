import { request } from './http';
import type { Conflict, LayerMatrix } from './views-compliance';

export const getLayers = (query: { agencyId?: string }, cursor: string | undefined) =>
  request<LayerMatrix>({ path: '/compliance/layers', query: { ...query, limit: 200, cursor } });
export const getConflicts = () => request<{ items: Conflict[] }>({ path: '/compliance/conflicts' });
export const recompute = (systemId?: string) =>
  request<{ computed: number; changed: number; alerts: number }>({
    method: 'POST',
    path: '/compliance/recompute',
    body: systemId ? { systemId } : {},
  });
