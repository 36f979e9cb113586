import type { Agency, Day, Dossier, Evidence, System } from '@khien/model';

/** Where the roles of the law are looked up: on the register card, else in a designation that counts on the day. */
export interface Roles {
  system: System;
  agencies: readonly Agency[];
  evidence: readonly Evidence[];
  on: Day;
}

/** Chủ quản (Đ4). */
export const ownerOf = (roles: Roles): string | undefined =>
  roles.system.ownerId ?? designated(roles, 'owner');

/** Đơn vị vận hành (Đ5): the agency of the card unless another is said. */
export const operatorOf = (system: System): string => system.operatorId ?? system.agencyId;

/** Đơn vị chuyên trách về an ninh mạng of the owner (Đ3.2). */
export const specialisedUnitOf = (roles: Roles): string | undefined =>
  roles.system.specialisedUnitId ?? designated(roles, 'specialised_unit');

/** The independent unit that appraises instead of the specialised one (Đ18.4): on the card, else designated. */
export const namedAppraiserOf = (roles: Roles): string | undefined =>
  roles.system.appraiserId ?? designated(roles, 'appraiser');

/**
 * Who appraises: the central body for levels 4, 5 and the critical list (Đ18.3), else the unit or council that was assigned
 * (Đ18.4), else the specialised unit. Undefined: nobody is designated.
 */
export type Appraiser =
  | { kind: 'central' }
  | { kind: 'unit'; id: string; assigned: boolean }
  | { kind: 'council' };

export function appraiserOf(dossier: Dossier, roles: Roles): Appraiser | undefined {
  if (dossier.track === 'L4' || dossier.track === 'L5') return { kind: 'central' };
  if (dossier.appraiserId) return { kind: 'unit', id: dossier.appraiserId, assigned: true };
  if (dossier.papers.appraiserAssignment) return { kind: 'council' };
  const named = namedAppraiserOf(roles);
  if (named) return { kind: 'unit', id: named, assigned: true };
  const unit = specialisedUnitOf(roles);
  return unit === undefined ? undefined : { kind: 'unit', id: unit, assigned: false };
}

/** Who approves: the specialised unit for levels 1 and 2, the owner above (and the plan of level 5). */
export function approverOf(dossier: Dossier, roles: Roles): string | undefined {
  return dossier.track === 'L1-2' ? specialisedUnitOf(roles) : ownerOf(roles);
}

export const agencyName = (agencies: readonly Agency[], id: string | undefined): { vi: string; en: string } =>
  agencies.find((agency) => agency.id === id)?.name ?? { vi: id ?? '', en: id ?? '' };

/** The agency and everything above it, nearest first. */
export function chainOf(agencies: readonly Agency[], id: string): string[] {
  const chain: string[] = [];
  let current: string | undefined = id;
  while (current !== undefined && !chain.includes(current)) {
    chain.push(current);
    const at: string = current;
    current = agencies.find((agency) => agency.id === at)?.parent;
  }
  return chain;
}

/** Evidence that counts on a day: begun, not run out, and not replaced by a later one. */
export function standingEvidence(evidence: readonly Evidence[], on: Day): Evidence[] {
  const replaced = new Set(evidence.map(({ supersedes }) => supersedes));
  return evidence.filter(
    ({ _id, effectiveFrom, effectiveTo }) =>
      !replaced.has(_id) && effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo),
  );
}

/** The evidence of the system itself, of its agency and those above, of the province; nearest first. */
export function evidenceFor({ system, agencies, evidence, on }: Roles): Evidence[] {
  const chain = chainOf(agencies, system.agencyId);
  const distance = ({ systemId, agencyId }: Evidence): number => {
    if (systemId !== undefined) return systemId === system.id ? 0 : -1;
    if (agencyId === undefined) return chain.length + 1;
    return chain.indexOf(agencyId) + 1 || -1;
  };
  return standingEvidence(evidence, on)
    .filter((each) => distance(each) >= 0)
    .sort(
      (one, other) => distance(one) - distance(other) || other.effectiveFrom.localeCompare(one.effectiveFrom),
    );
}

function designated(roles: Roles, role: string): string | undefined {
  for (const { fact } of evidenceFor(roles))
    if (fact.kind === 'designation' && fact.role === role && fact.unit) return fact.unit;
  return undefined;
}
