import type { Bilingual, Sheet } from '@khien/model';

/** What a file handed in may cost before anybody reads it. */
export const LIMITS = {
  fileBytes: 8 * 1024 * 1024,
  /** All parts of a workbook after inflating. */
  inflatedBytes: 32 * 1024 * 1024,
  parts: 500,
  sheets: 40,
  /** Of one sheet. */
  rows: 20_001,
  columns: 200,
  cells: 500_000,
  /** Of all cells together: many cells may point at one long text. */
  characters: 32_000_000,
} as const;

export type SheetsRead =
  | { ok: true; sheets: Sheet[] }
  /** The file as a whole cannot be read; what is wrong in a cell is told by whoever knows what it should hold. */
  | { ok: false; code: 'too_large' | 'unsupported_media_type' | 'invalid'; text: Bilingual };

export type Unreadable = Extract<SheetsRead, { ok: false }>;

export const unreadable = (code: Unreadable['code'], vi: string, en: string): Unreadable => ({
  ok: false,
  code,
  text: { vi, en },
});

export const tooLarge = (vi: string, en: string): Unreadable => unreadable('too_large', vi, en);
export const broken = unreadable(
  'invalid',
  'Tệp Excel bị hỏng hoặc không đúng định dạng; hãy mở bằng Excel và lưu lại dạng .xlsx',
  'The Excel file is damaged or of another format; open it in Excel and save it as .xlsx',
);
