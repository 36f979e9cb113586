import { broken, LIMITS, tooLarge, type Unreadable } from './sheet-limits';
import { zipOf, zipParts } from './zip-parts';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const KEPT = new Set([
  '[Content_Types].xml',
  '_rels/.rels',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/sharedStrings.xml',
  'xl/styles.xml',
]);
/** The largest formatting that makes sense for a list; exceljs builds an object for each of its entries. */
const MAX_STYLES_BYTES = 2 * 1024 * 1024;

/**
 * A workbook with its cells and nothing else: no links to other files, macros, pictures, comments, merged or validated ranges, names.
 * exceljs makes an object for every cell of a merged or validated range, of which a file of 5 KB may claim a thousand million; so ranges
 * are left out before it reads, and rows and cells are counted in the text.
 */
export function plainWorkbook(bytes: Buffer): Buffer | Unreadable {
  const parts = zipParts(bytes, (name) => KEPT.has(name) || SHEET.test(name));
  if (!(parts instanceof Map)) return parts;
  const workbook = parts.get('xl/workbook.xml')?.toString('utf8');
  if (workbook === undefined) return broken;
  if ((parts.get('xl/styles.xml')?.length ?? 0) > MAX_STYLES_BYTES) return tooMuch;
  parts.set('xl/workbook.xml', Buffer.from(withoutRanges(workbook)));
  let cells = 0;
  let sheets = 0;
  for (const [name, part] of parts) {
    if (!SHEET.test(name)) continue;
    const data = sheetData(part.toString('utf8'));
    if (data === undefined) return broken;
    const counted = countCells(data);
    if (counted === undefined) return tooMuch;
    cells += counted;
    sheets++;
    parts.set(name, Buffer.from(`${SHEET_HEAD}${data}</worksheet>`));
  }
  return cells > LIMITS.cells || sheets > LIMITS.sheets ? tooMuch : zipOf(parts);
}

const SHEET_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';

const tooMuch = tooLarge(
  `Trang tính quá lớn: tối đa ${LIMITS.rows - 1} dòng, ${LIMITS.columns} cột`,
  `The sheet is too large: at most ${LIMITS.rows - 1} rows and ${LIMITS.columns} columns`,
);

function withoutRanges(workbook: string): string {
  return workbook
    .replaceAll(/<definedNames>[\s\S]*?<\/definedNames>/g, '')
    .replaceAll(/<externalReferences>[\s\S]*?<\/externalReferences>/g, '');
}

/** `<sheetData>…</sheetData>`, and an empty one where there is none to fill. */
function sheetData(xml: string): string | undefined {
  if (/<sheetData\s*\/>/.test(xml)) return '<sheetData/>';
  const start = xml.search(/<sheetData[\s>]/);
  const end = xml.lastIndexOf('</sheetData>');
  return start < 0 || end < start ? undefined : xml.slice(start, end + '</sheetData>'.length);
}

/** Undefined when there are too many, or one stands too far out. */
function countCells(data: string): number | undefined {
  let rows = 0;
  let cells = 0;
  for (const [, tag, attributes = ''] of data.matchAll(/<(row|c)\b([^>]*)/g)) {
    if (tag === 'row') rows++;
    else cells++;
    const reference = /(?:^|\s)r\s*=\s*["']([^"']*)/.exec(attributes)?.[1];
    if (reference !== undefined && !isNear(reference)) return undefined;
    if (rows > LIMITS.rows || cells > LIMITS.cells) return undefined;
  }
  return cells;
}

/** A sheet of Excel ends at row 1,048,576; exceljs would walk to whatever row is named. */
function isNear(reference: string): boolean {
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{0,7})$/.exec(reference) ?? [];
  if (`${letters}${digits}` !== reference) return false;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column <= LIMITS.columns && Number(digits) <= 1_048_576;
}
