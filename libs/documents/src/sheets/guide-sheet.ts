import type { WrittenSheet } from '@khien/model';
import type { Workbook } from 'exceljs';
import { HEADER_FILL } from './sheet-style';
import type { WorkbookGuide } from './write-workbook';

const NAME = 'Hướng dẫn';
const HEADERS = [
  'Trang tính / Sheet',
  'Cột / Column',
  'Bắt buộc / Required',
  'Nội dung (tiếng Việt)',
  'What it is (English)',
  'Cách ghi / How to write it',
  'Giá trị được chọn / Choices',
];
const WIDTHS = [18, 34, 14, 52, 52, 40, 48];

/** The sheet that says how to fill in the others. It is not read when the file comes back. */
export function addGuide(
  workbook: Workbook,
  sheets: readonly WrittenSheet[],
  { title, rules }: WorkbookGuide,
): void {
  const guide = workbook.addWorksheet(NAME);
  guide.columns = WIDTHS.map((width) => ({
    width,
    style: { alignment: { vertical: 'top', wrapText: true } },
  }));
  guide.addRow([title.vi]).font = { bold: true, size: 14 };
  guide.addRow([title.en]).font = { italic: true };
  for (const { vi, en } of rules) {
    const row = guide.addRow([`• ${vi}\n   ${en}`]);
    guide.mergeCells(row.number, 1, row.number, WIDTHS.length);
    row.height = 32;
  }
  for (const number of [1, 2]) {
    guide.mergeCells(number, 1, number, WIDTHS.length);
    guide.getRow(number).getCell(1).alignment = { wrapText: false };
  }
  guide.addRow([]);
  const header = guide.addRow(HEADERS);
  header.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = HEADER_FILL;
  });
  for (const { name, columns } of sheets) {
    for (const { header: column, help, kind, required, choices } of columns) {
      const words = choices?.words ?? [];
      const offered = words.length > 12 ? [...words.slice(0, 12), '…'] : words;
      guide.addRow([
        name,
        column,
        required ? 'Có / Yes' : '',
        help.vi,
        help.en,
        `${kind.vi}\n${kind.en}`,
        offered.join('; '),
      ]);
    }
  }
}
