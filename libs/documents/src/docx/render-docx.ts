import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Header,
  HeadingLevel,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { Block, BlockOf, PrintDocument, PrintSection } from '../print/blocks';
import { boldLineWidth } from '../print/line-width';
import { PROFILE, points, textWidth } from '../print/profile';
import { docxHead, docxSignature, docxSigners } from './head-and-foot';
import { bodyParagraph, paragraph, rule, twips } from './paragraphs';
import { docxRuns } from './runs';
import { docxTable } from './table';

const FONT = 'Times New Roman';
const { size } = PROFILE;
const center = { alignment: AlignmentType.CENTER } as const;

/** The document as an editable DOCX file: A4, Times New Roman, page numbers in the top margin from page 2. */
export function renderDocx(document: PrintDocument): Promise<Buffer> {
  const language = { value: document.language === 'vi' ? 'vi-VN' : 'en-GB' };
  return Packer.toBuffer(
    new Document({
      title: document.title,
      subject: document.subject,
      creator: 'Khiên',
      lastModifiedBy: 'Khiên',
      styles: {
        default: {
          document: { run: { font: FONT, size: size.body * 2, language, color: '000000' } },
          heading1: { run: { font: FONT, color: '000000' } },
          heading2: { run: { font: FONT, color: '000000' } },
          heading3: { run: { font: FONT, color: '000000' } },
        },
      },
      sections: document.sections.map((section, index) => sectionOf(section, index === 0)),
    }),
  );
}

function sectionOf({ orientation, blocks }: PrintSection, first: boolean) {
  const { page, margins } = PROFILE;
  return {
    properties: {
      titlePage: first,
      page: {
        // docx turns the sheet itself when the section is landscape.
        size: {
          width: twips(points(page.width)),
          height: twips(points(page.height)),
          orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(points(margins.top)),
          bottom: twips(points(margins.bottom)),
          left: twips(points(margins.left)),
          right: twips(points(margins.right)),
          header: twips(points(PROFILE.headerFromEdge)),
        },
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            ...center,
            children: [new TextRun({ children: [PageNumber.CURRENT], size: size.pageNumber * 2 })],
          }),
        ],
      }),
      ...(first ? { first: new Header({ children: [new Paragraph({})] }) } : {}),
    },
    children: blocks.flatMap((block, index) =>
      childrenOf(block, { total: textWidth(orientation), next: blocks[index + 1] }),
    ),
  };
}

interface Place {
  /** Text width, points. */
  total: number;
  next: Block | undefined;
}

function childrenOf(block: Block, { total, next }: Place): FileChild[] {
  switch (block.kind) {
    case 'head':
      return [docxHead(block, total), gap()];
    case 'label':
      return [label(block)];
    case 'title':
      return title(block, total);
    case 'authority':
      return [paragraph(block.text, { bold: true }, center)];
    case 'addressee':
      return addressee(block);
    case 'recital':
      return [bodyParagraph(block.text, { italic: true })];
    case 'enacting':
      return [paragraph(block.text, { bold: true }, { ...center, keepNext: true })];
    case 'part':
      return [bodyParagraph(block.text, { bold: true }, { keepNext: true })];
    case 'heading':
      return [heading(block)];
    case 'article':
      return [
        bodyParagraph(
          [
            { text: `${block.lead} `, bold: true },
            { text: block.text, bold: block.titled === true },
          ],
          {},
          { keepNext: block.titled === true },
        ),
      ];
    case 'paragraph':
      return [text(block, signs(next))];
    case 'list':
      return block.entries.map((entry) => bodyParagraph([{ text: '- ' }, ...runs(entry)]));
    case 'table':
      return [docxTable(block, total, signs(next)), gap(signs(next))];
    case 'signature':
      return [gap(true), docxSignature(block, total)];
    case 'signers':
      return [gap(true), docxSigners(block, total)];
    case 'appendix':
      return appendix(block);
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

/** Signatures are never alone on a page. */
const signs = (block: Block | undefined): boolean => block?.kind === 'signature' || block?.kind === 'signers';
const runs = (text: BlockOf<'paragraph'>['text']) => (typeof text === 'string' ? [{ text }] : text);
/** A table needs a paragraph after it; this one takes little room. */
const gap = (keepNext = false): Paragraph => paragraph('', { size: 6 }, { spacing: { after: 0 }, keepNext });

/** The last paragraph stays with the signature, so that no page holds a signature alone. */
function text(block: BlockOf<'paragraph'>, keepNext: boolean): Paragraph {
  const ALIGN = { justify: AlignmentType.JUSTIFIED, left: AlignmentType.LEFT, center: AlignmentType.CENTER };
  const alignment = ALIGN[block.align ?? 'justify'];
  return block.flush || block.align === 'center'
    ? paragraph(block.text, {}, { alignment, keepNext })
    : bodyParagraph(block.text, {}, { alignment, keepNext });
}

function label({ text: words }: BlockOf<'label'>): Paragraph {
  const border = { style: BorderStyle.SINGLE, size: 6, space: 2, color: '000000' };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: twips(8) },
    border: { top: border, bottom: border, left: border, right: border },
    children: docxRuns(words, { size: size.label, italic: true }),
  });
}

function title(block: BlockOf<'title'>, total: number): Paragraph[] {
  const tight = { ...center, spacing: { before: twips(6), after: 0 } };
  const length = 0.4 * Math.min(boldLineWidth(block.summary ?? block.name, size.title), total);
  return [
    paragraph(block.name.toLocaleUpperCase('vi'), { size: size.title, bold: true }, tight),
    ...(block.summary === undefined
      ? []
      : [paragraph(block.summary, { size: size.title, bold: true }, { ...center, spacing: { after: 0 } })]),
    ...(block.rule ? [rule(length, total)] : []),
    gap(),
  ];
}

function addressee({ names }: BlockOf<'addressee'>): Paragraph[] {
  const spacing = { before: twips(6), after: twips(PROFILE.paragraphGap) };
  if (names.length < 2) return [paragraph(`Kính gửi: ${names[0] ?? ''}`, {}, { ...center, spacing })];
  const indent = { left: twips(points(3 * PROFILE.firstLineIndent)) };
  return [
    paragraph('Kính gửi:', {}, { indent, spacing }),
    ...names.map((name, index) =>
      paragraph(
        `- ${name}${index === names.length - 1 ? '.' : ';'}`,
        {},
        { indent: { left: indent.left * 1.3 } },
      ),
    ),
  ];
}

function heading({ level, text: words }: BlockOf<'heading'>): Paragraph {
  const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
  return bodyParagraph(
    words,
    { bold: true, italic: level === 3 },
    {
      heading: LEVELS[level],
      keepNext: true,
      spacing: { before: twips(level === 1 ? 10 : 6), after: twips(PROFILE.paragraphGap) },
    },
  );
}

function appendix({ number, title: words, attachedTo }: BlockOf<'appendix'>): Paragraph[] {
  const tight = { ...center, spacing: { after: 0 }, keepNext: true };
  return [
    paragraph(
      number === undefined ? 'Phụ lục' : `Phụ lục ${number}`,
      { size: size.title, bold: true },
      tight,
    ),
    paragraph(words.toLocaleUpperCase('vi'), { size: size.title, bold: true }, tight),
    ...(attachedTo === undefined ? [] : [paragraph(attachedTo, { italic: true }, tight)]),
    gap(),
  ];
}
