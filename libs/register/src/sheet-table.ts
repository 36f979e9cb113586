import type { Cell, Sheet } from '@khien/model';
import { type CellProblem, type SheetNote, shownValue } from './cell-problem';
import { cellText, folded } from './cell-text';
import type { ColumnSpec } from './column';

/** A sheet whose columns are known. */
export interface SheetTable {
  /** As the file calls it; our own word for a CSV file, which has none. */
  name: string;
  headerRow: number;
  /** Columns that the file has. */
  present: ReadonlySet<string>;
  rows: TableRow[];
}
export interface TableRow {
  row: number;
  /** By key of the column. */
  cells: ReadonlyMap<string, Cell>;
}

export interface TableReading {
  /** Undefined when there is no row of headers. */
  table?: SheetTable;
  problems: CellProblem[];
  notes: SheetNote[];
}

/** Title lines may stand above the headers. */
const MAX_HEADER_ROW = 20;

/** Finds the row of headers (any order, Vietnamese or English) and puts the cells below it in their columns. */
export function readTable(sheet: Sheet, specs: readonly ColumnSpec[], ownName: string): TableReading {
  const name = sheet.name === '' ? ownName : sheet.name;
  const byHeader = headersOf(specs);
  const key = specs[0];
  const header = sheet.rows
    .filter(({ row }) => row <= MAX_HEADER_ROW)
    .find(({ cells }) => cells.some((cell) => byHeader.get(folded(cellText(cell))) === key));
  if (header === undefined || key === undefined) {
    const column = key?.header.vi ?? '';
    const text = {
      vi: `Không thấy dòng tiêu đề có cột «${column}»`,
      en: `No header row with the column «${key?.header.en ?? ''}»`,
    };
    return { problems: [{ sheet: name, row: 1, column, value: '', text }], notes: [] };
  }
  const { at, problems, notes } = columnsOf(header, byHeader, name);
  const rows = sheet.rows
    .filter(({ row }) => row > header.row)
    .map(({ row, cells }) => ({
      row,
      cells: new Map([...at].map(([index, spec]) => [spec.key, cells[index] ?? null])),
    }))
    .filter(({ cells }) => [...cells.values()].some((cell) => cellText(cell) !== ''));
  const present = new Set([...at.values()].map((spec) => spec.key));
  return { table: { name, headerRow: header.row, present, rows }, problems, notes };
}

function headersOf(specs: readonly ColumnSpec[]): Map<string, ColumnSpec> {
  return new Map(
    specs.flatMap((spec) =>
      [spec.header.vi, spec.header.en].map((header): [string, ColumnSpec] => [folded(header), spec]),
    ),
  );
}

function columnsOf(
  header: { row: number; cells: readonly Cell[] },
  byHeader: ReadonlyMap<string, ColumnSpec>,
  sheet: string,
): { at: Map<number, ColumnSpec>; problems: CellProblem[]; notes: SheetNote[] } {
  const at = new Map<number, ColumnSpec>();
  const problems: CellProblem[] = [];
  const notes: SheetNote[] = [];
  const taken = new Set<ColumnSpec>();
  for (const [index, cell] of header.cells.entries()) {
    const column = shownValue(cellText(cell));
    const spec = byHeader.get(folded(column));
    if (column === '') continue;
    if (spec === undefined) {
      const text = { vi: `Cột «${column}» không được đọc`, en: `The column «${column}» is not read` };
      notes.push({ sheet, row: header.row, column, text });
    } else if (taken.has(spec)) {
      const text = { vi: 'Cột này có hai lần', en: 'This column stands twice' };
      problems.push({ sheet, row: header.row, column, value: column, text });
    } else {
      taken.add(spec);
      at.set(index, spec);
    }
  }
  return { at, problems, notes };
}
