/** Guards for JSON of others: undefined when the value is of another kind. */
export function recordIn(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

export function listIn(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
