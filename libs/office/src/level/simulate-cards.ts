import { createSimulator, type Moment } from '@khien/compliance';
import type { Day, System } from '@khien/model';
import { inScope, type Scope } from '@khien/policy';
import { agencyTree } from '../agency-tree';
import type { Simulation, SimulationItem } from '../office';
import type { Room } from '../room';
import { factsOfCard } from './level-of-card';

const NO_FACTS = 'levelFacts: none';

/** What another day's law changes, for every card that has facts. Nothing is stored. */
export function simulateCards(
  room: Pick<Room, 'registry' | 'law'>,
  scope: Scope,
  moments: { from: Day; to: Day },
): Simulation {
  const registry = room.registry();
  const tree = agencyTree(registry.agencies);
  const [from, to] = [moments.from, moments.to].map((on) => ({ law: room.law(), on })) as [Moment, Moment];
  const simulate = createSimulator(from, to);
  const unreadable: Simulation['unreadable'] = [];
  const items: SimulationItem[] = [];
  for (const system of registry.systems.filter(({ agencyId }) => inScope(scope, agencyId))) {
    const read = factsOfCard(system);
    if (!read.ok || system.levelFacts === undefined) {
      unreadable.push({ systemId: system.id, name: system.name, problems: problemsOf(system, read) });
      continue;
    }
    items.push({
      ...simulate(read.input),
      ...{ systemId: system.id, agencyId: system.agencyId, agencyName: tree.name(system.agencyId) },
    });
  }
  const totals = { same: 0, raised: 0, lowered: 0, open: 0 };
  for (const { change } of items) totals[change] += 1;
  return {
    from: { on: moments.from, regime: regimeOn(room, moments.from) },
    to: { on: moments.to, regime: regimeOn(room, moments.to) },
    ...{ items, unreadable, totals },
  };
}

function problemsOf({ levelFacts }: System, read: ReturnType<typeof factsOfCard>): string[] {
  if (levelFacts === undefined) return [NO_FACTS];
  return read.ok ? [] : read.problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

/** The regime of a day as the calculator names it, whatever a single card's transition says. */
function regimeOn({ law }: Pick<Room, 'law'>, on: Day): string {
  const inForce = law().regimes.find(
    ({ effective_from: from, effective_to: to }) => from <= on && (to === undefined || on <= to),
  );
  return inForce?.id ?? 'none';
}
