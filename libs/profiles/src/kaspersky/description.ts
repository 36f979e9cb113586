/** Lines « Name: value » of an event's description; line feeds as they are or written out (`\r\n`). Nested names keep their last part. */
export function readDescription(text: string): Map<string, string> {
  const named = new Map<string, string>();
  for (const line of text.split(/(?:\\r\\n|\\n|\r\n|\n|\r)/).slice(0, 200)) {
    const colon = line.indexOf(':');
    if (colon <= 0 || colon > 80) continue;
    const path = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    // `Result\Name` and `Object\Name` are two names.
    if (value !== '' && !named.has(path)) named.set(path, value);
  }
  return named;
}

/** `HAIVAN\le.hoa (Active user)` without the note. */
export function withoutNote(value: string | undefined): string | undefined {
  if (!value?.endsWith(')')) return value;
  const open = value.lastIndexOf('(');
  return open > 0 ? value.slice(0, open).trimEnd() : value;
}
