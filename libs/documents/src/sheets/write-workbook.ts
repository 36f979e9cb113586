import type { Bilingual, Cell, SheetColumn, WrittenSheet } from '@khien/model';
import type { CellValue, Worksheet } from 'exceljs';
import { escapeFormula } from './formula-escape';
import { addGuide } from './guide-sheet';
import { addLists, type ListRanges } from './list-sheet';
import { loadExceljs } from './load-exceljs';
import { rowHeight, WRAPPED_FROM } from './row-height';
import { HEADER_FILL, HEADER_FONT, REQUIRED_FILL } from './sheet-style';

export interface WorkbookGuide {
  title: Bilingual;
  /** Rules for filling in, one a line. */
  rules: readonly Bilingual[];
}

/** Rows below the last one for which choices are offered, so that a clerk can add entries. */
const SPARE_ROWS = 500;
/** Code of the paper in a workbook. */
const A4 = 9;
/** What a cell of Excel holds at most. */
const MAX_CELL = 32_767;

/** The sheets as .xlsx: headers stay in sight and can be filtered, choices drop down, and the sheet «Hướng dẫn» explains each column. */
export async function writeWorkbook(sheets: readonly WrittenSheet[], guide: WorkbookGuide): Promise<Buffer> {
  const { Workbook } = loadExceljs();
  const workbook = new Workbook();
  workbook.creator = 'Khiên';
  const worksheets = sheets.map((sheet) => ({ sheet, worksheet: workbook.addWorksheet(sheet.name) }));
  addGuide(workbook, sheets, guide);
  const ranges = addLists(workbook, sheets);
  for (const { sheet, worksheet } of worksheets) fill(worksheet, sheet, ranges);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function fill(worksheet: Worksheet, { columns, rows }: WrittenSheet, ranges: ListRanges): void {
  worksheet.columns = columns.map(({ header, width, date }) => ({
    header,
    width,
    style: {
      alignment: { vertical: 'top', wrapText: width > WRAPPED_FROM },
      ...(date ? { numFmt: 'dd/mm/yyyy' } : {}),
    },
  }));
  const widths = columns.map(({ width }) => width);
  for (const cells of rows) worksheet.addRow(cells.map(excelValue)).height = rowHeight(cells, widths);
  const header = worksheet.getRow(1);
  header.height = 48;
  header.eachCell((cell, column) => {
    cell.font = HEADER_FONT;
    cell.alignment = { vertical: 'middle', wrapText: true };
    cell.fill = columns[column - 1]?.required ? REQUIRED_FILL : HEADER_FILL;
    cell.border = { bottom: { style: 'thin' } };
  });
  worksheet.pageSetup = {
    paperSize: A4,
    orientation: 'landscape',
    printTitlesRow: '1:1',
    printTitlesColumn: 'A:A',
  };
  // The id stays in sight beside whatever is looked at.
  worksheet.views = [{ state: 'frozen', xSplit: 1, ySplit: 1 }];
  worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  for (const [index, column] of columns.entries())
    offer(worksheet, { column, index, rows: rows.length, ranges });
}

/** A drop-down over the whole column as one range; exceljs knows only single cells in its types. */
interface Validations {
  dataValidations: { add(address: string, validation: object): void };
}

function offer(
  worksheet: Worksheet,
  { column, index, rows, ranges }: { column: SheetColumn; index: number; rows: number; ranges: ListRanges },
): void {
  const range = column.choices === undefined ? undefined : ranges.get(column.choices.words.join('\n'));
  if (range === undefined || column.choices === undefined) return;
  const letter = worksheet.getColumn(index + 1).letter;
  const { strict } = column.choices;
  const last = rows + 1 + SPARE_ROWS;
  // One validation for the column: one a cell would take exceljs seconds to join.
  (worksheet as unknown as Validations).dataValidations.add(`${letter}2:${letter}${last}`, {
    type: 'list',
    allowBlank: !column.required,
    formulae: [range],
    showErrorMessage: strict,
    errorStyle: 'warning',
    errorTitle: column.header.slice(0, 32),
    error: 'Hãy chọn trong danh sách / Choose from the list',
  });
}

function excelValue(cell: Cell): CellValue {
  if (cell === null) return null;
  if (typeof cell === 'string') return excelText(cell);
  if (typeof cell !== 'object') return cell;
  return 'day' in cell ? new Date(`${cell.day}T00:00:00Z`) : cell.error;
}

/** `_x0041_` would be read as the character it codes: Excel codes the underscore itself. */
function excelText(text: string): string {
  return escapeFormula(text)
    .slice(0, MAX_CELL)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
