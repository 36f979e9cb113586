export {
  type BlastRadius,
  type BlastRadiusInput,
  blastRadius,
  type FedControl,
  type FedRule,
  restsSentence,
} from './blast-radius';
export {
  type BaselineEvaluator,
  type BaselineEvaluatorDeps,
  createBaselineEvaluator,
} from './evaluate-baselines';
export { type WatchDeps, watchJobs } from './jobs';
export { PRUNE_POLICY, type PruneDeps, type Pruned, type PrunePolicy, pruneExpired } from './prune-expired';
export { ofRegistry, registeredNames } from './registered-names';
export { applyRetention, type RetentionDeps, type RetentionPolicy } from './retention';
export { ROWS_KEPT_MS, type RolledUp, type RollUpDeps, rollUpAccounts } from './roll-up-accounts';
export { type Job, type Scheduler, startScheduler } from './scheduler';
export { type SourceHealth, sourceHealth } from './source-health';
export { type SourceTotals, sourceTotals } from './source-totals';
export { type BusWatchDeps, watchBus } from './watch-bus';
export { type SilenceWatchDeps, watchSilence } from './watch-silence';
export { type SourceWatchDeps, usualThisHour, watchSources } from './watch-sources';
