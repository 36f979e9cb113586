import { request } from './http';
import type { Simulation } from './views-regimes';

export const getSimulation = (from: string, to: string) =>
  request<Simulation>({ path: '/regimes/simulation', query: { from, to } });
