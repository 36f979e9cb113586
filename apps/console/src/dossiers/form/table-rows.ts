import type { Answer, ColumnSpec } from '../../api/views-dossiers';

export type TableRow = Record<string, string>;

/** The rows of a table as they are kept: one JSON object of column → text per row; what is none is passed over. */
export function rowsOf(answer: Answer | undefined): TableRow[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((text) => {
    const row = parsed(text);
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return [];
    return [Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value)]))];
  });
}

/** Rows to be kept. One that somebody added and left empty is none, and an empty cell is no cell. */
export function answerOf(rows: readonly TableRow[]): string[] {
  return rows.flatMap((row) => {
    const cells = Object.entries(row).filter(([, text]) => text.trim() !== '');
    return cells.length > 0 ? [JSON.stringify(Object.fromEntries(cells))] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cells as a spreadsheet puts them on the clipboard: tabs between, a quoted cell may hold tabs and lines. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  rows.at(-1)?.push(cell);
  // A copied range ends with a line end, which is no row.
  if (rows.length > 1 && rows.at(-1)?.join('') === '') rows.pop();
  return rows;
}

/** Whether a paste is a range of cells and not words for one cell. */
export const isRange = (text: string): boolean => /[\t\n]/.test(text.replace(/\r?\n$/, ''));

const MOST_ROWS = 500;

/** Lays pasted cells over the table from one cell on; rows grow, columns beyond the last are dropped. */
export function pastedInto(
  rows: readonly TableRow[],
  at: { row: number; column: number; columns: readonly ColumnSpec[] },
  text: string,
): TableRow[] {
  const next = rows.map((row) => ({ ...row }));
  cellsOf(text).forEach((cells, down) => {
    const index = at.row + down;
    if (index >= MOST_ROWS) return;
    while (next.length <= index) next.push({});
    cells.forEach((cell, across) => {
      const column = at.columns[at.column + across];
      const row = next[index];
      if (column && row) row[column.id] = cell.trim();
    });
  });
  return next;
}
