import type { DossierEventKind } from '@khien/model';
import * as contents from './contents-guards';
import { answerIsInTime, dayIsPossible, paperIsNotLater } from './date-guards';
import type { Guard } from './finding';
import { approvedBeforeUse, conditionsAssessedBeforeUse, deployedBeforeUse } from './go-live-guards';
import { levelIsProposed, levelNotBelowCriteria, openLevelHasRationale } from './level-guards';
import * as people from './people-guards';
import {
  newerIsApproved,
  noOtherVersionOpen,
  ownerShouldBeKnown,
  regimeStillDecides,
  systemIsInUse,
} from './regime-guards';

const EVERYWHERE: readonly Guard[] = [dayIsPossible, paperIsNotLater, answerIsInTime];
/** What has to be so whenever the dossier goes up. */
const GOES_UP: readonly Guard[] = [
  regimeStillDecides,
  levelIsProposed,
  levelNotBelowCriteria,
  contents.listingIsFollowed,
];
const APPRAISER: readonly Guard[] = [people.actorDidNotDraft, people.unitAppraises];
const APPROVER: readonly Guard[] = [people.actorDidNotDraft, people.actorDidNotAppraise, people.unitApproves];

/** The guards of each row of the table of states. */
const GUARDS: Record<DossierEventKind, readonly Guard[]> = {
  started: [noOtherVersionOpen, systemIsInUse, regimeStillDecides, ownerShouldBeKnown],
  level_proposed: [levelNotBelowCriteria, openLevelHasRationale],
  risk_assessed: [contents.riskAssessorIndependent],
  regulation_issued: [],
  appraiser_assigned: [people.assignedIsIndependent],
  expert_opinion_requested: [
    ...GOES_UP,
    contents.expertOpinionIsForHighLevels,
    contents.draftComponentsComplete,
  ],
  expert_opinion_given: [people.actorDidNotDraft, people.unitGivesExpertOpinion],
  submitted: [
    ...GOES_UP,
    people.ownerIsKnown,
    people.appraiserIsKnown,
    people.appraiserIsIndependent,
    contents.riskIsAssessed,
    contents.expertOpinionPresent,
    contents.allComponentsComplete,
  ],
  found_incomplete: APPRAISER,
  accepted: [...APPRAISER, people.appraiserIsIndependent],
  opinion_given: [
    regimeStillDecides,
    ...APPRAISER,
    people.appraiserIsKnown,
    people.appraiserIsIndependent,
    contents.opinionIsWhole,
    contents.opinionHasPaper,
    contents.centralBodyIsNamed,
  ],
  approval_requested: [...GOES_UP, contents.opinionIsAttached],
  approved: [
    ...GOES_UP,
    ...APPROVER,
    people.appraiserIsKnown,
    people.appraiserIsIndependent,
    contents.riskIsAssessed,
    contents.expertOpinionPresent,
    contents.allComponentsComplete,
    contents.appraisedWhereAppraiserDiffers,
    contents.opinionIsAttached,
    contents.regulationIsIssued,
    contents.decisionFormFits,
  ],
  approval_refused: APPROVER,
  reported_to_owner: [contents.owesReport, people.unitReportsToOwner],
  listed_critical: [contents.listedFromLevel3, contents.listingChangesProcedure],
  replaced: [newerIsApproved],
  retired: [],
  deployment_declared: [],
  approval_expected: [],
  went_live: [approvedBeforeUse, deployedBeforeUse, conditionsAssessedBeforeUse],
};

export const guardsOf = (kind: DossierEventKind): readonly Guard[] => [...EVERYWHERE, ...GUARDS[kind]];
