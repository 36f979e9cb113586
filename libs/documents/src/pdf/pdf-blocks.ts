import type { Block, BlockOf } from '../print/blocks';
import { evenLines, headLines } from '../print/head-lines';
import { boldLineWidth } from '../print/line-width';
import { columnWidths, PROFILE, points } from '../print/profile';
import { pdfTable } from './pdf-table';
import { type Footnotes, type PdfNode, pdfRuns, unbrokenNumbers } from './pdf-text';

const { size, paragraphGap, signatureGap } = PROFILE;
const gapBelow = (bottom: number): { margin: number[] } => ({ margin: [0, 0, 0, bottom] });
const centred = { alignment: 'center' } as const;

export interface Place {
  /** Text width, points. */
  total: number;
  footnotes: Footnotes;
  /** Points a heading needs below its upper edge, so that it does not end a page. */
  room: number;
}

/** One block as nodes of pdfmake. */
export function pdfBlock(block: Block, { total, footnotes, room }: Place): PdfNode[] {
  switch (block.kind) {
    case 'head':
      return [head(block, total)];
    case 'label':
      return [label(block, total)];
    case 'title':
      return title(block, total);
    case 'authority':
      return [{ text: block.text, bold: true, ...centred, ...gapBelow(paragraphGap) }];
    case 'addressee':
      return addressee(block);
    case 'recital':
      return [body([{ text: block.text, italics: true }])];
    case 'enacting':
      return [
        { text: block.text, bold: true, ...centred, margin: [0, 4, 0, paragraphGap], headlineLevel: room },
      ];
    case 'part':
      return [{ ...body([{ text: block.text, bold: true }]), headlineLevel: room }];
    case 'heading':
      return [heading(block, room)];
    case 'article':
      return [
        {
          ...body([
            { text: `${block.lead} `, bold: true },
            { text: block.text, bold: block.titled === true },
          ]),
          ...(block.titled === true ? { headlineLevel: room } : {}),
        },
      ];
    case 'paragraph':
      return [text(block, footnotes)];
    case 'list':
      return block.entries.map((entry) => body([{ text: '- ' }, ...pdfRuns(entry, footnotes)]));
    case 'table':
      return [pdfTable(block, { total, footnotes })];
    case 'signature':
      return [signature(block)];
    case 'signers':
      return [signers(block)];
    case 'appendix':
      return appendix(block);
    case 'page-break':
      return [{ text: '', pageBreak: 'after' }];
  }
}

/** Text of about four lines; shorter paragraphs are not torn, so that no single line stands alone on a page. */
const SHORT = 300;

/** Body text: justified, first line indented. */
function body(runs: PdfNode[]): PdfNode {
  const length = runs.reduce((sum, { text: words }) => sum + String(words).length, 0);
  return {
    ...(length < SHORT ? { unbreakable: true } : {}),
    text: unbrokenNumbers(runs),
    alignment: 'justify',
    leadingIndent: points(PROFILE.firstLineIndent),
    ...gapBelow(paragraphGap),
  };
}

function text(block: BlockOf<'paragraph'>, footnotes: Footnotes): PdfNode {
  const runs = pdfRuns(block.text, footnotes);
  const alignment = block.align ?? 'justify';
  return block.flush || alignment === 'center'
    ? { text: runs, alignment, ...gapBelow(paragraphGap) }
    : { ...body(runs), alignment };
}

/** A rule `length` points long, centred in its column. */
function rule(length: number): PdfNode {
  const line = { type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: 0.75 };
  return { canvas: [line], ...centred, margin: [0, 2, 0, 0] };
}

function head(block: BlockOf<'head'>, total: number): PdfNode {
  const widths = columnWidths([PROFILE.head.left, PROFILE.head.right], total);
  const lines = headLines(block, widths[0] ?? 0);
  const single = { lineHeight: 1, ...centred };
  const names = [
    ...lines.parent.map((line) => ({ text: line, fontSize: size.emblem, ...single })),
    ...lines.body.map((line) => ({ text: line, fontSize: size.emblem, bold: true, ...single })),
    rule(lines.bodyRule),
  ];
  const emblem = [
    { text: lines.emblem, fontSize: size.emblem, bold: true, noWrap: true, ...single },
    { text: lines.motto, fontSize: size.motto, bold: true, ...single },
    rule(lines.mottoRule),
  ];
  const number = [
    { text: block.number ?? '', fontSize: size.number, ...single },
    ...(block.subject === undefined
      ? []
      : [
          {
            text: evenLines(block.subject, widths[0] ?? 0).join('\n'),
            fontSize: size.subject,
            margin: [0, 6, 0, 0],
            ...single,
          },
        ]),
  ];
  const date = { text: block.placeDate, fontSize: size.date, italics: true, ...single };
  return {
    layout: 'columns',
    table: {
      widths,
      body: [
        [{ stack: names }, { stack: emblem }],
        [
          { stack: number, margin: [0, 6, 0, 0] },
          { ...date, margin: [0, 6, 0, 0] },
        ],
      ],
    },
    ...gapBelow(10),
  };
}

function label({ text: words }: BlockOf<'label'>, total: number): PdfNode {
  return {
    table: {
      widths: [total - 10],
      body: [[{ text: words, fontSize: size.label, italics: true, ...centred }]],
    },
    layout: 'ruled',
    ...gapBelow(10),
  };
}

function title(block: BlockOf<'title'>, total: number): PdfNode[] {
  const shape = { bold: true, fontSize: size.title, ...centred };
  const length = 0.4 * Math.min(boldLineWidth(block.summary ?? block.name, size.title), total);
  return [
    { text: block.name.toLocaleUpperCase('vi'), ...shape, margin: [0, 4, 0, 0] },
    ...(block.summary === undefined ? [] : [{ text: block.summary, ...shape }]),
    ...(block.rule ? [rule(length)] : []),
    { text: ' ', fontSize: 4, ...gapBelow(4) },
  ];
}

function addressee({ names }: BlockOf<'addressee'>): PdfNode[] {
  if (names.length < 2)
    return [{ text: `Kính gửi: ${names[0] ?? ''}`, ...centred, margin: [0, 4, 0, paragraphGap + 2] }];
  const left = points(3 * PROFILE.firstLineIndent);
  return [
    { text: 'Kính gửi:', margin: [left, 4, 0, 4] },
    ...names.map((name, index) => ({
      text: `- ${name}${index === names.length - 1 ? '.' : ';'}`,
      margin: [left * 1.3, 0, 0, 4],
    })),
  ];
}

function heading({ level, text: words }: BlockOf<'heading'>, room: number): PdfNode {
  return {
    ...body([{ text: words, bold: true, italics: level === 3 }]),
    alignment: 'left',
    margin: [0, level === 1 ? 10 : 4, 0, paragraphGap],
    headlineLevel: room,
  };
}

function signature(block: BlockOf<'signature'>): PdfNode {
  const recipients = [
    { text: 'Nơi nhận:', bold: true, italics: true, fontSize: size.recipientsWord },
    ...block.recipients.map((line) => ({ text: line, fontSize: size.recipients })),
  ];
  const signer = [
    ...block.authority.map((line) => ({ text: line, bold: true, ...centred })),
    ...(block.caption === undefined
      ? []
      : [{ text: block.caption, italics: true, fontSize: size.number, ...centred }]),
    { text: block.name ?? ' ', bold: true, ...centred, margin: [0, signatureGap, 0, 0] },
  ];
  return {
    columns: [
      { width: `${PROFILE.foot.left}%`, stack: block.recipients.length === 0 ? [''] : recipients },
      { width: `${PROFILE.foot.right}%`, stack: signer },
    ],
    lineHeight: 1,
    margin: [0, 10, 0, 0],
    unbreakable: true,
  };
}

function signers({ roles }: BlockOf<'signers'>): PdfNode {
  const column = ({ role, caption, name }: (typeof roles)[number]): PdfNode => ({
    width: '*',
    stack: [
      { text: role, bold: true, ...centred },
      { text: caption, italics: true, fontSize: size.number, ...centred },
      { text: name ?? ' ', bold: true, ...centred, margin: [0, signatureGap, 0, 0] },
    ],
  });
  return { columns: roles.map(column), lineHeight: 1, margin: [0, 12, 0, 0], unbreakable: true };
}

function appendix({ number, title: words, attachedTo }: BlockOf<'appendix'>): PdfNode[] {
  const bold = { bold: true, fontSize: size.title, ...centred };
  return [
    { text: number === undefined ? 'Phụ lục' : `Phụ lục ${number}`, ...bold },
    { text: words.toLocaleUpperCase('vi'), ...bold },
    ...(attachedTo === undefined ? [] : [{ text: attachedTo, italics: true, ...centred }]),
    { text: ' ', fontSize: 4, ...gapBelow(2) },
  ];
}
