import { accountLogs } from './account-logs';
import { accountReview } from './account-review';
import { assessment } from './assessment';
import { backupAge } from './backup-age';
import { backupCopies } from './backup-copies';
import { centralCollection } from './central-collection';
import { designation } from './designation';
import { drill } from './drill';
import { idleAccounts } from './idle-accounts';
import type { LiveTest } from './live-test';
import { lockout } from './lockout';
import { logRetention } from './log-retention';
import { logScope } from './log-scope';
import { mfaShare } from './mfa-share';
import { monitoring24x7 } from './monitoring-24x7';
import { openVulnerabilities } from './open-vulnerabilities';
import { penetrationTest } from './penetration-test';
import { protectionCoverage } from './protection-coverage';
import { regulation } from './regulation';
import { restoreTest } from './restore-test';
import { riskAssessment } from './risk-assessment';
import { sourceAlive } from './source-alive';
import { timeSync } from './time-sync';
import { training } from './training';
import { vulnerabilityScan } from './vulnerability-scan';

/** Every kind of live test by its name in the data. A new one is one file and one line here. */
export const LIVE_TESTS: ReadonlyMap<string, LiveTest> = new Map<string, LiveTest>([
  ['source_alive', sourceAlive],
  ['central_collection', centralCollection],
  ['account_logs', accountLogs],
  ['log_retention', logRetention],
  ['log_scope', logScope],
  ['lockout', lockout],
  ['idle_accounts', idleAccounts],
  ['mfa_share', mfaShare],
  ['protection_coverage', protectionCoverage],
  ['backup_age', backupAge],
  ['backup_copies', backupCopies],
  ['restore_test', restoreTest],
  ['vulnerability_scan', vulnerabilityScan],
  ['open_vulnerabilities', openVulnerabilities],
  ['penetration_test', penetrationTest],
  ['assessment', assessment],
  ['drill', drill],
  ['training', training],
  ['risk_assessment', riskAssessment],
  ['account_review', accountReview],
  ['time_sync', timeSync],
  ['monitoring_24x7', monitoring24x7],
  ['regulation', regulation],
  ['designation', designation],
]);
