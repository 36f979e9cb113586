import type { Explanation } from './explanation';
import { FOUR_LAYERS } from './four-layers';
import { GAP_LIST } from './gap-list';
import { LEVEL_PROPOSAL } from './level-proposal';
import { OVERVIEW } from './overview';
import { PLAN } from './plan';
import { RISK_REPORT } from './risk-report';
import { SYSTEM_PROFILE } from './system-profile';

/** The documents that are no form: those the dossier is made of, then the sheets of a system. */
export const EXPLANATIONS: readonly Explanation[] = [
  OVERVIEW,
  LEVEL_PROPOSAL,
  PLAN,
  RISK_REPORT,
  SYSTEM_PROFILE,
  GAP_LIST,
  FOUR_LAYERS,
];
