import { FACT_FIELDS, type FactField, type WrittenKind } from './fact-fields';

export type FactValues = Record<string, unknown>;

/** The fact as the API takes it: what was left empty is left out, a paper without number and day is none. */
export function factOf(kind: WrittenKind, values: FactValues): Record<string, unknown> {
  const entries = FACT_FIELDS[kind].flatMap((field): [string, unknown][] => {
    const value = saidOf(field, values[field.name]);
    return value === undefined ? [] : [[field.name, value]];
  });
  return { kind, ...Object.fromEntries(entries) };
}

function saidOf({ type }: FactField, given: unknown): unknown {
  switch (type) {
    case 'text':
    case 'long':
      return typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined;
    case 'count':
      return typeof given === 'number' ? given : undefined;
    case 'flag':
      return typeof given === 'boolean' ? given : undefined;
    case 'choices':
      return Array.isArray(given) ? given : [];
    case 'severities':
      return severitiesOf(given);
    case 'paper':
      return wholeOf(given, ['number', 'date'], ['issuer', 'sha256']);
    case 'certificate':
      return wholeOf(given, ['name', 'validTo'], ['number']);
    default:
      return typeof given === 'string' && given !== '' ? given : undefined;
  }
}

function severitiesOf(given: unknown): Record<string, number> {
  const counts = (given ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    ['critical', 'high', 'medium', 'low'].map((severity) => {
      const count = counts[severity];
      return [severity, typeof count === 'number' ? count : 0];
    }),
  );
}

/** A group of fields that is there with all it needs, or not at all. */
function wholeOf(given: unknown, needed: string[], also: string[]): Record<string, string> | undefined {
  const texts = Object.fromEntries(
    [...needed, ...also].flatMap((name) => {
      const text = (given as Record<string, unknown> | undefined)?.[name];
      return typeof text === 'string' && text.trim() !== '' ? [[name, text.trim()] as const] : [];
    }),
  );
  return needed.every((name) => name in texts) ? texts : undefined;
}
