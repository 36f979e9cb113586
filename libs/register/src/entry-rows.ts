import type { CellProblem } from './cell-problem';
import { cellText } from './cell-text';
import type { Card, ColumnSpec } from './column';
import type { FoundSheets } from './find-sheets';
import type { KnownEntries } from './known-entries';
import { type Known, problemAt, type RowReading, readRow } from './read-row';
import { readTable, type SheetTable, type TableReading, type TableRow } from './sheet-table';

/** A row of the main sheet with what it says of its entry. */
export interface EntryRow extends RowReading {
  id: string;
  sheet: string;
  row: number;
  cells: TableRow['cells'];
  before: Card | undefined;
}

export interface EntryRows {
  entries: EntryRow[];
  problems: CellProblem[];
  rows: number;
}

export interface EntryContext {
  table: SheetTable;
  specs: readonly ColumnSpec[];
  known: Known;
  /** Entries of the register of this kind. */
  registered: ReadonlyMap<string, Card>;
  own: KnownEntries;
  governed(id: string): boolean;
}

/** Reads the main sheet row by row. A row whose id cannot be used is read all the same, so that each of its bad cells is named. */
export function readEntries(context: EntryContext): EntryRows {
  const { table, specs, registered } = context;
  const problems: CellProblem[] = [];
  const entries: EntryRow[] = [];
  const firstAt = new Map<string, number>();
  const [idSpec, ...others] = specs;
  if (idSpec === undefined) return { entries, problems, rows: 0 };
  for (const row of table.rows) {
    const id = cellText(row.cells.get(idSpec.key));
    const wrong = idProblem(id, row, { context, idSpec, firstAt });
    const before = registered.get(id);
    const reading = readRow(row, before, {
      sheet: table.name,
      specs: others,
      known: context.known,
      governed: context.governed(id),
    });
    problems.push(...wrong, ...reading.problems);
    if (wrong.length > 0) continue;
    firstAt.set(id, row.row);
    entries.push({ ...reading, id, sheet: table.name, row: row.row, cells: row.cells, before });
  }
  return { entries, problems, rows: table.rows.length };
}

function idProblem(
  id: string,
  row: TableRow,
  {
    context,
    idSpec,
    firstAt,
  }: { context: EntryContext; idSpec: ColumnSpec; firstAt: ReadonlyMap<string, number> },
): CellProblem[] {
  const told = (vi: string, en: string): CellProblem[] => [
    problemAt(context.table.name, row.row, idSpec, row.cells.get(idSpec.key), { vi, en }),
  ];
  if (id === '') return told('Thiếu mã', 'The id is missing');
  const near = context.own.otherCase(id);
  if (near !== undefined) {
    return told(`Mã chỉ khác «${near}» ở chữ hoa, chữ thường`, `The id differs from «${near}» by case only`);
  }
  const reading = idSpec.format.read(id);
  if (!reading.ok) return told(reading.text.vi, reading.text.en);
  const earlier = firstAt.get(id);
  return earlier === undefined
    ? []
    : told(`Mã này đã có ở dòng ${earlier}`, `The id stands in row ${earlier} already`);
}

/** Ids and names in the main sheet, whether or not the rest of the row is good: other rows may refer to them. */
export function namesInFile(table: SheetTable | undefined): Array<{ id: string; names: string[] }> {
  return (table?.rows ?? []).flatMap(({ cells }) => {
    const id = cellText(cells.get('id'));
    // An id in capitals is refused where it stands; it is nothing that others can refer to.
    return id === '' || id !== id.toLowerCase()
      ? []
      : [{ id, names: [cellText(cells.get('name.vi')), cellText(cells.get('name.en'))] }];
  });
}

export function readMain(found: FoundSheets, specs: readonly ColumnSpec[], ownName: string): TableReading {
  return found.main === undefined ? { problems: [], notes: [] } : readTable(found.main, specs, ownName);
}
