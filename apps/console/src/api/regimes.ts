import { request } from './http';
import type { Simulation, SimulationRow } from './views-regimes';

/** Each list of duties and figures is sent once; `effect` of a row says which is its own. */
type Sent = Omit<Simulation, 'items'> & {
  items: Array<Omit<SimulationRow, 'duties' | 'parameters'> & { effect: number }>;
  effects: Array<Pick<SimulationRow, 'duties' | 'parameters'>>;
};

export async function getSimulation(from: string, to: string): Promise<Simulation> {
  const { items, effects, ...rest } = await request<Sent>({
    path: '/regimes/simulation',
    query: { from, to },
  });
  const none = { duties: [], parameters: [] };
  return { ...rest, items: items.map(({ effect, ...row }) => ({ ...row, ...(effects[effect] ?? none) })) };
}
