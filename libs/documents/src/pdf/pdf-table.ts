import type { BlockOf, Row } from '../print/blocks';
import { columnWidths, PROFILE } from '../print/profile';
import { type Footnotes, type PdfNode, pdfRuns } from './pdf-text';

/** Room between the text of a cell and its lines, points; the layout `ruled` uses the same. */
export const CELL_PADDING = 4;
const LINE = 0.5;

/** A ruled table over the whole text width; heading rows repeat, rows are not torn unless longer than a page. */
export function pdfTable(
  block: BlockOf<'table'>,
  { total, footnotes }: { total: number; footnotes: Footnotes },
): PdfNode {
  const { columns } = block;
  const free = total - columns.length * 2 * CELL_PADDING - (columns.length + 1) * LINE;
  const headings = columns.map(({ heading }) => ({ text: heading, bold: true, alignment: 'center' }));
  const counts = columns.map((_, index) => ({ text: `(${index + 1})`, italics: true, alignment: 'center' }));
  const heading = block.headless ? [] : [headings, ...(block.counted ? [counts] : [])];
  const cells = (row: Row): PdfNode[] => {
    if ('span' in row)
      return [
        { text: pdfRuns(row.span, footnotes), bold: true, colSpan: columns.length },
        ...columns.slice(1).map(() => ({})),
      ];
    return columns.map(({ align }, index) => ({
      text: pdfRuns(row[index] ?? '', footnotes),
      alignment: align ?? 'left',
    }));
  };
  return {
    fontSize: block.size ?? PROFILE.size.table,
    lineHeight: 1,
    layout: 'ruled',
    table: {
      headerRows: heading.length,
      keepWithHeaderRows: heading.length > 0 ? 1 : 0,
      dontBreakRows: true,
      widths: columnWidths(
        columns.map(({ width }) => width),
        free,
      ),
      body: [...heading, ...block.rows.map(cells)],
    },
    margin: [0, block.headless ? 0 : 2, 0, block.goesOn ? 0 : 8],
  };
}
