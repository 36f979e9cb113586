import type { Bilingual, Sheet } from '@khien/model';
import type { SheetNote } from './cell-problem';
import { folded } from './cell-text';
import { DETAIL_SHEETS, type DetailSheet } from './detail-sheets';

export type SheetKind = 'systems' | 'agencies';

export const SHEET_NAMES: Record<SheetKind, Bilingual> = {
  systems: { vi: 'Hệ thống', en: 'Systems' },
  agencies: { vi: 'Cơ quan', en: 'Agencies' },
};
/** Sheets a written workbook has beside the data. */
export const GUIDE_SHEET: Bilingual = { vi: 'Hướng dẫn', en: 'Guide' };
export const LISTS_SHEET: Bilingual = { vi: 'Danh mục', en: 'Lists' };

export interface FoundSheets {
  main?: Sheet;
  details: Array<{ detail: DetailSheet; sheet: Sheet }>;
  notes: SheetNote[];
}

const isCalled = (sheet: Sheet, name: Bilingual): boolean =>
  [name.vi, name.en].some((one) => folded(one) === folded(sheet.name));

/**
 * Which sheet is which, by name; a CSV file (one sheet without a name) and the only sheet of an unknown name are the main one.
 * The guide and lists are ours; what nobody reads is told.
 */
export function findSheets(sheets: readonly Sheet[], kind: SheetKind): FoundSheets {
  const own = sheets.filter((sheet) => ![GUIDE_SHEET, LISTS_SHEET].some((name) => isCalled(sheet, name)));
  const wanted = kind === 'systems' ? DETAIL_SHEETS : [];
  const details = wanted.flatMap((detail) => {
    const sheet = own.find((one) => isCalled(one, detail.name));
    return sheet === undefined ? [] : [{ detail, sheet }];
  });
  const rest = own.filter((sheet) => !details.some((found) => found.sheet === sheet));
  const strangers = rest.filter((sheet) => !Object.values(SHEET_NAMES).some((name) => isCalled(sheet, name)));
  const main =
    rest.find((sheet) => isCalled(sheet, SHEET_NAMES[kind])) ??
    rest.find((sheet) => sheet.name === '') ??
    (strangers.length === 1 && details.length === 0 ? strangers[0] : undefined);
  const notes = rest
    .filter((sheet) => sheet !== main && sheet.rows.length > 0)
    .map(({ name }) => ({
      sheet: name,
      text: { vi: `Trang tính «${name}» không được đọc`, en: `The sheet «${name}» is not read` },
    }));
  return { ...(main === undefined ? {} : { main }), details, notes };
}
