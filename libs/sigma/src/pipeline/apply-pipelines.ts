import type { ParsedCorrelation } from '../correlation/parse-correlation';
import type { RuleError } from '../rule/problem';
import type { DetectionRule, FilterRule } from '../rule/rule-model';
import type { PipelineDefinition } from './pipeline-model';

export function applyPipelines(
  detections: DetectionRule[],
  correlations: ParsedCorrelation[],
  filters: FilterRule[],
  _pipelines: PipelineDefinition[],
  _errors: RuleError[],
): { detections: DetectionRule[]; correlations: ParsedCorrelation[]; filters: FilterRule[] } {
  return { detections, correlations, filters };
}
