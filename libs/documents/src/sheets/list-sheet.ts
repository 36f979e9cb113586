import type { WrittenSheet } from '@khien/model';
import type { Workbook } from 'exceljs';
import { escapeFormula } from './formula-escape';

const NAME = 'Danh mục';

/** Reference of a list of choices by its words, joined with line ends. */
export type ListRanges = ReadonlyMap<string, string>;

/**
 * Choices stand in a hidden sheet: written into the validation itself they may have 255 characters and no commas.
 * It is not read when the file comes back.
 */
export function addLists(workbook: Workbook, sheets: readonly WrittenSheet[]): ListRanges {
  const ranges = new Map<string, string>();
  const lists = workbook.addWorksheet(NAME, { state: 'hidden' });
  for (const { choices } of sheets.flatMap(({ columns }) => columns)) {
    const key = choices?.words.join('\n');
    if (choices === undefined || key === undefined || choices.words.length === 0 || ranges.has(key)) continue;
    const column = lists.getColumn(ranges.size + 1);
    for (const [index, word] of choices.words.entries()) {
      lists.getCell(index + 1, ranges.size + 1).value = escapeFormula(word);
    }
    ranges.set(key, `'${NAME}'!$${column.letter}$1:$${column.letter}$${choices.words.length}`);
  }
  return ranges;
}
