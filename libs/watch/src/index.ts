export {
  type BaselineEvaluator,
  type BaselineEvaluatorDeps,
  createBaselineEvaluator,
} from './evaluate-baselines';
export { type WatchDeps, watchJobs } from './jobs';
export { applyRetention, type RetentionDeps, type RetentionPolicy } from './retention';
export { type Job, type Scheduler, startScheduler } from './scheduler';
export { type SourceHealth, sourceHealth } from './source-health';
export { type SilenceWatchDeps, watchSilence } from './watch-silence';
