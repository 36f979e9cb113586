import type { Bilingual } from '@khien/model';

/** One bad cell: where it stands in the file, what stands in it, and what is wrong. */
export interface CellProblem {
  sheet: string;
  /** As the spreadsheet numbers it, from 1. */
  row: number;
  /** Header of the column. */
  column: string;
  value: string;
  text: Bilingual;
}

/** Something that does not stop the import, but that a person should know: a column or sheet nobody reads. */
export interface SheetNote {
  sheet: string;
  row?: number;
  column?: string;
  text: Bilingual;
}

const MAX_VALUE = 200;

export function shownValue(text: string): string {
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE - 1)}…`;
}
