import type { AllowedEvent, GuardProblem } from '@khien/dossier';
import type { DossierEventKind, UserView } from '@khien/model';
import { type Action, can } from '@khien/policy';

/** Who may do what with a dossier, by role; which unit and which person is the guard's business (NĐ 331 Đ18, Đ20). */
const ACTS: Readonly<Record<DossierEventKind, readonly Action[]>> = {
  started: ['dossier.draft'],
  level_proposed: ['dossier.draft'],
  risk_assessed: ['dossier.draft'],
  regulation_issued: ['dossier.draft'],
  appraiser_assigned: ['dossier.draft'],
  expert_opinion_requested: ['dossier.draft'],
  submitted: ['dossier.draft'],
  approval_requested: ['dossier.draft'],
  approval_expected: ['dossier.draft'],
  deployment_declared: ['dossier.draft'],
  went_live: ['dossier.draft'],
  retired: ['dossier.draft'],
  expert_opinion_given: ['dossier.appraise'],
  found_incomplete: ['dossier.appraise'],
  accepted: ['dossier.appraise'],
  opinion_given: ['dossier.appraise'],
  approved: ['dossier.approve'],
  approval_refused: ['dossier.approve'],
  listed_critical: ['dossier.approve'],
  // Đ18.1: for levels 1–2 the specialised unit approves, and reports.
  reported_to_owner: ['dossier.approve', 'dossier.appraise'],
  // Follows from the approval of the next version; nobody does it.
  replaced: [],
};

export const mayDo = (user: UserView, kind: DossierEventKind): boolean =>
  ACTS[kind].some((action) => can(user, action));

/** What may be done next, with the reader's own role among what stands in the way. */
export function allowedFor(user: UserView, allowed: readonly AllowedEvent[]): AllowedEvent[] {
  return allowed
    .filter(({ kind }) => ACTS[kind].length > 0)
    .map((event) =>
      mayDo(user, event.kind) ? event : { ...event, problems: [...event.problems, NOT_YOUR_ROLE] },
    );
}

/** The law names the units (Đ18); that the roles of accounts follow them is Khiên's own rule. */
const NOT_YOUR_ROLE: GuardProblem = {
  code: 'wrong_role',
  clause: 'NĐ 331 Đ18',
  mark: 'INF',
  text: {
    vi: 'Vai trò của bạn không được làm bước này; hãy chuyển cho người lập, thẩm định hoặc phê duyệt hồ sơ.',
    en: 'Your role may not do this step; hand it to who drafts, appraises or approves the dossier.',
  },
};
