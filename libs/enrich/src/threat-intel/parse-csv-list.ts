import { confidenceOf, type Indicator, instantOf, normalise, type ParsedList } from './indicator';

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  value: ['indicator', 'value', 'ioc', 'ioc_value', 'chi_bao'],
  source: ['source', 'provider', 'nguon'],
  confidence: ['confidence', 'do_tin_cay'],
  expires: ['expires', 'expiry', 'valid_until', 'expiration', 'het_han'],
  from: ['valid_from'],
  description: ['description', 'comment', 'mo_ta'],
  reference: ['reference', 'link'],
};

/**
 * A CSV list: a header with at least `indicator` (or `value`, `ioc`), then `source`, `confidence` (0..100 or a word), `expires`, `valid_from`,
 * `description`, `reference` in any order; `,` or `;`; lines from `#` on are comments. An expiry that cannot be read makes the line no indicator:
 * what was to expire must not stay for ever. The reason when it is no such file.
 */
export function parseCsvList(text: string, name: string): ParsedList | string {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const head = lines[0];
  if (head === undefined) return 'is empty: a header with a column "indicator" is missing';
  const separator = head.includes(';') ? ';' : ',';
  const header = fieldsOf(head, separator).map((column) => column.trim().toLowerCase());
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, names]) => [
      key,
      header.findIndex((column) => names.includes(column)),
    ]),
  );
  if ((at.value ?? -1) < 0) return 'line 1: no column "indicator", "value" or "ioc"';
  const list: ParsedList = { indicators: [], skipped: 0 };
  for (const line of lines.slice(1)) {
    const cells = fieldsOf(line, separator);
    const cell = (key: string): string => cells[at[key] ?? -1]?.trim() ?? '';
    const indicator = indicatorOf(cell, name);
    if (indicator) list.indicators.push(indicator);
    else list.skipped++;
  }
  return list;
}

function indicatorOf(cell: (key: string) => string, name: string): Indicator | undefined {
  const found = normalise(cell('value'));
  const expiresAt = cell('expires') === '' ? undefined : instantOf(cell('expires'), true);
  const validFrom = cell('from') === '' ? undefined : instantOf(cell('from'));
  if (
    !found ||
    (cell('expires') !== '' && expiresAt === undefined) ||
    (cell('from') !== '' && validFrom === undefined)
  )
    return undefined;
  const confidence = confidenceOf(cell('confidence'));
  return {
    ...found,
    source: cell('source') || name,
    ...(confidence !== undefined && { confidence }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(validFrom !== undefined && { validFrom }),
    ...(cell('description') && { description: cell('description').slice(0, 500) }),
    ...(cell('reference') && { reference: cell('reference').slice(0, 500) }),
  };
}

/** RFC 4180 within one line. */
function fieldsOf(line: string, separator: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quoted && character === '"' && line.charAt(at + 1) === '"') {
      field += '"';
      at++;
    } else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
