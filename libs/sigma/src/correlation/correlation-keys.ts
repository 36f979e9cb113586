import { toNumber } from '../evaluate/compile-expr';
import { textOf } from '../evaluate/fold';
import { type FieldGetter, fieldGetter } from '../event/field-getter';
import type { RuleInfo } from '../rule/rule-model';
import type { CorrelationRule } from './correlation-model';

/** The group an event falls into for a correlation. `key` is unique per correlation and group. */
export interface CorrelationKeys {
  group: Record<string, string>;
  key: string;
  value?: string | number;
}

interface Reader {
  groups: Array<{ name: string; get: FieldGetter }>;
  values: FieldGetter[];
}
const readers = new WeakMap<CorrelationRule, Map<string, Reader>>();

/**
 * Group and measured value of a matched event, or null when the event does not take part: the correlation does not
 * reference the rule, a group-by field or the measured field is absent, or a number was needed and there is none.
 * For a chain, pass the lower firing's `group` as the event and its rule as the match.
 */
export function correlationKeys(
  rule: CorrelationRule,
  event: object,
  match: { rule: Pick<RuleInfo, 'id'> },
): CorrelationKeys | null {
  const reader = readerFor(rule, match.rule.id);
  if (!reader) return null;
  const group: Record<string, string> = {};
  let key = rule.info.id;
  for (const { name, get } of reader.groups) {
    const text = groupText(get(event));
    if (text === null) return null;
    group[name] = text;
    // Lengths keep ("a", "bc") and ("ab", "c") apart.
    key += `|${text.length}:${text}`;
  }
  if (reader.values.length === 0) return { group, key };
  const value = measuredValue(rule, reader, event);
  return value === null ? null : { group, key, value };
}

function readerFor(rule: CorrelationRule, ruleId: string): Reader | null {
  if (!rule.ruleIds.includes(ruleId)) return null;
  let byRule = readers.get(rule);
  if (!byRule) {
    byRule = new Map();
    readers.set(rule, byRule);
  }
  let reader = byRule.get(ruleId);
  if (!reader) {
    const fieldOf = (name: string) => rule.aliases[name]?.[ruleId] ?? name;
    reader = {
      groups: rule.groupBy.map((name) => ({ name, get: aliasOrField(name, fieldOf(name)) })),
      values: rule.fields.map((name) => aliasOrField(name, fieldOf(name))),
    };
    byRule.set(ruleId, reader);
  }
  return reader;
}

/** The firing of a lower correlation carries its group under the alias, not under the field behind it. */
function aliasOrField(alias: string, field: string): FieldGetter {
  const byField = fieldGetter(field);
  if (alias === field) return byField;
  const byAlias = fieldGetter(alias);
  return (event) => byField(event) ?? byAlias(event);
}

/** Several values of one field form one group of their own, written as a JSON list. */
function groupText(raw: unknown): string | null {
  if (!Array.isArray(raw)) return textOf(raw);
  const texts = raw.map(textOf).filter((text): text is string => text !== null);
  if (texts.length <= 1) return texts[0] ?? null;
  return JSON.stringify(texts);
}

function measuredValue(rule: CorrelationRule, reader: Reader, event: object): string | number | null {
  if (rule.type !== 'value_count') {
    const raw = reader.values[0]?.(event);
    return toNumber(Array.isArray(raw) ? raw[0] : raw);
  }
  const texts = reader.values.map((get) => groupText(get(event)));
  if (texts.includes(null)) return null;
  return texts.length === 1 ? (texts[0] ?? null) : texts.map((text) => `${text?.length}:${text}`).join('|');
}
