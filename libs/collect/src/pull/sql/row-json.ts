import { MonitorError } from '@khien/model';

export type CellKind =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'json'
  | 'binary'
  | 'instant'
  | 'local'
  | 'text';

/** A cell as JSON text. What a JSON number cannot hold exactly is a string of the same digits; octets are base64; JSON stands as it was. */
export function cellJson(cell: string | Buffer | null, kind: CellKind): string {
  if (cell === null) return 'null';
  if (Buffer.isBuffer(cell)) return JSON.stringify(cell.toString(kind === 'binary' ? 'base64' : 'utf8'));
  if (kind === 'integer') return isExact(cell) ? cell : JSON.stringify(cell);
  if (kind === 'float') return Number.isFinite(Number(cell)) ? String(Number(cell)) : JSON.stringify(cell);
  if (kind === 'boolean') return /^(?:t|true|1)$/i.test(cell) ? 'true' : 'false';
  if (kind === 'json') return isJson(cell) ? cell : JSON.stringify(cell);
  if (kind === 'instant' || kind === 'local') return JSON.stringify(timeText(cell, kind));
  return JSON.stringify(cell);
}

/** `2026-11-21T03:00:00.1Z` for a moment, without the zone for a clock on the wall. */
export function timeText(cell: string, kind: 'instant' | 'local'): string {
  const text = cell.replace(' ', 'T');
  if (kind === 'local') return text;
  return /(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text) ? text.replace(/\+00(?::?00)?$/, 'Z') : `${text}Z`;
}

/** The row as one JSON object, columns in their order. */
export function rowJson(columns: readonly string[], cells: readonly string[]): Buffer {
  return Buffer.from(`{${columns.map((name, at) => `${JSON.stringify(name)}:${cells[at]}`).join(',')}}`);
}

/** Where a column stands; names are compared without case where only that finds one. */
export function columnAt(columns: readonly string[], name: string): number {
  const exact = columns.indexOf(name);
  const found = exact >= 0 ? exact : columns.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  if (found >= 0) return found;
  throw new MonitorError('bad_configuration', `the query selects no column "${name}"`);
}

function isExact(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
