const KEY = /(?:^|[\s[])([A-Z][A-Za-z0-9]{1,60}|param\d{1,2}|categoryId|instanceId)=/g;

/** Where Veeam's own bracket begins; below 0 when the text holds none. */
export function startOf(text: string): number {
  return text.search(/\[(?:categoryId=\d+ )?instanceId=\d/);
}

/**
 * `[categoryId=0 instanceId=190 JobName="…" … Description="…"]`: nearly structured data, but numbers stand bare and quotes inside values
 * are not escaped (`ChangesXML="<changes><object id="…" /></changes>"`), so a value runs to the next name.
 */
export function readVeeam(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let current: string | undefined;
  let from = 0;
  for (const found of text.matchAll(KEY)) {
    if (fields.size >= 200) break;
    if (current !== undefined && !fields.has(current))
      fields.set(current, clean(text.slice(from, found.index)));
    current = found[1];
    from = found.index + found[0].length;
  }
  if (current !== undefined && !fields.has(current))
    fields.set(current, clean(text.slice(from).replace(/\]\s*$/, '')));
  return fields;
}

function clean(value: string): string {
  const text = value.trim();
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
}
