import type { CheckRun } from '../check-run';
import type { LayerCheckKind } from '../layer-check';
import { checkAcknowledgement } from './acknowledgement';
import { checkAntiMalwareLink } from './anti-malware';
import {
  checkAssessmentInterval,
  checkAssessmentRecorded,
  checkAssessorNotMonitor,
  checkAssessorNotOperator,
  checkFindings,
} from './assessment';
import { checkMonitoringProvider, checkRoster, checkRoundTheClock } from './monitoring';
import { checkEndpoint, checkLinkLag, checkNationalLink, checkPlanBeforeConnection } from './national-link';
import { checkCertificate, checkContact, checkDesignation } from './on-site';
import { checkSources } from './sources';

/** How each kind of check is answered. */
export const RUN_CHECK: Record<LayerCheckKind, CheckRun> = {
  designation: checkDesignation,
  certificate: checkCertificate,
  contact: checkContact,
  acknowledgement: checkAcknowledgement,
  monitoring_provider: checkMonitoringProvider,
  roster: checkRoster,
  sources: checkSources,
  round_the_clock: checkRoundTheClock,
  assessment_recorded: checkAssessmentRecorded,
  assessor_not_operator: checkAssessorNotOperator,
  assessor_not_monitor: checkAssessorNotMonitor,
  assessment_interval: checkAssessmentInterval,
  findings: checkFindings,
  national_link: checkNationalLink,
  endpoint: checkEndpoint,
  link_lag: checkLinkLag,
  plan_before_connection: checkPlanBeforeConnection,
  anti_malware_link: checkAntiMalwareLink,
};
