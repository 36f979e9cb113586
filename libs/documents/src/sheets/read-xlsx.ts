import type { Cell, Sheet, SheetRow } from '@khien/model';
import type { CellValue, Cell as ExcelCell, Workbook } from 'exceljs';
import { unescapeFormula } from './formula-escape';
import { loadExceljs } from './load-exceljs';
import { plainWorkbook } from './plain-workbook';
import { broken, LIMITS, type SheetsRead, tooLarge } from './sheet-limits';

/** Reads the cells of a workbook. Of formulas the value that Excel stored counts; nothing is computed and no link is followed. */
export async function readXlsx(bytes: Buffer): Promise<SheetsRead> {
  const plain = plainWorkbook(bytes);
  if (!Buffer.isBuffer(plain)) return plain;
  const exceljs = loadExceljs();
  const workbook = new exceljs.Workbook();
  try {
    // exceljs declares a Buffer of its own that is an ArrayBuffer; it takes any octets.
    await workbook.xlsx.load(plain as unknown as Parameters<typeof workbook.xlsx.load>[0]);
    const sheets = workbook.worksheets.map(sheetOf);
    return charactersIn(sheets) > LIMITS.characters ? tooMuchText : { ok: true, sheets };
  } catch {
    return broken;
  }
}

const tooMuchText = tooLarge('Các ô chứa quá nhiều chữ', 'The cells hold too much text');

function charactersIn(sheets: readonly Sheet[]): number {
  let sum = 0;
  for (const { rows } of sheets) {
    for (const { cells } of rows) for (const cell of cells) sum += typeof cell === 'string' ? cell.length : 1;
  }
  return sum;
}

function sheetOf(worksheet: Workbook['worksheets'][number]): Sheet {
  const rows: SheetRow[] = [];
  worksheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      while (cells.length < column - 1) cells.push(null);
      cells.push(cellOf(cell));
    });
    if (cells.some((cell) => cell !== null && cell !== '')) rows.push({ row: number, cells });
  });
  return { name: worksheet.name, rows };
}

const cellOf = (cell: ExcelCell): Cell => meaningOf(cell.value);

function meaningOf(value: CellValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return unescapeFormula(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : { error: String(value) };
  if (typeof value === 'boolean') return value;
  if (value instanceof Date) return dayOf(value);
  if ('error' in value) return { error: value.error };
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return meaningOf(value.text);
  if ('result' in value) return value.result === undefined ? noResult : meaningOf(value.result);
  return noResult;
}

const noResult: Cell = { error: '=' };

function dayOf(date: Date): Cell {
  const time = date.getTime();
  return Number.isNaN(time) ? { error: 'date' } : { day: date.toISOString().slice(0, 10) };
}
