export { journalFigures, type Monitor, startMonitor } from './all-in-one';
export { type ApiOptions, type ApiRole, openAccounts, startApiRole } from './api-role';
export { type CollectorOptions, type CollectorRole, startCollectorRole } from './collector-role';
export { type Context, openContext } from './context';
export { metricsText, type ProcessFigures } from './metrics-text';
export { openOffice } from './office-of';
export { openQueueOf } from './open-queue-of';
export { readIngestTls, readTls } from './read-tls';
export { openRuleBook, type RuleBook } from './rule-book';
export { ensureSampleTokens, type SampleFeed, startSampleFeed } from './sample-feed';
export { startSchedulerRole } from './scheduler-role';
export { untilSignalled } from './until-signalled';
export {
  createDeadLetterOffice,
  createRecorder,
  type DeadLetterOffice,
  startWorkerRole,
} from './worker-role';
