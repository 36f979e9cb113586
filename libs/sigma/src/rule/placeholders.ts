const PLACEHOLDER = /%([\w.-]+)%/g;
const MAX_VALUES = 10_000;

/**
 * Every text that `%name%` placeholders unfold to. A placeholder without values is an error, never an empty match:
 * the specification asks a tool that cannot resolve one to reject the rule.
 */
export function expandPlaceholders(text: string, values: Record<string, string[]>): string[] {
  let out = [''];
  let last = 0;
  for (const found of text.matchAll(PLACEHOLDER)) {
    const name = found[1] ?? '';
    const options = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!options || options.length === 0) throw new Error(`placeholder "%${name}%" has no values`);
    const before = text.slice(last, found.index);
    out = out.flatMap((start) => options.map((option) => start + before + option));
    if (out.length > MAX_VALUES) throw new Error(`placeholders unfold to more than ${MAX_VALUES} values`);
    last = found.index + found[0].length;
  }
  const rest = text.slice(last);
  return out.map((start) => start + rest);
}

/** Names of the placeholders in a text. */
export function placeholderNames(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((found) => found[1] ?? '');
}
