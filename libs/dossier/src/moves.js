const DRAFTING = ['drafting', 'supplementing', 'revising'];
const BEFORE_APPROVAL = [
    ...DRAFTING,
    'awaiting_expert_opinion',
    'submitted',
    'accepted',
    'appraised',
    'approval_requested',
];
const ALIVE = [...BEFORE_APPROVAL, 'approved'];
/** From which steps each event leads on: the rows of the table of states. What is missing here cannot happen. */
const FROM = {
    started: ['not_started'],
    level_proposed: DRAFTING,
    risk_assessed: DRAFTING,
    regulation_issued: BEFORE_APPROVAL,
    appraiser_assigned: [...DRAFTING, 'awaiting_expert_opinion', 'submitted', 'accepted'],
    expert_opinion_requested: DRAFTING,
    expert_opinion_given: ['awaiting_expert_opinion'],
    submitted: DRAFTING,
    found_incomplete: ['submitted'],
    accepted: ['submitted'],
    // Once appraised only to file the signed Mẫu 04: the conclusion stays (content guard).
    opinion_given: ['accepted', 'appraised'],
    approval_requested: ['appraised'],
    approved: ['approval_requested'],
    approval_refused: ['approval_requested'],
    reported_to_owner: ['approved'],
    listed_critical: ALIVE,
    replaced: ['approved'],
    retired: ['not_started', ...ALIVE],
    deployment_declared: ALIVE,
    approval_expected: BEFORE_APPROVAL,
    went_live: ALIVE,
};
/** Mẫu 01: at levels 1 and 2 one unit appraises and approves in one act, so that these may come right after acceptance. */
const COLLAPSED = ['approved', 'approval_refused'];
export function leadsOn(dossier, kind) {
    if (FROM[kind].includes(dossier.step))
        return true;
    const collapsed = dossier.track === 'L1-2' && COLLAPSED.includes(kind);
    return collapsed && (dossier.step === 'accepted' || dossier.step === 'appraised');
}
/** Whether its sections may be written: while it is drafted or returned, never while somebody judges what was sent. */
export const isEditable = ({ step }) => DRAFTING.includes(step);
/** Who has to do the next thing; undefined where nothing is owed. */
export function waitingFor({ step }) {
    if (DRAFTING.includes(step) || step === 'not_started' || step === 'appraised')
        return 'owner';
    if (step === 'awaiting_expert_opinion' || step === 'submitted' || step === 'accepted')
        return 'appraiser';
    return step === 'approval_requested' ? 'approver' : undefined;
}
/** What approving this version ends: the versions still in force, each to be recorded as replaced. */
export const replacedBy = (dossier, otherVersions) => dossier.step !== 'approved'
    ? []
    : otherVersions.filter((other) => other.step === 'approved' && other.determination < dossier.determination);
