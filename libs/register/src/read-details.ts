import { type CellProblem, shownValue } from './cell-problem';
import { cellText } from './cell-text';
import { type Card, type ColumnSpec, isCard } from './column';
import { type DetailSheet, SYSTEM_ID_COLUMN } from './detail-sheets';
import { type FieldDiff, type Known, problemAt, readRow } from './read-row';
import type { SheetTable, TableRow } from './sheet-table';

/** What a detail sheet says of one system. */
export interface DetailReading {
  systemId: string;
  detail: DetailSheet;
  /** Where the system comes first. */
  sheet: string;
  row: number;
  items: Card[];
  /** The items as they stand in the file. */
  shown: string[][];
  /** What is wrong in its rows. */
  bad: CellProblem[];
}

export interface DetailsReading {
  readings: DetailReading[];
  problems: CellProblem[];
}

/**
 * Reads a detail sheet: its rows by system, without systems of which it says what the register holds. A row with nothing but the id
 * stands for «none».
 */
export function readDetails(
  table: SheetTable,
  detail: DetailSheet,
  { known, registered }: { known: Known; registered: ReadonlyMap<string, Card> },
): DetailsReading {
  const orphans: CellProblem[] = [];
  const bySystem = new Map<string, DetailReading>();
  for (const row of table.rows) {
    const owner = readOwner(table, row, known);
    const item = readItem(table, row, detail, known);
    if ('text' in owner) {
      orphans.push(owner, ...item.problems);
      continue;
    }
    const { systemId } = owner;
    const reading = bySystem.get(systemId) ?? {
      systemId,
      detail,
      sheet: table.name,
      row: row.row,
      items: [],
      shown: [],
      bad: [],
    };
    bySystem.set(systemId, reading);
    reading.bad.push(...item.problems);
    if (item.card === undefined) continue;
    reading.bad.push(...twice(table, row, { detail, items: reading.items, item: item.card }));
    reading.items.push(item.card);
    reading.shown.push(detail.columns.map(({ key }) => cellText(row.cells.get(itemKey(key)))));
  }
  const readings = [...bySystem.values()].filter(
    ({ systemId, shown }) =>
      JSON.stringify(shown) !== JSON.stringify(shownItems(detail, registered.get(systemId)?.[detail.field])),
  );
  return { readings, problems: [...orphans, ...readings.flatMap(({ bad }) => bad)] };
}

/** In the sheet of connections two columns hold a system: the owner's comes first, the item's is set apart. */
export const itemKey = (key: string): string => `item.${key}`;

/** Columns of the sheet: the system, then the item's own. */
export function detailColumns(detail: DetailSheet): ColumnSpec[] {
  return [SYSTEM_ID_COLUMN, ...detail.columns.map((spec) => ({ ...spec, key: itemKey(spec.key) }))];
}

function readOwner(table: SheetTable, row: TableRow, known: Known): { systemId: string } | CellProblem {
  const context = { sheet: table.name, specs: [SYSTEM_ID_COLUMN], known };
  const { card, problems } = readRow(row, undefined, context);
  const found = problems[0];
  return found ?? { systemId: String(card.systemId) };
}

function readItem(
  table: SheetTable,
  row: TableRow,
  detail: DetailSheet,
  known: Known,
): { card?: Card; problems: CellProblem[] } {
  const filled = (keys: readonly string[]): boolean =>
    keys.some((key) => cellText(row.cells.get(itemKey(key))) !== '');
  if (!filled(detail.columns.map(({ key }) => key))) return { problems: [] };
  const specs = detailColumns(detail).slice(1);
  const { card, problems } = readRow(row, undefined, { sheet: table.name, specs, known });
  const held = card.item;
  const [first] = detail.columns;
  if (detail.oneOf !== undefined && first !== undefined && !filled(detail.oneOf)) {
    const text = {
      vi: 'Phải có mã hệ thống hoặc tên hệ thống ngoài sổ đăng ký',
      en: 'Needs a system id or the name of a system outside the register',
    };
    problems.push(problemAt(table.name, row.row, first, null, text));
  }
  return { card: isCard(held) ? held : {}, problems };
}

/** Datasets have ids: two of one id are a slip. */
function twice(
  table: SheetTable,
  row: TableRow,
  { detail, items, item }: { detail: DetailSheet; items: readonly Card[]; item: Card },
): CellProblem[] {
  const { id } = item;
  const spec = detail.columns.find(({ key }) => key === 'id');
  if (spec === undefined || id === undefined || !items.some((other) => other.id === id)) return [];
  const text = {
    vi: 'Hệ thống này đã có bộ dữ liệu cùng mã',
    en: 'The system has a dataset of this id already',
  };
  return [problemAt(table.name, row.row, spec, row.cells.get(itemKey('id')), text)];
}

/** The list as the sheet would show it: what is the same there is the same. */
export function shownItems(detail: DetailSheet, items: unknown): string[][] {
  const list: unknown[] = Array.isArray(items) ? items : [];
  return list
    .filter(isCard)
    .map((item) =>
      detail.columns.map(({ key, format }) =>
        item[key] === undefined ? '' : cellText(format.write(item[key])),
      ),
    );
}

export function detailDiff(
  detail: DetailSheet,
  before: unknown,
  after: readonly Card[],
): FieldDiff | undefined {
  const [was, is] = [shownItems(detail, before), shownItems(detail, after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return undefined;
  const told = (items: readonly string[][]): string =>
    shownValue(items.map((cells) => cells.filter((cell) => cell !== '').join(' · ')).join('; '));
  return { field: detail.field, label: detail.name, before: told(was), after: told(is) };
}
