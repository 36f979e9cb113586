import type { WrittenSheet } from '@khien/model';
import type { Workbook } from 'exceljs';
import { rowHeight } from './row-height';
import { HEADER_FILL, HEADER_FONT, TITLE_FONT } from './sheet-style';
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
const MAX_CHOICES = 12;
const WIDTHS = [20, 34, 21, 52, 52, 40, 48];

/** The sheet that says how to fill in the others. It is not read when the file comes back. */
export function addGuide(
  workbook: Workbook,
  sheets: readonly WrittenSheet[],
  { title, rules }: WorkbookGuide,
): void {
  const guide = workbook.addWorksheet(NAME);
  // A4, as wide as the page.
  guide.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  };
  guide.columns = WIDTHS.map((width) => ({
    width,
    style: { alignment: { vertical: 'top', wrapText: true } },
  }));
  guide.addRow([title.vi]).font = TITLE_FONT;
  guide.addRow([title.en]);
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
    cell.font = HEADER_FONT;
    cell.fill = HEADER_FILL;
  });
  for (const { name, columns } of sheets) {
    for (const { header: column, help, kind, required, choices } of columns) {
      const words = choices?.words ?? [];
      const cells = [
        name,
        column,
        required ? 'Có / Yes' : '',
        help.vi,
        help.en,
        `${kind.vi}\n${kind.en}`,
        // A long list (every agency) drops down in the column itself.
        words.length <= MAX_CHOICES ? words.join('; ') : '',
      ];
      guide.addRow(cells).height = rowHeight(cells, WIDTHS);
    }
  }
}
