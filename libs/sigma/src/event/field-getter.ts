/** Reads a field of an event: undefined when absent, the scalar, or the flat list of all values of an array. */
export type FieldGetter = (event: object) => unknown;

type Dict = Record<string, unknown>;

/**
 * A getter for a field name, which may be dotted. `a.b.c` is found as a flat key, nested, or any mixture
 * (`{'a.b': {c: 1}}`). Arrays on the way are looked through: the value is the list of all elements' values.
 */
export function fieldGetter(name: string): FieldGetter {
  const parts = name.split('.');
  // A name that every object inherits (`constructor`) must be looked up with care; almost none is.
  const careful = [name, ...parts].some((part) => part in Object.prototype);
  if (parts.length === 1 || parts.length > MAX_PARTS) {
    return (event) => flatten(read(event as Dict, name, careful));
  }
  const steps = parts.map((_, from) => stepsFrom(parts, from));
  const [first = '', second = '', third] = parts;
  const plainDepth = careful || parts.length > 3 ? 0 : parts.length;
  return (event) => {
    const flat = read(event as Dict, name, careful);
    if (flat !== undefined) return flatten(flat);
    if (plainDepth > 0) {
      // The usual case first: nested objects, two or three levels, no arrays on the way.
      const outer = (event as Dict)[first];
      if (outer === undefined && plainDepth === 2) return undefined;
      const inner = isDict(outer) ? outer[second] : undefined;
      const value = third === undefined ? inner : isDict(inner) ? inner[third] : undefined;
      if (value !== undefined) return flatten(value);
    }
    return flatten(descend(event, steps, 0, careful));
  };
}

const MAX_PARTS = 12;

function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Step = { key: string; next: number };

/** For position `from`: each possible key that starts there, shortest first, and where the rest begins. */
function stepsFrom(parts: string[], from: number): Step[] {
  const steps: Step[] = [];
  for (let end = from + 1; end <= parts.length; end++)
    steps.push({ key: parts.slice(from, end).join('.'), next: end });
  return steps;
}

function descend(value: unknown, steps: Step[][], from: number, careful: boolean): unknown {
  if (from === steps.length) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return descendEach(value, steps, from, careful);
  for (const { key, next } of steps[from] as Step[]) {
    const child = read(value as Dict, key, careful);
    if (child === undefined) continue;
    const found = descend(child, steps, next, careful);
    if (found !== undefined) return found;
  }
  return undefined;
}

function descendEach(values: unknown[], steps: Step[][], from: number, careful: boolean): unknown {
  const found: unknown[] = [];
  for (const element of values) {
    const inner = descend(element, steps, from, careful);
    if (inner !== undefined) found.push(inner);
  }
  return found.length > 0 ? found : undefined;
}

/** Own properties only; undefined counts as absent. */
function read(dict: Dict, key: string, careful: boolean): unknown {
  if (careful && !Object.hasOwn(dict, key)) return undefined;
  return dict[key];
}

function flatten(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.some(Array.isArray) ? value.flat(8) : value;
}
