/** Chủ quản (Đ4). */
export const ownerOf = (roles) => roles.system.ownerId ?? designated(roles, 'owner');
/** Đơn vị vận hành (Đ5): the agency of the card unless another is said. */
export const operatorOf = (system) => system.operatorId ?? system.agencyId;
/** Đơn vị chuyên trách về an ninh mạng of the owner (Đ3.2). */
export const specialisedUnitOf = (roles) => roles.system.specialisedUnitId ?? designated(roles, 'specialised_unit');
export function appraiserOf(dossier, roles) {
    if (dossier.track === 'L4' || dossier.track === 'L5')
        return { kind: 'central' };
    if (dossier.appraiserId)
        return { kind: 'unit', id: dossier.appraiserId, assigned: true };
    if (dossier.papers.appraiserAssignment)
        return { kind: 'council' };
    const named = roles.system.appraiserId ?? designated(roles, 'appraiser');
    if (named)
        return { kind: 'unit', id: named, assigned: true };
    const unit = specialisedUnitOf(roles);
    return unit === undefined ? undefined : { kind: 'unit', id: unit, assigned: false };
}
/** Who approves: the specialised unit for levels 1 and 2, the owner above (and the plan of level 5). */
export function approverOf(dossier, roles) {
    return dossier.track === 'L1-2' ? specialisedUnitOf(roles) : ownerOf(roles);
}
export const agencyName = (agencies, id) => agencies.find((agency) => agency.id === id)?.name ?? { vi: id ?? '', en: id ?? '' };
/** The agency and everything above it, nearest first. */
export function chainOf(agencies, id) {
    const chain = [];
    let current = id;
    while (current !== undefined && !chain.includes(current)) {
        chain.push(current);
        const at = current;
        current = agencies.find((agency) => agency.id === at)?.parent;
    }
    return chain;
}
/** Evidence that counts on a day: begun, not run out, and not replaced by a later one. */
export function standingEvidence(evidence, on) {
    const replaced = new Set(evidence.map(({ supersedes }) => supersedes));
    return evidence.filter(({ _id, effectiveFrom, effectiveTo }) => !replaced.has(_id) && effectiveFrom <= on && (effectiveTo === undefined || on <= effectiveTo));
}
/** The evidence of the system itself, of its agency and those above, of the province; nearest first. */
export function evidenceFor({ system, agencies, evidence, on }) {
    const chain = chainOf(agencies, system.agencyId);
    const distance = ({ systemId, agencyId }) => {
        if (systemId !== undefined)
            return systemId === system.id ? 0 : -1;
        if (agencyId === undefined)
            return chain.length + 1;
        return chain.indexOf(agencyId) + 1 || -1;
    };
    return standingEvidence(evidence, on)
        .filter((each) => distance(each) >= 0)
        .sort((one, other) => distance(one) - distance(other) || other.effectiveFrom.localeCompare(one.effectiveFrom));
}
function designated(roles, role) {
    for (const { fact } of evidenceFor(roles))
        if (fact.kind === 'designation' && fact.role === role && fact.unit)
            return fact.unit;
    return undefined;
}
