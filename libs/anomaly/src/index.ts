export {
  type AccountBaseline,
  comparableVolumes,
  type DigestEntry,
  hourOfWeek,
  localDay,
  networkOf,
  newBaseline,
} from './baseline';
export { budgetId, type DailyBudget, spend } from './budget';
export { type AnomalyFinding, type FoldInput, foldEntry, markFolded } from './detect';
export { exampleFires } from './example';
export { AnomalyRule, alertRuleOf, FirstSeenRule, OffHoursRule, VolumeRule } from './rule';
export { type HourInput, judgeHour } from './source/judge-hour';
export { sourceExampleFires } from './source/source-example';
export {
  type ChunkOfSource,
  closeHour,
  expectedAt,
  expectedBetween,
  foldChunk,
  historyDays,
  hourToJudge,
  lagP95,
  newPattern,
  patternIdOf,
  type SourceHour,
  type SourcePattern,
  slotOf,
} from './source/source-pattern';
export { SOURCE_DETECTORS, SourceRule, sourceAlertRule } from './source/source-rule';
