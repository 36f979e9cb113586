import type {
  Dossier,
  DossierAct,
  DossierEvent,
  DossierEventKind,
  DossierTrack,
  PaperRef,
} from '@khien/model';
import { appraisalClocks, clockOf, endClocks, pauseClocks, startClocks } from './clocks';
import { type DossierLaw, figureOf } from './dossier-law';

type EventOf<K extends DossierEventKind> = Extract<DossierEvent, { kind: K }>;
type Fold<K extends DossierEventKind> = (
  dossier: Dossier,
  event: EventOf<K>,
  at: { act: DossierAct; law: DossierLaw },
) => Partial<Dossier>;

/**
 * The dossier after its acts. An act is history: it is applied as it was recorded, not judged again. Acts that the dossier
 * already holds (by number) are passed over, so folding twice changes nothing.
 */
export function foldActs(start: Dossier, acts: readonly DossierAct[], law: DossierLaw): Dossier {
  return [...acts]
    .sort((one, other) => one.seq - other.seq)
    .reduce((dossier, act) => (act.seq <= dossier.seq ? dossier : foldAct(dossier, act, law)), start);
}

function foldAct(dossier: Dossier, act: DossierAct, law: DossierLaw): Dossier {
  const fold = FOLDS[act.event.kind] as Fold<DossierEventKind>;
  const folded = { ...dossier, ...fold(dossier, act.event, { act, law }) };
  return known(withTrack({ ...folded, seq: act.seq, lastOn: act.on, updatedAt: act.at }, act, law));
}

/** Without the fields that were taken back: the fold is what is stored. */
const known = (dossier: Dossier): Dossier =>
  Object.fromEntries(Object.entries(dossier).filter(([, value]) => value !== undefined)) as Dossier;

/** Trình tự by the level and, where the regime has the rule (Đ20.4), by the critical list. */
function withTrack(dossier: Dossier, act: DossierAct, law: DossierLaw): Dossier {
  const { proposedLevel: level, regime, criticalList } = dossier;
  if (level === undefined) return dossier;
  const listed = criticalList && figureOf(law, 'LP-A6', { regime, level, on: act.on })?.value === true;
  const byLevel: DossierTrack = level <= 2 ? 'L1-2' : level === 3 ? 'L3' : level === 4 ? 'L4' : 'L5';
  return { ...dossier, track: listed ? 'L5' : byLevel };
}

const once = (accounts: readonly string[], act: DossierAct): string[] =>
  accounts.includes(act.actor.userId) ? [...accounts] : [...accounts, act.actor.userId];
const drafted = (dossier: Dossier, { act }: { act: DossierAct }): Pick<Dossier, 'drafters'> => ({
  drafters: once(dossier.drafters, act),
});
const filed = (
  { papers }: Dossier,
  name: keyof Dossier['papers'],
  paper: PaperRef | undefined,
): Pick<Dossier, 'papers'> => ({ papers: paper === undefined ? papers : { ...papers, [name]: paper } });

const FOLDS: { [K in DossierEventKind]: Fold<K> } = {
  started: (dossier, _event, at) => ({
    ...drafted(dossier, at),
    state: 'drafting',
    step: 'drafting',
    startedAt: at.act.at,
  }),
  level_proposed: (dossier, { level, criticalList }, at) => ({
    ...drafted(dossier, at),
    proposedLevel: level,
    // What the list says is not taken back by a proposal.
    criticalList: dossier.papers.criticalList !== undefined || (criticalList ?? dossier.criticalList),
    ...(level === dossier.proposedLevel ? {} : { expertOpinionOn: undefined }),
  }),
  risk_assessed: (dossier, _event, at) => ({ ...drafted(dossier, at), riskAssessedOn: at.act.on }),
  regulation_issued: (dossier, { paper }) => filed(dossier, 'regulation', paper),
  appraiser_assigned: (dossier, { appraiserId, paper }) => ({
    ...filed(dossier, 'appraiserAssignment', paper),
    appraiserId,
  }),
  expert_opinion_requested: (dossier, _event, at) => ({
    ...drafted(dossier, at),
    step: 'awaiting_expert_opinion',
    clocks: startClocks(dossier.clocks, [clockOf('LP-A19', { dossier, on: at.act.on, law: at.law })]),
  }),
  expert_opinion_given: (dossier, { favourable, opinion, paper }, { act }) => ({
    ...filed(dossier, 'expertOpinion', paper),
    step: favourable ? 'drafting' : 'revising',
    toSupplement: favourable ? dossier.toSupplement : [opinion],
    expertOpinionOn: act.on,
    clocks: endClocks(dossier.clocks, act.on, ['LP-A19']),
  }),
  submitted: (dossier, { paper }, at) => {
    const on = at.act.on;
    const clocks = endClocks(dossier.clocks, on);
    return {
      ...drafted(dossier, at),
      ...filed(dossier, 'submission', paper),
      state: 'submitted',
      step: 'submitted',
      toSupplement: [],
      clocks: startClocks(clocks, [clockOf('LP-A8', { dossier, on, law: at.law })]),
    };
  },
  found_incomplete: (dossier, { missing }, { act }) => ({
    state: 'drafting',
    step: 'supplementing',
    toSupplement: missing,
    clocks: pauseClocks(dossier.clocks, act.on),
  }),
  accepted: (dossier, _event, { act, law }) => ({
    step: 'accepted',
    clocks: startClocks(
      endClocks(dossier.clocks, act.on, ['LP-A8']),
      appraisalClocks(dossier).map((parameter) => clockOf(parameter, { dossier, on: act.on, law })),
    ),
  }),
  opinion_given: (dossier, event, { act }) => {
    const recorded = { ...filed(dossier, 'opinion', event.paper), appraisers: once(dossier.appraisers, act) };
    if (event.conclusion === 'suitable')
      return {
        ...recorded,
        state: 'appraised',
        step: 'appraised',
        // What the province set for levels 1 and 2 reaches to the approval.
        clocks: endClocks(dossier.clocks, act.on, ['LP-A9', 'LP-A10', 'LP-A11']),
      };
    return {
      ...recorded,
      state: 'drafting',
      step: 'revising',
      toSupplement: event.defects,
      clocks: pauseClocks(dossier.clocks, act.on),
    };
  },
  approval_requested: (dossier, { paper }, at) => ({
    ...drafted(dossier, at),
    ...filed(dossier, 'approvalRequest', paper),
    step: 'approval_requested',
    clocks: startClocks(dossier.clocks, [clockOf('LP-A12', { dossier, on: at.act.on, law: at.law })]),
  }),
  approved: (dossier, { paper, validUntil }, { act }) => ({
    ...filed(dossier, 'decision', paper),
    state: 'approved',
    step: 'approved',
    approvers: once(dossier.approvers, act),
    approvedLevel: dossier.proposedLevel,
    approvedOn: act.on,
    approvalExpectedOn: undefined,
    validUntil,
    approvedSnapshot: act.snapshot,
    owesReportToOwner: (dossier.proposedLevel ?? 0) <= 2,
    clocks: endClocks(dossier.clocks, act.on),
  }),
  approval_refused: (dossier, { reason }, { act }) => ({
    state: 'drafting',
    step: 'revising',
    toSupplement: [reason],
    clocks: pauseClocks(dossier.clocks, act.on),
  }),
  reported_to_owner: () => ({ owesReportToOwner: false }),
  listed_critical: (dossier, { paper }) => ({ ...filed(dossier, 'criticalList', paper), criticalList: true }),
  replaced: (dossier, _event, { act }) => ({
    state: 'retired',
    step: 'replaced',
    clocks: endClocks(dossier.clocks, act.on),
  }),
  retired: (dossier, _event, { act }) => ({
    state: 'retired',
    step: 'retired',
    clocks: endClocks(dossier.clocks, act.on),
  }),
  deployment_declared: (_dossier, { deployment, expectedOn }) => ({
    deployment,
    deploymentExpectedOn: deployment === 'full' ? undefined : expectedOn,
  }),
  approval_expected: (_dossier, { on }) => ({ approvalExpectedOn: on }),
  went_live: (_dossier, _event, { act }) => ({ wentLiveOn: act.on }),
};
