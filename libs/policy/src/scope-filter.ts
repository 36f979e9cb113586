import type { Filter, Registry, UserAccount } from '@khien/model';
import { agencyScope, inScope } from './agency-scope';

/** The parts of the registry that say what belongs to whom. */
export type Ownership = Pick<Registry, 'agencies' | 'systems' | 'sources'>;

/** Collections people read, and the field that ties a document of each to an agency, itself or through its source. */
const TIES = {
  alerts: { field: 'agencyId', by: 'agency' },
  activity: { field: 'agencyId', by: 'agency' },
  events: { field: 'khien.agency_id', by: 'agency' },
  dead_letters: { field: 'sourceId', by: 'source' },
  intake: { field: 'sourceId', by: 'source' },
  ledger: { field: 'sourceId', by: 'source' },
} as const;
export type ScopedCollection = keyof typeof TIES;

/**
 * What every query of a person is narrowed by, whatever else they ask for: nothing for the whole province,
 * else `{field: {in: […]}}`, which also leaves out what has no agency. An empty scope matches nothing.
 */
export function scopeFilter(
  user: Pick<UserAccount, 'agencies'>,
  collection: ScopedCollection,
  ownership: Ownership,
): Filter {
  const scope = agencyScope(user, ownership.agencies);
  if (scope === '*') return {};
  const tie = TIES[collection];
  return { [tie.field]: { in: tie.by === 'agency' ? [...scope] : sourcesInScope(user, ownership) } };
}

/** Ids of the sources whose system belongs to an agency in the person's scope. */
export function sourcesInScope(user: Pick<UserAccount, 'agencies'>, ownership: Ownership): string[] {
  const scope = agencyScope(user, ownership.agencies);
  const agencyOf = new Map(ownership.systems.map((system) => [system.id, system.agencyId]));
  return ownership.sources
    .filter((source) => inScope(scope, agencyOf.get(source.systemId)))
    .map((source) => source.id);
}
