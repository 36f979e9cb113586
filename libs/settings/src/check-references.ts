import type { Agency, Agreement, Registry, Source, System } from '@khien/model';
import type { Problem } from './yaml-document';

/** An entry and the place it was written at. */
export interface Placed<T> {
  value: T;
  file: string;
  line: number;
}

/** The lists of a registry before they are checked against each other. */
export interface PlacedLists {
  agencies: Placed<Agency>[];
  systems: Placed<System>[];
  agreements: Placed<Agreement>[];
  sources: Placed<Source>[];
}

/**
 * Checks that ids are unique and name something: the system of a source, the agency of a system, the parent of an agency.
 * Of two entries with one id the first stays. A parent that leads round in a circle is taken off.
 */
export function checkReferences(placed: PlacedLists): {
  lists: Omit<Registry, 'calendar'>;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const agencies = unique('agency', placed.agencies, problems);
  const systems = unique('system', placed.systems, problems);
  const sources = unique('source', placed.sources, problems);
  const agreements = unique('agreement', placed.agreements, problems);
  const knownAgencies = new Set(agencies.map(({ value }) => value.id));
  const knownSystems = new Set(systems.map(({ value }) => value.id));
  const miss = ({ file, line }: Placed<unknown>, message: string) => problems.push({ file, line, message });
  for (const agency of agencies) {
    const { id, parent } = agency.value;
    if (parent && !knownAgencies.has(parent)) miss(agency, `agency ${id}: parent "${parent}" is unknown`);
  }
  for (const system of systems) {
    const { id, agencyId } = system.value;
    if (!knownAgencies.has(agencyId)) miss(system, `system ${id}: agencyId "${agencyId}" is unknown`);
  }
  for (const source of sources) {
    const { id, systemId } = source.value;
    if (!knownSystems.has(systemId)) miss(source, `source ${id}: systemId "${systemId}" is unknown`);
  }
  const lists = {
    agencies: withoutCircles(agencies, problems),
    systems: systems.map(({ value }) => value),
    sources: sources.map(({ value }) => value),
    agreements: agreements.map(({ value }) => value),
  };
  return { lists, problems };
}

function unique<T extends { id: string }>(
  kind: string,
  entries: Placed<T>[],
  problems: Problem[],
): Placed<T>[] {
  const first = new Map<string, Placed<T>>();
  for (const entry of entries) {
    const { file, line } = entry;
    const earlier = first.get(entry.value.id);
    if (earlier === undefined) first.set(entry.value.id, entry);
    else {
      const message = `${kind} ${entry.value.id}: the id is taken by ${earlier.file}:${earlier.line}`;
      problems.push({ file, line, message });
    }
  }
  return [...first.values()];
}

function withoutCircles(agencies: Placed<Agency>[], problems: Problem[]): Agency[] {
  const parents = new Map(agencies.map(({ value }) => [value.id, value.parent]));
  return agencies.map(({ value, file, line }) => {
    const seen = new Set<string>();
    for (let id: string | undefined = value.id; id !== undefined; id = parents.get(id)) {
      if (id === value.id && seen.size > 0) {
        problems.push({ file, line, message: `agency ${value.id}: its parents lead back to itself` });
        parents.set(value.id, undefined);
        const { parent: _parent, ...root } = value;
        return root;
      }
      if (seen.has(id)) break;
      seen.add(id);
    }
    return value;
  });
}
