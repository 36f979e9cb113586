import type { FillPattern, Font } from 'exceljs';

const fill = (argb: string): FillPattern => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** The font of the cells, which exceljs gives only to cells without a style. */
const NAME = 'Calibri';
export const HEADER_FONT: Partial<Font> = { name: NAME, size: 11, bold: true };
export const TITLE_FONT: Partial<Font> = { name: NAME, size: 14, bold: true };

export const HEADER_FILL = fill('FFE8EDF3');
/** Columns that must be filled in. */
export const REQUIRED_FILL = fill('FFFCE8C8');
