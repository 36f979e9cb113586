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
