const MAX_FIELDS = 2000;

/**
 * Splits one line of delimiter-separated values. Quotes may hold the delimiter, line feeds and doubled quotes (RFC 4180);
 * a quote inside an unquoted value is text. Never throws: an open quote runs to the end.
 */
export function readDelimited(text: string, delimiter = ',', quote = '"'): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length && fields.length < MAX_FIELDS) {
    if (text[at] === quote) {
      let value = '';
      let from = at + 1;
      for (;;) {
        const end = text.indexOf(quote, from);
        if (end < 0) {
          value += text.slice(from);
          at = text.length + 1;
          break;
        }
        value += text.slice(from, end);
        if (text[end + 1] === quote) {
          value += quote;
          from = end + 2;
          continue;
        }
        const next = text.indexOf(delimiter, end + 1);
        value += text.slice(end + 1, next < 0 ? text.length : next);
        at = next < 0 ? text.length + 1 : next + delimiter.length;
        break;
      }
      fields.push(value);
      continue;
    }
    const next = text.indexOf(delimiter, at);
    fields.push(text.slice(at, next < 0 ? text.length : next));
    at = next < 0 ? text.length + 1 : next + delimiter.length;
  }
  return fields;
}

/** Values by the names of their columns; surplus values are named by their position (`column_12`). */
export function namedColumns(values: readonly string[], columns: readonly string[]): Map<string, string> {
  return new Map(values.map((value, at) => [columns[at] ?? `column_${at + 1}`, value]));
}
