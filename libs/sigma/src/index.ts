export {
  type CompileOptions,
  type CompileResult,
  checkRules,
  compileRules,
  type RuleSource,
} from './compile-rules';
export { type CorrelationKeys, correlationKeys } from './correlation/correlation-keys';
export type {
  CorrelationHit,
  CorrelationRule,
  CorrelationType,
  Firing,
} from './correlation/correlation-model';
export {
  type CorrelationMatch,
  Correlator,
  type CorrelatorOptions,
  type CorrelatorSnapshot,
  createCorrelator,
} from './correlation/create-correlator';
export { evaluateCorrelation } from './correlation/evaluate-correlation';
export type { ExplainedItem, ExplainedSelection, Explanation } from './evaluate/explain';
export { parsePipeline } from './pipeline/parse-pipeline';
export type { PipelineDefinition } from './pipeline/pipeline-model';
export type { RuleError } from './rule/problem';
export type { Level, Logsource, RuleInfo } from './rule/rule-model';
export type { EventLogsource, Match, RuleCounters, RuleSet } from './rule-set';
