import type { Agency, UserAccount } from '@khien/model';

/** The agencies whose things a person may see: `*` for the whole province. */
export type Scope = '*' | ReadonlySet<string>;

/** A person's agencies with everything below them. An agency nobody knows gives nothing; a loop in the tree ends. */
export function agencyScope(user: Pick<UserAccount, 'agencies'>, agencies: readonly Agency[]): Scope {
  return user.agencies === '*' ? '*' : withDescendants(user.agencies, agencies);
}

/** The known agencies among `ids`, with everything below them. */
export function withDescendants(ids: readonly string[], agencies: readonly Agency[]): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = agencies.filter((agency) => ids.includes(agency.id));
  for (let agency = pending.pop(); agency; agency = pending.pop()) {
    if (found.has(agency.id)) continue;
    found.add(agency.id);
    pending.push(...childrenOf(agency.id, agencies));
  }
  return found;
}

function childrenOf(id: string, agencies: readonly Agency[]): Agency[] {
  return agencies.filter((agency) => agency.parent === id);
}

/** Whether something of this agency is in scope. What has no agency is for the whole province only. */
export function inScope(scope: Scope, agencyId: string | undefined): boolean {
  if (scope === '*') return true;
  return agencyId !== undefined && scope.has(agencyId);
}
