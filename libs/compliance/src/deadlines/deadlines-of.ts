import type { Agency, Deadline, Dossier, Evidence, System } from '@khien/model';
import { say } from '../layers/say';
import type { DeadlineInput } from './deadline-input';
import { type DutyCase, toDeadlines } from './duty';
import { cycleDuties } from './kinds/cycle-duties';
import { dossierDuties } from './kinds/dossier-duties';
import { expiryDuties } from './kinds/expiry-duties';
import { gapDuties } from './kinds/gap-duties';
import { reportDuties } from './kinds/report-duties';
import { transitionDuties } from './kinds/transition-duties';

/**
 * Every day by which somebody owes something, soonest first. Derived from its input alone; an id stays the same as long as it is the
 * same duty, whatever else changes, and is there once.
 */
export function deadlinesOf(input: DeadlineInput): Deadline[] {
  const known = dutyCase(input);
  const duties = [
    ...dossierDuties(known),
    ...transitionDuties(known),
    ...cycleDuties(known),
    ...expiryDuties(known),
    ...gapDuties(known),
    ...reportDuties(known),
  ];
  return toDeadlines(duties, known).sort(
    (one, other) => order(one.dueOn, other.dueOn) || order(one.id, other.id),
  );
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function dutyCase(input: DeadlineInput): DutyCase {
  const { on, dossiers } = input;
  const systems = input.systems.filter(({ stage }) => stage !== 'retired');
  const byId = new Map(systems.map((system) => [system.id, system]));
  const names = new Map(input.agencies.map(({ id, name }) => [id, name]));
  const superseded = new Set(input.evidence.flatMap(({ supersedes }) => supersedes ?? []));
  const evidence = input.evidence.filter(
    ({ _id, effectiveFrom, systemId }) =>
      !superseded.has(_id) && effectiveFrom <= on && (systemId === undefined || byId.has(systemId)),
  );
  const approved = approvedLevels(dossiers);
  return {
    ...input,
    systems,
    evidence,
    systemOf: (id) => (id === undefined ? undefined : byId.get(id)),
    agencyName: (id) => names.get(id) ?? say(id, id),
    evidenceOf: shelves(evidence, input.agencies),
    levelOf: ({ id, level }) => approved.get(id) ?? level,
  };
}

function approvedLevels(dossiers: readonly Dossier[]): Map<string, number> {
  return new Map(
    dossiers.flatMap(({ systemId, state, approvedLevel }) =>
      state === 'approved' && approvedLevel !== undefined ? [[systemId, approvedLevel] as const] : [],
    ),
  );
}

/** Evidence by whose it is, so that a system asks only for what can be its own. */
function shelves(evidence: readonly Evidence[], agencies: readonly Agency[]): DutyCase['evidenceOf'] {
  // What the province's own body holds is not its departments' (R56), unlike what is said of the whole province.
  const provinces = new Set(agencies.filter(({ kind }) => kind === 'province').map(({ id }) => id));
  const parents = new Map(
    agencies.map(({ id, parent }) => [
      id,
      parent !== undefined && provinces.has(parent) ? undefined : parent,
    ]),
  );
  const [bySystem, byAgency] = [new Map<string, Evidence[]>(), new Map<string, Evidence[]>()];
  const province: Evidence[] = [];
  for (const each of evidence) {
    const [map, key] =
      each.systemId !== undefined ? [bySystem, each.systemId] : [byAgency, each.agencyId ?? ''];
    if (key === '') province.push(each);
    else map.set(key, [...(map.get(key) ?? []), each]);
  }
  const found = new Map<string, Evidence[]>();
  return ({ id, agencyId }: System) => {
    const known = found.get(id);
    if (known) return known;
    const line: string[] = [];
    for (let at: string | undefined = agencyId; at !== undefined && !line.includes(at); at = parents.get(at))
      line.push(at);
    const above = line.flatMap((each) => byAgency.get(each) ?? []);
    const all = [...(bySystem.get(id) ?? []), ...above, ...province];
    found.set(id, all);
    return all;
  };
}
