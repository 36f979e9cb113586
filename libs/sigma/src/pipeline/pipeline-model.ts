import type { ConditionNode } from '../rule/condition';
import type { Logsource } from '../rule/rule-model';
import type { YamlMap } from '../rule/yaml-node';

/** A processing pipeline in pySigma's YAML form, read and checked. Pipelines run in ascending priority. */
export interface PipelineDefinition {
  name: string;
  priority: number;
  file: string;
  /** Values for placeholders. */
  vars: Record<string, string[]>;
  items: PipelineItem[];
}

export interface PipelineItem {
  id: string;
  line: number;
  transformation: Transformation;
  rule: ConditionGroup;
  detectionItem: ConditionGroup;
  fieldName: ConditionGroup;
}

/** Named conditions joined by and/or, or by an expression over their names. No conditions = always. */
export interface ConditionGroup {
  conditions: Map<string, PipelineCondition>;
  linking: 'and' | 'or';
  negated: boolean;
  expression: ConditionNode | null;
}

export type PipelineCondition =
  | { type: 'logsource'; logsource: Logsource }
  | { type: 'contains_field'; field: string }
  | { type: 'contains_detection_item'; field: string; value: string }
  | { type: 'is_sigma_rule' }
  | { type: 'is_sigma_correlation_rule' }
  | { type: 'tag'; tag: string }
  | { type: 'rule_attribute'; attribute: string; value: string; operator: string }
  | { type: 'processing_item_applied'; id: string }
  | { type: 'processing_state'; key: string; value: string }
  | { type: 'include_fields'; fields: string[]; regex: boolean }
  | { type: 'exclude_fields'; fields: string[]; regex: boolean }
  | { type: 'match_string'; all: boolean; pattern: RegExp; negated: boolean }
  | { type: 'match_value'; all: boolean; value: string }
  | { type: 'is_null'; all: boolean };

export type Transformation =
  | { type: 'field_name_mapping'; mapping: Map<string, string[]> }
  | { type: 'field_name_prefix_mapping'; mapping: Map<string, string[]> }
  | { type: 'field_name_prefix'; prefix: string }
  | { type: 'field_name_suffix'; suffix: string }
  | { type: 'drop_detection_item' }
  | {
      type: 'hashes_fields';
      algorithms: string[];
      prefix: string;
      dropAlgorithm: boolean;
      lowerCase: boolean;
    }
  | { type: 'add_condition'; conditions: YamlMap; name: string; negated: boolean; template: boolean }
  | { type: 'change_logsource'; logsource: Logsource }
  | { type: 'value_placeholders'; include: string[] | null; exclude: string[] | null }
  | { type: 'wildcard_placeholders'; include: string[] | null; exclude: string[] | null }
  | { type: 'replace_string'; pattern: RegExp; replacement: string }
  | { type: 'map_string'; mapping: Map<string, string[]> }
  | { type: 'set_value'; value: string }
  | { type: 'convert_type' }
  | { type: 'set_state'; key: string; value: string }
  | { type: 'rule_failure'; message: string }
  | { type: 'detection_item_failure'; message: string }
  | { type: 'nest'; items: PipelineItem[] };
