import { dossierIdOf } from '@khien/model';
/** A version of a determination before its first act: «chưa lập». */
export function newDossier({ system, determination, regime, }) {
    return {
        _id: dossierIdOf(system.id, determination),
        version: 0,
        systemId: system.id,
        agencyId: system.agencyId,
        determination,
        state: 'none',
        step: 'not_started',
        seq: 0,
        regime,
        criticalList: system.marks?.includes('critical_list') ?? false,
        drafters: [],
        appraisers: [],
        approvers: [],
        toSupplement: [],
        papers: {},
        clocks: [],
        deployment: 'none',
        owesReportToOwner: false,
        updatedAt: 0,
    };
}
