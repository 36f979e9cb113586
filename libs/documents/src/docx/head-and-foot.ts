import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import type { BlockOf } from '../print/blocks';
import { evenLines, headLines } from '../print/head-lines';
import { columnWidths, PROFILE } from '../print/profile';
import { paragraph, rule, tightLine, twips } from './paragraphs';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};
const { size } = PROFILE;

/** A table without lines that carries columns side by side; each row of cells is kept whole. */
export function sideBySide(rows: Paragraph[][][], widths: readonly number[]): Table {
  const grid = widths.map(twips);
  return new Table({
    width: { size: grid.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: grid,
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                children,
                width: { size: grid[index] ?? 0, type: WidthType.DXA },
                borders: NO_BORDERS,
              }),
          ),
        }),
    ),
  });
}

/** Quốc hiệu and tiêu ngữ with their full rule; the issuing body with its short one; number and place level with each other. */
export function docxHead(block: BlockOf<'head'>, total: number): Table {
  const widths = columnWidths([PROFILE.head.left, PROFILE.head.right], total);
  const [left = 0, right = 0] = widths;
  const lines = headLines(block, left);
  const gap = { spacing: { before: twips(6), after: 0, line: 240, lineRule: LineRuleType.AUTO } };
  const names = [
    ...lines.parent.map((line) => tightLine(line, { size: size.emblem })),
    ...lines.body.map((line) => tightLine(line, { size: size.emblem, bold: true })),
    rule(lines.bodyRule, left),
  ];
  const emblem = [
    tightLine(lines.emblem, { size: size.emblem, bold: true }),
    tightLine(lines.motto, { size: size.motto, bold: true }),
    rule(lines.mottoRule, right),
  ];
  const number = [
    tightLine(block.number ?? '', { size: size.number }, gap),
    ...(block.subject === undefined
      ? []
      : [tightLine(evenLines(block.subject, left).join('\n'), { size: size.subject }, gap)]),
  ];
  const date = [tightLine(block.placeDate, { size: size.date, italic: true }, gap)];
  return sideBySide(
    [
      [names, emblem],
      [number, date],
    ],
    widths,
  );
}

/** Nơi nhận level with the authority line; the name under the blank for the signature. */
export function docxSignature(block: BlockOf<'signature'>, total: number): Table {
  const widths = columnWidths([PROFILE.foot.left, PROFILE.foot.right], total);
  const recipients = [
    paragraph(
      'Nơi nhận:',
      { size: size.recipientsWord, bold: true, italic: true },
      { spacing: { after: 0 } },
    ),
    ...block.recipients.map((line) => paragraph(line, { size: size.recipients }, { spacing: { after: 0 } })),
  ];
  const signer = [
    ...block.authority.map((line) => tightLine(line, { size: size.body, bold: true })),
    ...(block.caption === undefined ? [] : [tightLine(block.caption, { size: size.number, italic: true })]),
    tightLine(
      block.name ?? '',
      { size: size.body, bold: true },
      {
        spacing: { before: twips(PROFILE.signatureGap), after: 0, line: 240, lineRule: LineRuleType.AUTO },
      },
    ),
  ];
  return sideBySide([[block.recipients.length === 0 ? [paragraph('')] : recipients, signer]], widths);
}

export function docxSigners(block: BlockOf<'signers'>, total: number): Table {
  const widths = columnWidths(
    block.roles.map(() => 1),
    total,
  );
  const cells = block.roles.map(({ role, caption, name }) => [
    tightLine(role, { size: size.body, bold: true }),
    tightLine(caption, { size: size.number, italic: true }),
    tightLine(
      name ?? '',
      { size: size.body, bold: true },
      {
        alignment: AlignmentType.CENTER,
        spacing: { before: twips(PROFILE.signatureGap), after: 0, line: 240, lineRule: LineRuleType.AUTO },
      },
    ),
  ]);
  return sideBySide([cells], widths);
}
