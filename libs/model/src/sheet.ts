import type { Bilingual } from './alert';
import type { Day } from './chunk';

/** What stands in one cell of a workbook or CSV file: what a person typed, not yet what it means. `error` is what a formula could not say. */
export type Cell = string | number | boolean | null | { day: Day } | { error: string };

/** One row with something in it; `row` is its number as the spreadsheet shows it, from 1. */
export interface SheetRow {
  row: number;
  cells: Cell[];
}

/** A sheet as read. Rows without anything are left out. A CSV file is one sheet with an empty name. */
export interface Sheet {
  name: string;
  rows: SheetRow[];
}

/** A column of a sheet that is written, with what the guide says of it. */
export interface SheetColumn {
  header: string;
  help: Bilingual;
  /** What kind of thing stands in it, for the guide. */
  kind: Bilingual;
  required: boolean;
  /** Characters. */
  width: number;
  date: boolean;
  /** What a person may choose from. `strict`: nothing else is understood. */
  choices?: { words: readonly string[]; strict: boolean } | undefined;
}

export interface WrittenSheet {
  name: string;
  columns: SheetColumn[];
  rows: Cell[][];
}
