/** Reads a field of an event: undefined when absent, the scalar, or the flat list of all values of an array. */
export type FieldGetter = (event: object) => unknown;

type Dict = Record<string, unknown>;

/**
 * A getter for a field name, which may be dotted. `a.b.c` is found as a flat key, nested, or any mixture
 * (`{'a.b': {c: 1}}`). Arrays on the way are looked through: the value is the list of all elements' values.
 */
export function fieldGetter(name: string): FieldGetter {
  const parts = name.split('.');
  if (parts.length === 1 || parts.length > 12) {
    return (event) => flatten(own(event as Dict, name));
  }
  const suffixes = parts.map((_, from) => joinedFrom(parts, from));
  return (event) => {
    const flat = own(event as Dict, name);
    return flatten(flat !== undefined ? flat : descend(event as Dict, suffixes, 0));
  };
}

/** For position `from`: each possible key that starts there, shortest first, and where the rest begins. */
function joinedFrom(parts: string[], from: number): Array<{ key: string; next: number }> {
  const keys: Array<{ key: string; next: number }> = [];
  for (let end = from + 1; end <= parts.length; end++)
    keys.push({ key: parts.slice(from, end).join('.'), next: end });
  return keys;
}

type Steps = Array<Array<{ key: string; next: number }>>;

function descend(value: unknown, steps: Steps, from: number): unknown {
  if (from === steps.length) return value;
  if (Array.isArray(value)) {
    const found: unknown[] = [];
    for (const element of value) {
      const inner = descend(element, steps, from);
      if (inner !== undefined) found.push(inner);
    }
    return found.length > 0 ? found : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const { key, next } of steps[from] ?? []) {
    const child = own(value as Dict, key);
    if (child === undefined) continue;
    const found = descend(child, steps, next);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Own properties only, so that a field named `constructor` is absent like any other; undefined counts as absent. */
function own(dict: Dict, key: string): unknown {
  const value = dict[key];
  if (value === undefined) return undefined;
  return key in Object.prototype && !Object.hasOwn(dict, key) ? undefined : value;
}

function flatten(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.some(Array.isArray) ? value.flat(8) : value;
}
