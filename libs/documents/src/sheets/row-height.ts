import type { Cell } from '@khien/model';

const LINE_POINTS = 15;
const MAX_LINES = 12;
/** Columns wider than this (characters) hold text that may go over several lines. */
export const WRAPPED_FROM = 20;

/** Height in points that shows the fullest cell of a row: spreadsheets do not measure rows of a file they did not write. */
export function rowHeight(cells: readonly Cell[], widths: readonly number[]): number {
  const lines = cells.map((cell, index) => {
    const width = widths[index] ?? WRAPPED_FROM;
    if (typeof cell !== 'string' || width <= WRAPPED_FROM) return 1;
    return cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  });
  return LINE_POINTS * Math.min(MAX_LINES, Math.max(1, ...lines));
}
