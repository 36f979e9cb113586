import type { ActKind } from '../acts/act-form';
import type { Place } from '../dossier-tab';

/** Where what stands in the way is put right: on this page, by an act, on the card, among the evidence. */
export type Fix = { at: Place } | { act: ActKind } | { page: 'card' | 'evidence' };

const FIXES: Record<string, Fix> = {
  level_missing: { at: { tab: 'level' } },
  level_below_criteria: { at: { tab: 'level' } },
  level_below_floor: { at: { tab: 'level' } },
  rationale_missing: { at: { tab: 'level' } },
  components_incomplete: { at: { tab: 'form' } },
  risk_not_assessed: { act: 'risk_assessed' },
  regulation_missing: { act: 'regulation_issued' },
  regulation_later: { act: 'regulation_issued' },
  appraiser_operates: { act: 'appraiser_assigned' },
  expert_opinion_missing: { act: 'expert_opinion_requested' },
  go_live_not_deployed: { act: 'deployment_declared' },
  go_live_not_assessed: { page: 'evidence' },
  owner_unknown: { page: 'card' },
  appraiser_unknown: { page: 'card' },
  approver_unknown: { page: 'card' },
};

export const fixOf = (code: string): Fix | undefined => FIXES[code];
