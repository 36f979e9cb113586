import type { FillPattern } from 'exceljs';

const fill = (argb: string): FillPattern => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

export const HEADER_FILL = fill('FFE8EDF3');
/** Columns that must be filled in. */
export const REQUIRED_FILL = fill('FFFCE8C8');
