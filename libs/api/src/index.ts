export { type AlertFeed, createAlertFeed, type FeedEntry } from './alert-feed';
export { type AlertPoller, type AlertPollerDeps, createAlertPoller } from './alert-poller';
export { repairWorkflows } from './alert-steps';
export type { AlertView } from './alert-view';
export {
  type ApiDeps,
  type ApiLimits,
  DEFAULT_LIMITS,
  type DeadLetterDesk,
  type MatchExplanation,
  type SourceHealth,
} from './api-deps';
export { createApi } from './create-api';
export { type ApiServer, type ApiServerOptions, createApiServer } from './create-api-server';
export { type ContextDeps, documentContextOf } from './document-context-of';
export { type LevelReportAbout, levelReportContext } from './level-report-context';
