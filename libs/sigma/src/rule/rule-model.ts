import type { ConditionNode } from './condition';

/** A detection scalar with its source text. */
export interface SigmaScalar {
  kind: 'string' | 'number' | 'boolean' | 'null';
  text: string;
  line: number;
}

/** `field|modifier|...: values`; `field` is null for keywords. */
export interface DetectionItem {
  kind: 'item';
  field: string | null;
  modifiers: string[];
  values: SigmaScalar[];
  /** Values for `%name%`, given by the caller or by a pipeline. */
  placeholders?: Record<string, string[]>;
  /** Processing items that touched it, for pipeline conditions. */
  applied?: Set<string>;
  line: number;
}
export interface DetectionGroup {
  kind: 'and' | 'or';
  children: DetectionNode[];
  line: number;
}
export type DetectionNode = DetectionItem | DetectionGroup;

export type Level = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** Where a rule's events come from; a dimension that is absent means "any". */
export interface Logsource {
  category?: string;
  product?: string;
  service?: string;
}

/** What a caller may show of a rule. `author` must travel with every alert (Detection Rule License 1.1). */
export interface RuleInfo {
  id: string;
  name?: string;
  title: string;
  level: Level;
  status?: string;
  author?: string;
  license?: string;
  description?: string;
  tags: string[];
  references: string[];
  fields: string[];
  logsource: Logsource & { definition?: string };
  falsepositives: string[];
  file: string;
  line: number;
  kind: 'detection' | 'correlation';
  /** False when a correlation names this rule and does not set `generate: true`: then it does not alert by itself. */
  generate: boolean;
  /** Every top-level key that Sigma does not define, as plain data (for example `khien:`). */
  custom: Record<string, unknown>;
}

/** Named selections and the condition over them. */
export interface DetectionBody {
  selections: Map<string, DetectionNode>;
  condition: ConditionNode;
  conditionText: string;
  line: number;
}

export interface DetectionRule {
  kind: 'detection';
  info: RuleInfo;
  body: DetectionBody;
}

export interface FilterRule {
  kind: 'filter';
  title: string;
  file: string;
  line: number;
  logsource: Logsource;
  /** Ids or names, or every rule of the logsource. */
  rules: 'any' | string[];
  body: DetectionBody;
}
