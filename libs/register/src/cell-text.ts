import type { Cell } from '@khien/model';

/** What is to be replaced; most cells hold none of it. */
const ODD =
  /[\u0000-\u0008\u000b-\u001f\u007f\u00a0\u2007\u200b\u200e\u200f\u2028-\u202f\u2066-\u2069\ufeff]/;

/** Vietnamese typed on another keyboard or copied from a PDF comes decomposed and with other spaces and line ends: one form of it. */
export function plainText(text: string): string {
  if (!ODD.test(text)) return text.normalize('NFC').trim();
  return text
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(/[\u00a0\u202f\u2007]/g, ' ')
    .replaceAll(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      '',
    )
    .normalize('NFC')
    .trim();
}

/** A cell as a person would read it; what people call empty is the empty text. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return plainText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return String(cell);
  return 'day' in cell ? shownDay(cell.day) : cell.error;
}

/** `2026-03-12` as Vietnamese write it. */
export function shownDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

/**
 * For comparing what people type with a word we know: without case, accents, spaces or punctuation.
 * `Tên tiếng Anh`, `TEN TIENG ANH` and `tên  tiếng anh (*)` are the same.
 */
export function folded(text: string): string {
  return plainText(text)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
