import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { BlockOf, Column, Row, Text } from '../print/blocks';
import { columnWidths, PROFILE } from '../print/profile';
import { paragraph, twips } from './paragraphs';

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const LINES = { top: line, bottom: line, left: line, right: line };
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** A ruled table over the whole text width; its heading rows repeat on every page and no row is torn. */
export function docxTable(block: BlockOf<'table'>, total: number, keepLast = false): Table {
  const grid = columnWidths(
    block.columns.map(({ width }) => width),
    total,
  ).map(twips);
  const size = block.size ?? PROFILE.size.table;
  const cell = (content: Paragraph, index: number, span = 1): TableCell =>
    new TableCell({
      children: [content],
      columnSpan: span,
      verticalAlign: VerticalAlignTable.TOP,
      width: {
        size: span > 1 ? grid.reduce((sum, each) => sum + each, 0) : (grid[index] ?? 0),
        type: WidthType.DXA,
      },
      borders: LINES,
    });
  const headings = block.columns.map(({ heading }, index) =>
    cell(inCell(heading, size, 'center', true), index),
  );
  const counts = block.columns.map((_, index) =>
    cell(inCell(`(${index + 1})`, size, 'center', false, true), index),
  );
  // The last row goes with what follows, so that no page holds a signature alone.
  const last = block.rows.length - 1;
  const body = block.rows.map((row, place) => {
    if ('span' in row)
      return new TableRow({
        cantSplit: true,
        keepNext: true,
        children: [cell(inCell(row.span, size, 'left', true), 0, block.columns.length)],
      });
    return new TableRow({
      cantSplit: true,
      keepNext: keepLast && place === last,
      children: block.columns.map((column, index) =>
        cell(inCell(textAt(row, index), size, alignOf(column)), index),
      ),
    });
  });
  return new Table({
    width: { size: grid.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: grid,
    layout: TableLayoutType.FIXED,
    margins: { left: 70, right: 70, top: 30, bottom: 30 },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: headings }),
      ...(block.counted ? [new TableRow({ tableHeader: true, cantSplit: true, children: counts })] : []),
      ...body,
    ],
  });
}

const alignOf = ({ align }: Column): keyof typeof ALIGN => align ?? 'left';
const textAt = (row: Exclude<Row, { span: Text }>, index: number): Text => row[index] ?? '';

function inCell(
  text: Text,
  size: number,
  align: keyof typeof ALIGN,
  bold = false,
  italic = false,
): Paragraph {
  return paragraph(
    text,
    { size, bold, italic },
    { alignment: ALIGN[align], spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
  );
}
