/** Value at a dotted path of a nested event, as text; the first element of an array. Undefined when there is none. */
export function fieldText(event: object, path: string): string | undefined {
  let value: unknown = event;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === null || typeof first === 'object' ? undefined : String(first);
}
