import type { Cell, WrittenSheet } from '@khien/model';
import { escapeFormula } from './formula-escape';

const BYTE_ORDER_MARK = '\ufeff';

/** One sheet as Excel in Vietnam opens it with a double click: UTF-8 with its mark, `;` between cells, days as dd/mm/yyyy. */
export function writeCsv({ columns, rows }: WrittenSheet): Buffer {
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => row.map(csvText))].map((cells) =>
    cells.map(quoted).join(';'),
  );
  return Buffer.from(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`, 'utf8');
}

function csvText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return escapeFormula(cell);
  if (typeof cell !== 'object') return String(cell);
  return 'day' in cell ? cell.day.split('-').reverse().join('/') : cell.error;
}

/** Line ends of one kind inside of a cell; a bare `\r` would end the record for some readers. */
function quoted(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  return /[";,\n\t]|^\s|\s$/.test(lines) ? `"${lines.replaceAll('"', '""')}"` : lines;
}
