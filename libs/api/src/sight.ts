import { type Agency, MonitorError, type Registry, type System, type UserView } from '@khien/model';
import type { By } from '@khien/office';
import { agencyScope, inScope, type Scope, withDescendants } from '@khien/policy';
import { actorOf } from './read-log';
import type { Call } from './route';

/** A body as everybody may know it: without who represents it and how to reach them. */
export type AgencyName = Pick<Agency, 'id' | 'name' | 'kind' | 'parent'>;

/** What of the register a person sees. Everything else is `not_found`, whether it is elsewhere or nowhere. */
export interface Sight {
  scopeOf(user: UserView): Scope;
  /** The scope within one body and those below it. */
  scopeWithin(user: UserView, agencyId: string | undefined): Scope;
  system(user: UserView, id: string): System;
  /** The system a dossier is of, said by the dossier's id. */
  systemOfDossier(user: UserView, dossierId: string): System;
  systems(user: UserView): System[];
  agency(user: UserView, id: string): Agency;
  nameOf(agencyId: string | undefined): AgencyName | undefined;
}

export function createSight(registry: () => Registry): Sight {
  const scopeOf = (user: UserView): Scope => agencyScope(user, registry().agencies);

  function system(user: UserView, id: string): System {
    const found = registry().systems.find((one) => one.id === id);
    if (found && inScope(scopeOf(user), found.agencyId)) return found;
    throw new MonitorError('not_found', `system ${id}: not found or out of scope`);
  }

  return {
    scopeOf,
    scopeWithin(user, agencyId) {
      const scope = scopeOf(user);
      if (agencyId === undefined) return scope;
      const below = withDescendants([agencyId], registry().agencies);
      return new Set([...below].filter((id) => inScope(scope, id)));
    },
    system,
    systemOfDossier(user, dossierId) {
      const [, systemId] = /^(.+)\.v\d{1,6}$/.exec(dossierId) ?? [];
      if (systemId === undefined) throw new MonitorError('not_found', `dossier ${dossierId}: not found`);
      return system(user, systemId);
    },
    systems(user) {
      const scope = scopeOf(user);
      return registry().systems.filter((one) => inScope(scope, one.agencyId));
    },
    agency(user, id) {
      const found = registry().agencies.find((one) => one.id === id);
      if (found && inScope(scopeOf(user), id)) return found;
      throw new MonitorError('not_found', `agency ${id}: not found or out of scope`);
    },
    nameOf(agencyId) {
      const found = registry().agencies.find((one) => one.id === agencyId);
      return found && nameOfAgency(found);
    },
  };
}

export function nameOfAgency({ id, name, kind, parent }: Agency): AgencyName {
  return { id, name, kind, ...(parent !== undefined && { parent }) };
}

/** The signed-in person as whoever acts in the office, for the unit they work for. */
export function byOf({ caller, from }: Pick<Call<unknown, unknown, unknown>, 'caller' | 'from'>): By {
  const { user } = caller;
  return { actor: actorOf(caller), from, user, ...(user.unit !== undefined && { unit: user.unit }) };
}
