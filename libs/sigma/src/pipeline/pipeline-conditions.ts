import { contains } from '../rule/apply-filters';
import type { ConditionNode } from '../rule/condition';
import type { DetectionItem, DetectionNode, Logsource, RuleInfo } from '../rule/rule-model';
import type { ConditionGroup, PipelineCondition } from './pipeline-model';

/** What conditions may look at. */
export interface Subject {
  info: RuleInfo;
  /** One for a detection rule, those of all referenced rules for a correlation. */
  logsources: Logsource[];
  items: () => Iterable<DetectionItem>;
  state: Map<string, string>;
  applied: Set<string>;
}

/** The item and, for field name conditions, the name being looked at. */
export interface ItemSubject {
  field: string | null;
  item: DetectionItem | null;
}

export function groupHolds(group: ConditionGroup, subject: Subject, at: ItemSubject): boolean {
  if (group.conditions.size === 0) return true;
  const test = (condition: PipelineCondition) => conditionHolds(condition, subject, at);
  const result = group.expression
    ? evaluate(group.expression, (name) => {
        const condition = group.conditions.get(name);
        return condition !== undefined && test(condition);
      })
    : group.linking === 'and'
      ? [...group.conditions.values()].every(test)
      : [...group.conditions.values()].some(test);
  return result !== group.negated;
}

function evaluate(node: ConditionNode, holds: (name: string) => boolean): boolean {
  switch (node.op) {
    case 'name':
      return holds(node.name);
    case 'not':
      return !evaluate(node.child, holds);
    case 'and':
      return node.children.every((child) => evaluate(child, holds));
    case 'or':
      return node.children.some((child) => evaluate(child, holds));
    default:
      return false;
  }
}

function conditionHolds(condition: PipelineCondition, subject: Subject, at: ItemSubject): boolean {
  switch (condition.type) {
    case 'logsource':
      return subject.logsources.some((logsource) => contains(condition.logsource, logsource));
    case 'contains_field':
      return some(subject.items(), (item) => item.field === condition.field);
    case 'contains_detection_item':
      return some(
        subject.items(),
        (item) => item.field === condition.field && item.values.some(({ text }) => text === condition.value),
      );
    case 'is_sigma_rule':
      return subject.info.kind === 'detection';
    case 'is_sigma_correlation_rule':
      return subject.info.kind === 'correlation';
    case 'tag':
      return subject.info.tags.includes(condition.tag);
    case 'rule_attribute':
      return attributeHolds(condition, subject.info);
    case 'processing_item_applied':
      return at.item ? (at.item.applied?.has(condition.id) ?? false) : subject.applied.has(condition.id);
    case 'processing_state':
      return subject.state.get(condition.key) === condition.value;
    case 'include_fields':
      return fieldListed(condition, at.field);
    case 'exclude_fields':
      return !fieldListed(condition, at.field);
    default:
      return at.item !== null && valuesHold(condition, at.item);
  }
}

function some<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (test(value)) return true;
  return false;
}

function fieldListed(condition: { fields: string[]; regex: boolean }, field: string | null): boolean {
  if (field === null) return false;
  if (!condition.regex) return condition.fields.includes(field);
  return condition.fields.some((source) => new RegExp(`^(?:${source})`, 'u').test(field));
}

type ValueCondition = Extract<PipelineCondition, { type: 'match_string' | 'match_value' | 'is_null' }>;

function valuesHold(condition: ValueCondition, item: DetectionItem): boolean {
  const test = ({ kind, text }: { kind: string; text: string }): boolean => {
    if (condition.type === 'is_null') return kind === 'null';
    if (condition.type === 'match_value') return text === condition.value;
    return condition.pattern.test(text) !== condition.negated;
  };
  return condition.all ? item.values.every(test) : item.values.some(test);
}

const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];
const STATUSES = ['unsupported', 'deprecated', 'experimental', 'test', 'stable'];

function attributeHolds(
  condition: Extract<PipelineCondition, { type: 'rule_attribute' }>,
  info: RuleInfo,
): boolean {
  const { attribute, value, operator } = condition;
  const actual = (info as unknown as Record<string, unknown>)[attribute] ?? info.custom[attribute];
  if (actual === undefined) return false;
  if (Array.isArray(actual)) {
    if (operator === 'in') return actual.includes(value);
    return operator === 'not_in' ? !actual.includes(value) : operator === 'ne';
  }
  const text = String(actual);
  if (operator === 'eq' || operator === 'in') return text === value;
  if (operator === 'ne' || operator === 'not_in') return text !== value;
  const rank = attribute === 'level' ? LEVELS : attribute === 'status' ? STATUSES : null;
  const left = rank ? rank.indexOf(text) : Number(text);
  const right = rank ? rank.indexOf(value) : Number(value);
  if (operator === 'gte') return left >= right;
  if (operator === 'gt') return left > right;
  return operator === 'lte' ? left <= right : left < right;
}

/** All items below a node. */
export function* itemsOf(node: DetectionNode): Generator<DetectionItem> {
  if (node.kind === 'item') yield node;
  else for (const child of node.children) yield* itemsOf(child);
}
